import type { CodeExplanation } from "./explanation.ts";

export const sessionsCodes = {
  "V7-N001": {
    title: "Session open already",
    explanation:
      "An actor has one session at a time. A session that a crash left open stays open until somebody ends it.",
    fix: "Go on with v7 session log, or end it with v7 session end and start another.",
  },
  "V7-N002": {
    title: "No session at work",
    explanation: "There is no session of this actor to log to or to end, or the named one has ended already.",
    fix: "v7 session list shows all; --actor says whose session is meant.",
  },
  "V7-N003": {
    title: "No such session",
    explanation: "No session has this number in this database.",
    fix: "v7 session list shows all.",
  },
  "V7-N004": {
    title: "Logs outside the repository",
    explanation:
      "The folder of session logs leads out of the repository, by its name or by a link on the way. A log there would be where nobody looks, and could replace somebody's file.",
    fix: "Name a folder below the root in v7.yaml under sessions.dir.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
