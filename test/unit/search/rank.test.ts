import { describe, expect, test } from "vitest";
import { type Candidate, rank, shownScores } from "../../../src/search/rank.ts";
import type { Fused } from "../../../src/search/fuse.ts";

function found(source: string, score: number, more: Partial<Candidate> = {}): Fused<Candidate> {
  const part = { id: `${source}#0`, source, score, weight: 1, called: source, ...more };
  return { part, score, text: score * 10, vector: null };
}

function order(sources: readonly Fused<Candidate>[], name = ""): string[] {
  return rank(sources, name).map(({ part }) => part.source);
}

describe("rank", () => {
  test("puts what is called as the question above all that matches better", () => {
    const named = found("file:1", 0.1, { called: "backup\npages zh 00 md" });
    expect(order([found("file:2", 0.9), named], "backup")).toEqual(["file:1", "file:2"]);
  });

  test("keeps commits from drowning files: one of five, and the rest behind", () => {
    const commits = ["a", "b", "c"].map((sha, at) => found(`commit:${sha}`, 0.9 - at / 100));
    const files = [1, 2, 3, 4, 5].map((at) => found(`file:${at}`, 0.5 - at / 100));
    expect(order([...commits, ...files])).toEqual([
      "commit:a",
      "file:1",
      "file:2",
      "file:3",
      "file:4",
      "commit:b",
      "file:5",
      "commit:c",
    ]);
  });

  test("puts a commit first whose subject is the question", () => {
    expect(order([found("file:1", 0.9), found("commit:a", 0.2, { called: "defer air" })], "defer air")[0]).toBe(
      "commit:a",
    );
  });
});

describe("shownScores", () => {
  test("begin with how much of the question is answered, and go down in proportion", () => {
    const placed = rank([found("file:1", 1), found("file:2", 0.5), found("file:3", 0)], "");
    expect(shownScores(placed, 0.8)).toEqual([0.8, 0.4, 0]);
  });

  test("never rise", () => {
    const placed = rank([found("file:1", 1, { weight: 0.3 }), found("file:2", 0.2)], "");
    const scores = shownScores(placed, 1);
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
  });
});
