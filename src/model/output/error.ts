// Made from schemas/v1/output/error.schema.json by npm run generate: edit that.
import type { Envelope } from "./envelope.ts";

/** What any command prints when it fails, beside whatever of its own keys is known. */
export type Error = Envelope;
