// Made from schemas/v1/output/fileplan-list.schema.json by npm run generate: edit that.
import type { Address } from "./plan-file.ts";

/** File plans; what is least far and weighs most comes first. */
export interface FileplanListOutput {
  /** The file plans that fit. */
  readonly fileplans: readonly ListedFilePlan[];
  /** How many of them are neither migrated nor retired. */
  readonly open: number;
}

/** What becomes of one file, and how far that is. */
export interface ListedFilePlan {
  readonly address: Address;
  /** The file. */
  readonly path: string;
  /** How far it is. */
  readonly status: string;
  /** What it becomes. */
  readonly target_name: string | null;
  /** How much it weighs, from 1 to 10. */
  readonly impact_score: number | null;
  /** How its tests went, as the document says. */
  readonly test_status: string | null;
  /** Its phase. */
  readonly phase: number | null;
  /** Its task. */
  readonly task: string | null;
  /** Who reviewed it. */
  readonly reviewed_by: readonly string[];
  /** Whether its row was changed past v7. */
  readonly drifted: boolean;
}
