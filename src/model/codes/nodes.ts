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
  "V7-M005": {
    title: "Which node this machine is",
    explanation:
      "v7 looks at this machine by itself, and at others over ssh. No node has this machine's name, or the one that is asked for has no spec.ssh.",
    fix: "Say it once in this clone: `git config v7.node ALPHA`. For another machine, declare spec.ssh with its host, and apply that.",
  },
  "V7-M006": {
    title: "A machine was away",
    explanation:
      "Some machines could not be looked at. What was seen of the others is recorded, and that these were not reached is recorded too.",
    fix: "Try `ssh` by hand as the account that runs v7: it asks nobody for a password, and knows the host already.",
  },
  "V7-M007": {
    title: "Not verified",
    explanation:
      "A check that a machine's document declares found something else, or could not be made. What could not be found out is never taken for good. The results are recorded, with those that passed.",
    fix: "`v7 report node-checks` shows what was expected and found. Mend the machine, or the document where it asks for the wrong thing.",
  },
  "V7-M008": {
    title: "A document set without files of git",
    explanation:
      "The patterns of a document set are git's to follow, and git refuses them: they lead out of the repository, or there is no git repository.",
    fix: "Name files from the repository's root: `Docs/**/*.md`.",
  },
  "V7-M009": {
    title: "A snapshot's name is taken",
    explanation: "A snapshot is what was known at one moment: it never changes, and its name names it alone.",
    fix: "Give another name, or none: then it is called by its type and the day.",
  },
  "V7-M010": {
    title: "No such snapshot",
    explanation:
      "No snapshot of the machines has that name, or it was written by something else than v7 and is no document of schemas/v1/snapshot.schema.json.",
    fix: "`v7 report node-snapshots` lists them with their names.",
  },
  "V7-M011": {
    title: "No file of measurements",
    explanation:
      "The file breaks schemas/v1/metrics.schema.json: `node`, `source` and `metrics`, each with `category`, `name` and `value`; or a value does not say when it was measured, or says a time that is still to come.",
    fix: "Correct the places the findings name. `measuredAt` above the list holds for all values without one of their own: 2025-10-09T16:10:00+04:00.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
