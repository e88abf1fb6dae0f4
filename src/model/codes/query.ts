import type { CodeExplanation } from "./explanation.ts";

export const queryCodes = {
  "V7-B100": {
    title: "Nowhere to write",
    explanation:
      "V7_READ_DATABASE_URL says where to read, and nothing says where to write. The embedded server would be another database than the one that was read.",
    fix: "Set V7_DATABASE_URL to the same database with a login that may write.",
  },
  "V7-B101": {
    title: "Statement took too long",
    explanation:
      "Free SQL is given 25 seconds. The statement was ended and its transaction rolled back; nothing of it stays.",
    fix: "Ask for less: a WHERE, a LIMIT, fewer joins.",
  },
  "V7-B102": {
    title: "Answer too large",
    explanation:
      "Free SQL answers with at most 1,000 rows and 64 MiB, and the embedded server gives it 1 GB of temporary files. More would fill the memory or the disk.",
    fix: "Ask for less: fewer columns, a LIMIT, left(column, 1000), no sorting of everything.",
  },
  "V7-B103": {
    title: "Two databases",
    explanation:
      "V7_READ_DATABASE_URL leads to another database than the writing URL, or to a copy of it. Plans would be made from one and applied to the other.",
    fix: "Point both at the same database.",
  },
  "V7-B105": {
    title: "Server does not end a statement",
    explanation: "The server let the statement run past its time limit, so v7 hung up. Nothing was written.",
    fix: "Ask for less: a WHERE, a LIMIT, fewer joins. If other statements hang as well, look at the server.",
  },
  "V7-B180": {
    title: "No psql",
    explanation: "`v7 db psql` starts PostgreSQL's own client, which does not come with v7.",
    fix: "Ask by `v7 db sql -c QUERY`, or install psql: the package is called postgresql-client, or libpq.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
