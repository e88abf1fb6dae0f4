// Made from schemas/v1/output/version.schema.json by npm run generate: edit that.

/** Which v7 this is. */
export interface VersionOutput {
  /** The version of v7. */
  readonly version: string;
  /** The version of Node it runs on. */
  readonly node: string;
}
