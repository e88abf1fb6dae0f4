import { describe, expect, test } from "vitest";
import { foldedPath, foldersOf, foldersOfAll } from "../../../src/model/folded-path.ts";
import { bytePath } from "../../../src/model/path-bytes.ts";

describe("the folded form of a path", () => {
  test("is one for what differs by case or the form of accents", () => {
    expect(foldedPath(bytePath("Docs/Résumé.md"))).toBe(foldedPath(bytePath("docs/RE\u0301SUME\u0301.md")));
  });

  test("keeps bytes that are no text apart", () => {
    expect(foldedPath("caf\xe9")).not.toBe(foldedPath("caf\xe8"));
  });
});

test("the folders of a path are those on the way to it, of many paths each once", () => {
  expect(foldersOf("03_CORE_ENGINE/drafts/PRD.md")).toEqual(["03_CORE_ENGINE/drafts", "03_CORE_ENGINE"]);
  expect([...foldersOfAll(["a/b/c", "a/b/d", "a/e/f", "g"])]).toEqual(["a/b", "a", "a/e"]);
});
