import type { ComponentChildren } from "preact";
import type { Row } from "../parts/table.tsx";
import { Absent } from "../parts/text.tsx";
import { escaped } from "../parts/links.ts";
import { Journey } from "./work/journey.tsx";

/**
 * How the answers to a question look, where they are to look otherwise than any: all of it may be left out, and a question
 * without an entry has a page all the same.
 */
export interface Look {
  /** The sentence above the rows. */
  title?(rows: number, document: Row): string;
  /** The columns, in order; the others are in the row unfolded. */
  readonly columns?: readonly string[];
  /** What is said without rows. */
  readonly empty?: string;
  /** What makes some. */
  readonly command?: string;
  hrefOf?(row: Row): string | undefined;
  /** Cells that show something else than the value, by their columns. */
  readonly cells?: { readonly [column: string]: (row: Row) => ComponentChildren };
}

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";
const many = (count: number, one: string, more: string): string =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : more}`;

/** By the names of questions. */
export const looks: Readonly<Record<string, Look>> = {
  tasks: {
    title: (rows) => many(rows, "task", "tasks"),
    empty: "No task is declared.",
    command: "v7 task new",
    hrefOf: ({ address }) => `/ui/r/${escaped(textOf(address))}`,
  },
  impacts: {
    title: (rows, { unanswered }) =>
      typeof unanswered === "number" && unanswered > 0
        ? `${many(unanswered, "high or critical impact has", "high or critical impacts have")} no answer`
        : `${many(rows, "impact", "impacts")}, none that is high waits for an answer`,
    columns: ["address", "risk", "description", "workflows", "layers", "mitigation", "status", "phase", "task"],
    empty: "No impact is declared.",
    command: "v7 impact new KEY --type enum --workflow WF1 --layer 1 --risk high --description TEXT",
    hrefOf: ({ address }) => `/ui/r/${escaped(textOf(address))}`,
  },
  enums: {
    title: (rows) => `${many(rows, "enum has", "enums have")} a plan`,
    columns: ["name", "becomes", "merges", "columns", "risk", "status", "phase", "unmapped", "changed_at"],
    empty: "No enum is declared.",
    command: "v7 explain EnumPlan --example",
    hrefOf: ({ name }) => `/ui/enums/${escaped(textOf(name))}`,
    cells: { status: ({ status }) => <Journey status={textOf(status)} />, unmapped: Unmapped },
  },
  facts: { empty: "Nothing was observed.", command: "v7 node facts --from FILE --observed-at TIME" },
  tests: {
    title: (rows) => many(rows, "result of a test", "results of tests"),
    columns: ["status", "retest", "type", "component", "path", "case", "tested_at", "recorded_by", "error"],
    empty: "No result of a test was imported.",
    command: "v7 test import FILE",
  },
  reports: {
    title: (rows) => many(rows, "report", "reports"),
    columns: ["name", "about"],
    hrefOf: ({ name }) => `/ui/reports/${escaped(textOf(name))}`,
  },
  system: {
    title: (_, document) => {
      const checks = (document["checks"] ?? []) as readonly Row[];
      const bad = checks.filter(({ status }) => status !== "ok").length;
      return bad === 0
        ? "v7 itself is well"
        : `${many(bad, "check of v7 itself says", "checks of v7 itself say")} that something is wrong`;
    },
  },
};

/** Values that have no new one: what there is to do before anybody may agree. */
function Unmapped({ unmapped }: Row): ComponentChildren {
  return unmapped === 0 ? <Absent>none</Absent> : <span class="del">{textOf(unmapped)}</span>;
}
