import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { ProjectScan } from "./judgement.ts";

/** The latest scan of a project, which may be there no more. */
export interface ScanRow {
  readonly project_path: string;
  readonly artifact: string | null;
  readonly scan: ProjectScan;
}

/** Of files that a scan does not hold, how many are named. */
const shownPaths = 20;

export async function readScans(connection: Connection): Promise<ScanRow[]> {
  const { rows } = await connection.query<Row>(readSql("meta/scans.sql"), [shownPaths]);
  return rows.map((row) => ({
    project_path: row.project_path,
    artifact: row.scan_artifact,
    scan: {
      scannedAt: new Date(row.scanned_at),
      by: row.scanned_by,
      isTruncated: row.truncated,
      missing: row.missing,
      missingPaths: row.paths,
    },
  }));
}

interface Row {
  readonly project_path: string;
  readonly scanned_at: string;
  readonly scanned_by: string;
  readonly scan_artifact: string | null;
  readonly truncated: boolean;
  readonly missing: number;
  readonly paths: readonly string[];
}
