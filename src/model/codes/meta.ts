import type { CodeExplanation } from "./explanation.ts";

export const metaCodes = {
  "V7-A001": {
    title: "Too many gaps would close",
    explanation:
      "One run would close more of the open gaps than Policy's meta.closeShare allows. That is rather a folder that could not be read, or a rule that was changed, than work that was done. Nothing was written.",
    fix: "Look at what v7 enrich refresh-meta --dry-run would close. If it is meant, let so many go with --allow-closing.",
  },
  "V7-A002": {
    title: "No run to go on with",
    explanation: "The last run of the collector came to its end, or there was none.",
    fix: "v7 enrich refresh-meta begins a new one.",
  },
  "V7-A003": {
    title: "No such root",
    explanation: "Only the repository and the roots that v7.yaml declares are looked at.",
    fix: "Name a root of scan.roots in v7.yaml, or leave --root out.",
  },
  "V7-A004": {
    title: "No such action",
    explanation: "The queue has no action of this number, or it is done.",
    fix: "v7 enrich next-actions shows what is queued.",
  },
  "V7-A005": {
    title: "Not among the commands that Policy allows",
    explanation:
      "An action runs a program only if Policy's commands hold all of its words, as they are applied when it is run. What is queued is data, and whoever may write the queue must not choose what runs here.",
    fix: "Add the words to Policy's spec.commands, have that approved and applied, or run the command by hand.",
  },
  "V7-A006": {
    title: "No such project",
    explanation: "No project of this path was found when the collector ran last, or it is gone.",
    fix: "v7 enrich refresh-meta looks again; v7 report project-health names all there are.",
  },
  "V7-A007": {
    title: "Somebody runs this action",
    explanation:
      "An action is taken for an hour, so that it is not run twice at once. Or the collector gave it another command since it was planned.",
    fix: "Look at v7 enrich next-actions again. An action that was left is free after an hour.",
  },
  "V7-A008": {
    title: "The action's program failed",
    explanation: "The program was run as it is queued, and said that it did not succeed. What it printed says why.",
    fix: "Mend what it says, and run the action again.",
  },
  "V7-A009": {
    title: "The catalog is locked",
    explanation:
      "Another program writes the SQLite file. v7 waits a second, and replaces no file that somebody writes.",
    fix: "Run it again when that program has finished.",
  },
  "V7-A010": {
    title: "The catalog cannot be written",
    explanation: "The file is no SQLite database, or one of its tables takes no rows as CodeGraphX writes them.",
    fix: "The message says why. Name another file, or mend the table.",
  },
  "V7-A011": {
    title: "No catalog named",
    explanation: "META_DB_PATH is not set, or names a PostgreSQL database, which v7 connects to.",
    fix: "Name the SQLite file.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
