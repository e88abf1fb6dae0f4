import type { CodeExplanation } from "./explanation.ts";

export const historyCodes = {
  "V7-H030": {
    title: "No git repository",
    explanation: "What is recorded comes from git's own history, and this folder is in no git repository.",
    fix: "Run it in a clone, or make one: git init.",
  },
  "V7-H031": {
    title: "Git failed",
    explanation:
      "Git could not read the history: it is not installed, the repository belongs to another user, or objects are missing or damaged. What was recorded until then stays; the next run goes on from there.",
    fix: "Read what git says; git fsck looks for damage.",
  },
  "V7-H033": {
    title: "Commit cannot be stored",
    explanation:
      "A constraint or a type of v7_commits or v7_changes, which may be another owner's table, refuses a commit or a change. Nothing of its batch was written.",
    fix: "Compare the tables with v7's: v7 db status --verify.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
