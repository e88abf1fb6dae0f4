import type { CodeExplanation } from "./explanation.ts";

export const nodesCodes = {
  "V7-M001": {
    title: "No such node",
    explanation: "Facts belong to a node of the database, and the one that is named has no row there.",
    fix: "Correct the name, or declare the node and apply it first; `v7 node list` shows those that are there.",
  },
  "V7-M002": {
    title: "No file of observations",
    explanation:
      "The file breaks schemas/v1/facts.schema.json: `node`, `source`, and what was seen, as software, postgresql.settings, services, databases, replication, reach or facts.",
    fix: "Correct the places the findings name. What was not seen is left out: it stays unknown.",
  },
  "V7-M003": {
    title: "Not the time of an observation",
    explanation:
      "Facts are ordered by when they were observed, so that takes a date, a time and a zone, and cannot lie ahead: a later observation would never replace it.",
    fix: "Write it in full: `--observed-at 2025-10-09T16:10:00+04:00`.",
  },
  "V7-M004": {
    title: "Observations of another node",
    explanation: "The file names one node and the command another one.",
    fix: "Leave the name out, or take the node's own file.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
