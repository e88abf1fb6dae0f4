// Made from schemas/v1/output/envelope.schema.json by npm run generate: edit that.
import type { Finding } from "./plan-file.ts";

/** What every command's document has around its own keys. */
export interface Envelope {
  /** The version of this form. */
  readonly format_version: 1;
  /** As typed: `db up`. */
  readonly command: string;
  /** Present when the command failed. */
  readonly error?: Problem;
}

/** Why the command failed. */
export interface Problem {
  /** What v7 explain takes. */
  readonly code: string;
  /** One sentence, never with a password. */
  readonly message: string;
  /** Each cause with its place. */
  readonly findings: readonly Finding[];
  /** What to do, a line each. */
  readonly next?: readonly string[];
}
