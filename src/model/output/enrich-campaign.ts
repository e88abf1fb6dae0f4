// Made from schemas/v1/output/enrich-campaign.schema.json by npm run generate: edit that.
import type { GapCounts } from "./enrich-refresh-meta.ts";

/** What a campaign scanned, or would. */
export interface EnrichCampaignOutput {
  /** Whether they were scanned. */
  readonly executed: boolean;
  /** The projects, the most valuable first. */
  readonly projects: readonly CampaignProject[];
  /** The campaign's row in ingest_runs; null when nothing was written. */
  readonly run_id: string | null;
  /** The file that says what was scanned; null when nothing was. */
  readonly manifest: string | null;
  /** How many files were scanned. */
  readonly files: number;
  /** What became of gaps afterwards; null when nothing was scanned. */
  readonly gaps: null | GapCounts;
}

/** A project of a campaign. */
export interface CampaignProject {
  /** The project. */
  readonly project_path: string;
  /** How many files it has. */
  readonly files: number;
  /** Lines of its analyzed source; null: no parser has read it. */
  readonly lines: number | null;
  /** When it was scanned last, ISO 8601, UTC; null: never. */
  readonly last_scan: string | null;
  /** By CodeGraphX's own formula. */
  readonly score: number;
}
