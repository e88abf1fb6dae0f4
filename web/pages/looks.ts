import type { Row } from "../parts/table.tsx";
import { escaped } from "../parts/links.ts";

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
  files: {
    title: (rows) => `${many(rows, "file is", "files are")} registered`,
    columns: ["path", "size_bytes", "type", "component", "pillar", "modified_at"],
    empty: "No file is registered.",
    command: "v7 scan",
  },
  stale: { columns: ["path", "days", "size_bytes", "modified_at"], empty: "No file is that old." },
  changes: {
    title: (rows) => `${many(rows, "change", "changes")} of files`,
    columns: ["path", "change", "author", "commit", "session_id", "at"],
    empty: "No file has changed since the first scan.",
    command: "v7 scan",
  },
  sessions: {
    title: (rows) => many(rows, "session", "sessions"),
    columns: ["id", "actor", "title", "status", "started_at", "ended_at"],
    empty: "No session was begun.",
    command: "v7 session start",
    hrefOf: ({ id }) => `/ui/sessions/${textOf(id)}`,
  },
  nodes: {
    title: (rows) => many(rows, "machine", "machines"),
    columns: ["node", "role", "state", "pending_restart", "differing", "unverified", "observed_at"],
    empty: "No machine is declared.",
    command: "v7 node facts --from FILE --observed-at TIME",
  },
  facts: { empty: "Nothing was observed.", command: "v7 node facts --from FILE --observed-at TIME" },
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
