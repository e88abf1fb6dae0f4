import { createHash } from "node:crypto";
import { grammarsVersion } from "../../syntax/parser.ts";
import { grammars } from "../../syntax/grammars/index.ts";
import { profiles } from "./roles/profiles.ts";
import { verbs } from "./roles/verbs.ts";
import { signalTables } from "./tables/index.ts";

/** Raised by hand when the code says something else of the same bytes: a test that keeps a digest of analyses tells when. */
const engine = 2;

/** Changes whenever the same bytes would give another analysis: by another table, another grammar, or code that counts as another engine. */
export const analyzerVersion: string = `${engine}.${digestOf([grammarsVersion, grammars, profiles, verbs, signalTables])}`;

function digestOf(parts: readonly unknown[]): string {
  // An expression is no JSON: its source is. A function's text is not the same in the bundle, so code counts by `engine`.
  const text = JSON.stringify(parts, (_, value: unknown) => (value instanceof RegExp ? value.source : value));
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
