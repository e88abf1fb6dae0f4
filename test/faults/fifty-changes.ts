import type { DocumentInput } from "../scenes/documents.ts";
import { phase, task } from "../scenes/documents.ts";
import type { Step } from "./apply-undertaking.ts";

/** Fifty changes of every sort: 20 creates, 20 updates of which most have effects, 10 removals. */
export function fiftyChanges(): Step {
  return {
    before: [phase("1"), ...tasks(1, 30, { status: "pending" })],
    after: [
      phase("1", { status: "in_progress" }),
      phase("2"),
      ...tasks(1, 17, { status: "in_progress", notes: "Inventory" }),
      task("1.18", { status: "deferred" }),
      task("1.19", { status: "pending", notes: null }),
      task("1.20", { status: "pending", dependsOn: ["1.1", "1.2"] }),
      ...tasks(31, 49, { status: "pending" }),
    ],
  };
}

function tasks(from: number, to: number, spec: DocumentInput["spec"]): DocumentInput[] {
  return range(from, to).map((number) => task(`1.${number}`, spec));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
