import { describe, expect, test } from "vitest";
import { readRequest, wantsJson } from "../../../src/commands/shell/words.ts";
import { nearest } from "../../../src/model/nearest.ts";

const ids = ["apply", "db:migrate", "db:up", "drift", "phase:start", "plan", "task:list", "validate"];

describe("what was typed", () => {
  test("a command and its own words", () => {
    expect(readRequest(["plan", "--target", "task/1.1"], ids)).toEqual({
      kind: "command",
      id: "plan",
      words: ["--target", "task/1.1"],
    });
  });

  test("a command of two words", () => {
    expect(readRequest(["db", "up"], ids)).toEqual({ kind: "command", id: "db:up", words: [] });
  });

  test("arguments are not taken for part of the name", () => {
    expect(readRequest(["apply", "3f9a1c"], ids)).toEqual({ kind: "command", id: "apply", words: ["3f9a1c"] });
  });

  test("global flags may stand before the command", () => {
    expect(readRequest(["--repo", "plan", "--json", "db", "up"], ids)).toEqual({
      kind: "command",
      id: "db:up",
      words: ["--repo", "plan", "--json"],
    });
  });

  test("nothing at all asks for help", () => {
    expect(readRequest([], ids)).toEqual({ kind: "help", words: [] });
  });

  test.each([[["plan", "--help"]], [["plan", "-h"]], [["help", "plan"]]])("%j asks for a command's help", (words) => {
    expect(readRequest(words, ids)).toEqual({ kind: "help", words: ["plan"] });
  });

  test("--help after -- is an argument", () => {
    expect(readRequest(["plan", "--", "--help"], ids)).toMatchObject({ kind: "command", id: "plan" });
  });

  test("a topic alone asks for its help", () => {
    expect(readRequest(["db"], ids)).toEqual({ kind: "help", words: ["db"] });
  });

  test("an unknown command names the nearest", () => {
    expect(readRequest(["plann"], ids)).toEqual({ kind: "unknown", name: "plann", nearest: "plan" });
  });

  test("an unknown command of a topic names the nearest", () => {
    expect(readRequest(["db", "migrat"], ids)).toEqual({ kind: "unknown", name: "db migrat", nearest: "db migrate" });
  });

  test("what no command does is no other command's", () => {
    expect(readRequest(["destroy"], ids)).toEqual({ kind: "unknown", name: "destroy", nearest: undefined });
  });

  test("a verb that other tools have is v7's of the same kind", () => {
    const verbs = [...ids, "task:complete", "task:start"];
    expect(readRequest(["task", "done", "1.1"], verbs)).toMatchObject({ nearest: "task complete" });
  });

  test("nothing near, nothing suggested", () => {
    expect(readRequest(["terraform"], ids)).toEqual({ kind: "unknown", name: "terraform", nearest: undefined });
  });
});

test("--json counts only before --", () => {
  expect([wantsJson(["--json"]), wantsJson(["set", "--", "--json"])]).toEqual([true, false]);
});

test("a short word is not turned into another short word", () => {
  expect(nearest("ab", ["db"])).toBe("db");
  expect(nearest("ab", ["up"])).toBeUndefined();
});
