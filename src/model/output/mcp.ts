// Made from schemas/v1/output/mcp.schema.json by npm run generate: edit that.
import type { Json } from "../json.ts";

/** How an agent's program starts v7. */
export interface McpOutput {
  /** What starts it: a program and its words, with absolute paths. */
  readonly argv: readonly string[];
  /** The JSON that the agent's program reads; null where none was asked for. */
  readonly paste: { readonly [key: string]: Json } | null;
  /** The file that takes it; null where none was asked for. */
  readonly into: string | null;
}
