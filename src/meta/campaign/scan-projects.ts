import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { sha256 } from "../../model/digest.ts";
import type { CampaignProject } from "../../model/output/enrich-campaign.ts";
import { progress } from "../../model/work-event.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** What a campaign came to. */
export interface CampaignRun {
  /** Decimal text: bigint. */
  readonly run_id: string;
  /** The file that says what was scanned. */
  readonly manifest: string;
  readonly files: number;
}

/**
 * Scans projects as v7 does: what the registry holds of each becomes one manifest beside git, and the projects count as scanned. All or
 * nothing: the manifest is written first, and the rows name its hash.
 */
export async function scanProjects(
  workspace: Pick<Workspace, "repository" | "now" | "tell" | "version">,
  connection: Connection,
  projects: readonly CampaignProject[],
): Promise<CampaignRun> {
  const at = workspace.now();
  return inTransaction(connection, { mode: "write" }, async () => {
    const { rows } = await connection.query<{ id: string }>(readSql("meta/begin-pipeline.sql"), [
      "campaign",
      String(projects.length),
    ]);
    const runId = rows[0]?.id ?? "";
    const scanned: ScannedProject[] = [];
    for (const { project_path: project } of projects) {
      const files = await connection.query<ScannedFile>(readSql("meta/campaign-files.sql"), [project]);
      scanned.push({ project, scan_file_count: files.rows.length, files: files.rows });
      workspace.tell(progress("signals", { done: scanned.length, of: projects.length }));
    }
    const manifest = writeManifest(workspace, { at, runId }, scanned);
    for (const { project, files } of scanned)
      await connection.query(readSql("meta/record-scan.sql"), [
        runId,
        project,
        manifest.path,
        manifest.hash,
        JSON.stringify({ files: files.length }),
        files.map(({ path }) => path),
        at.toISOString(),
      ]);
    const files = scanned.reduce((sum, { scan_file_count: count }) => sum + count, 0);
    const artifacts = [{ path: manifest.path, sha256: manifest.hash, bytes: manifest.bytes }];
    const counts = { projects: scanned.length, files };
    const ended = [runId, "succeeded", JSON.stringify(counts), "[]", JSON.stringify(artifacts)];
    await connection.query(readSql("meta/end-run.sql"), ended);
    return { run_id: runId, manifest: manifest.path, files };
  });
}

interface ScannedFile {
  readonly path: string;
  readonly ext: string;
  readonly size: string;
  readonly sha256: string | null;
}

interface ScannedProject {
  readonly project: string;
  readonly scan_file_count: number;
  readonly files: readonly ScannedFile[];
}

interface Manifest {
  /** From the repository's root. */
  readonly path: string;
  readonly hash: string;
  readonly bytes: number;
}

function writeManifest(
  { repository, version }: Pick<Workspace, "repository" | "version">,
  { at, runId }: { readonly at: Date; readonly runId: string },
  projects: readonly ScannedProject[],
): Manifest {
  const folder = join(repository.home, "campaigns");
  const text = `${JSON.stringify({ generated_at_utc: at.toISOString(), scanned_by: `v7 ${version}`, projects }, null, 1)}\n`;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `campaign_${runId}.json`);
  writeFileAtomic.sync(path, text);
  return { path: relative(repository.root, path), hash: sha256(text), bytes: Buffer.byteLength(text) };
}
