// Made from schemas/v1/output/serve.schema.json by npm run generate: edit that.

/** Where the server is, and what lets somebody in. */
export interface ServeOutput {
  /** Where it answers. */
  readonly url: string;
  /** The file that holds the token; null where V7_API_TOKEN is the token. */
  readonly token_file: string | null;
  /** Opens a browser's session, once, within ten minutes; null where none was asked for. */
  readonly link: string | null;
}
