import { describe, expect, test } from "vitest";
import { qualityOf } from "../../../src/search/evaluate.ts";

const query = {
  id: "1",
  text: "why a separate database",
  grades: new Map([
    ["PRD", 2],
    ["AD-005", 1],
  ]),
};

describe("qualityOf", () => {
  test("is 1 when the best stands first, and less the lower it stands", () => {
    expect(qualityOf([query], [["PRD", "AD-005", "AYA"]])).toMatchObject({ ndcg10: 1, recall10: 1, mrr10: 1 });
    const swapped = qualityOf([query], [["AYA", "AD-005", "PRD"]]);
    expect(swapped.ndcg10).toBeCloseTo((1 / Math.log2(3) + 2 / Math.log2(4)) / (2 + 1 / Math.log2(3)), 10);
    expect(swapped.mrr10).toBe(0.5);
  });

  test("counts a question without an answer in the list as 0, and one that nothing answers not at all", () => {
    const unanswerable = { id: "3", text: "?", grades: new Map<string, number>() };
    expect(qualityOf([query, { ...query, id: "2" }, unanswerable], [["PRD", "AD-005"], [], ["PRD"]])).toEqual({
      queries: 2,
      ndcg10: 0.5,
      recall10: 0.5,
      recall100: 0.5,
      mrr10: 0.5,
    });
  });
});
