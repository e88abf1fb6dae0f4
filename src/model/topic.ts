/** What changes in the world, and answers with it: who shows something says by these what makes it old. */
export const topics = [
  "rows",
  "documents",
  "applies",
  "approvals",
  "refusals",
  "files",
  "sessions",
  "runs",
  "facts",
  "tests",
  "metrics",
  "gaps",
  "index",
] as const;
export type Topic = (typeof topics)[number];

/** Another text for a topic whenever something of it changed. */
export type Revisions = { readonly [topic in Topic]: string };
