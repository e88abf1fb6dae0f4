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
  "V7-H041": {
    title: "Repository of another user",
    explanation:
      "The repository's folder belongs to another user, and git reads none that you have not named: its configuration could start programs. Nothing was read.",
    fix: "If you trust it, run the command that is named: git config --global --add safe.directory DIR.",
  },
  "V7-H042": {
    title: "Nothing is checked out here",
    explanation:
      "The folder is a bare repository, or the top folder of one whose work trees lie beside or below it. There are no documents and no files, and v7 makes no database there.",
    fix: "Work in one of its work trees (git worktree list), or make one: git worktree add DIR.",
  },
  "V7-H040": {
    title: "Contents that are not in this clone",
    explanation:
      "A partial clone lacks the content of files that were changed, and hooks fetch nothing: the commits are recorded, with unknown hashes there, and a file that was renamed and changed at once may be recorded as one that went and one that came. v7 record by hand fetches first what the commits it records need.",
    fix: "Nothing has to be done. To have all hashes from now on: git fetch --refetch --filter=blob:limit=1g, or work in a full clone.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
