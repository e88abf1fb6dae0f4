import type { CodeExplanation } from "./explanation.ts";

export const hooksCodes = {
  "V7-H001": {
    title: "No such commit",
    explanation:
      "The commit to look from is not in this clone: a typing error, or a shallow clone that ends after it. Nothing was searched, so nothing is said to be clean.",
    fix: "Fetch enough history, or name another commit.",
  },
  "V7-H002": {
    title: "No git repository",
    explanation: "Hooks, and what is staged, are git's; this folder has no git.",
    fix: "Run git init, or name the repository with --repo.",
  },
  "V7-H003": {
    title: "Hooks cannot be changed",
    explanation:
      "Git's folder of hooks or its configuration cannot be written: it is read-only, locked by another git, or the disk is full.",
    fix: "Make the named place writable and run the command again; it goes on where it stopped.",
  },
  "V7-H004": {
    title: "Edit not committed",
    explanation:
      "The document was edited, and git, or one of its hooks, refused the commit that --commit asked for. The edit stays in the work tree.",
    fix: "Correct what the message names, then commit by hand: git add and git commit. Or take the edit back: git checkout FILE.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
