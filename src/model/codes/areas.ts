/** What the codes are about, by the letter behind `V7-`. */
export const codeAreas: { readonly [letter: string]: string } = {
  B: "the database: reaching, starting, migrating, reading and copying it",
  C: "the command line and v7.yaml",
  D: "documents: their form, values, names and places",
  F: "files and their registry",
  G: "gates: what must hold before an apply",
  H: "git hooks and the journal of commits",
  I: "the search index",
  J: "DART, where tasks and reports are shared with people",
  K: "consolidation of files from outside",
  M: "machines, and what was observed of them",
  N: "sessions",
  P: "plans, approvals, applies and edits of documents",
  S: "secrets",
  T: "results of tests",
  W: "the server: HTTP and agents",
  X: "mistakes in v7 itself",
};
