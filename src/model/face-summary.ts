import type { JsonObject } from "./json.ts";
import type { Topic } from "./topic.ts";

/** What a page has to know of a question to show its answers: an element of what `/faces` answers. */
export interface FaceSummary {
  readonly name: string;
  /** One line, as a title. */
  readonly summary: string;
  /** `/files`, `/phases/:phase`, `/resources/*`. */
  readonly route: string;
  /** Other addresses that answer the same. */
  readonly also: readonly string[];
  /** What `v7` calls it, with `--json` the same document. */
  readonly command: string;
  /** JSON Schema of what can be asked for, by name. */
  readonly parameters: { readonly [name: string]: JsonObject };
  /** Those without which nothing is answered. */
  readonly needed: readonly string[];
  /** The key of the rows; null where the answer is no list. */
  readonly rows: string | null;
  /** Whether the server sorts the rows by any of their columns. */
  readonly sorts: boolean;
  /** What makes the answer another one. */
  readonly topics: readonly Topic[];
}
