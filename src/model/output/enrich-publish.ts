// Made from schemas/v1/output/enrich-publish.schema.json by npm run generate: edit that.

/** What was published. */
export interface EnrichPublishOutput {
  /** The file. */
  readonly file: string;
  /** Scans that scripts wrote there since. */
  readonly taken_in: number;
  /** Projects that were written. */
  readonly projects: number;
  /** Scans of projects that were written. */
  readonly enrichments: number;
  /** Signals of files that were written. */
  readonly signals: number;
  /** The stable views that are there. */
  readonly views: readonly string[];
}
