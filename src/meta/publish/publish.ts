import { basename, resolve } from "node:path";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { EnrichPublishOutput } from "../../model/output/enrich-publish.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { canonicalPath } from "../artifacts/canonical-path.ts";
import { type CatalogFile, type CatalogRow, writeCatalog } from "./catalog-file.ts";
import {
  contractViews,
  enrichmentShape,
  fileSignalsShape,
  projectSignalsShape,
  projectsShape,
  shapes,
} from "./shapes.ts";

export interface PublishRequest {
  /** The SQLite file; absent: what META_DB_PATH names. */
  readonly file: string | undefined;
  /** What a relative path begins at. */
  readonly directory: string;
}

/**
 * Writes what is known of projects into a SQLite file in CodeGraphX's own tables, beside whatever else is there, so that its scripts keep
 * running; what they wrote since is taken in first. Throws Failures: V7-A009, V7-A010, and V7-A011 where no file is named.
 */
export async function publishCatalog(
  workspace: Workspace,
  { file, directory }: PublishRequest,
): Promise<Answer<EnrichPublishOutput>> {
  const path = resolve(directory, file ?? fileNamed(workspace));
  return withConnection(workspace, "write", (connection) =>
    inTransaction(connection, { mode: "write" }, async () => {
      const known = await readKnown(connection);
      let written = { projects: 0, enrichments: 0, signals: 0 };
      const scans: FoundScan[] = [];
      await writeCatalog(path, (catalog) => {
        for (const shape of shapes) catalog.prepare(shape);
        scans.push(...foundScans(catalog, known));
        written = write(catalog, known);
      });
      await recordRun(connection, path, { ...written, taken_in: scans.length });
      for (const { project, artifact, files, at } of scans)
        await connection.query(readSql("meta/import-scan.sql"), [project, artifact, JSON.stringify({ files }), at]);
      return answer({ file: path, taken_in: scans.length, ...written, views: [...contractViews] });
    }),
  );
}

async function recordRun(
  connection: Connection,
  path: string,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const { rows } = await connection.query<{ id: string }>(readSql("meta/begin-pipeline.sql"), ["publish", path]);
  const artifacts = JSON.stringify([{ path }]);
  const values = [rows[0]?.id, "succeeded", JSON.stringify(counts), "[]", artifacts];
  await connection.query(readSql("meta/end-run.sql"), values);
}

function fileNamed(workspace: Workspace): string {
  const named = workspace.variable("META_DB_PATH");
  if (named !== undefined && named !== "" && !/^postgres(?:ql)?:\/\//.test(named)) return named;
  throw new Failure("V7-A011", "no file to publish to is named", {
    next: ["v7 enrich publish FILE", "META_DB_PATH=FILE v7 enrich publish"],
  });
}

interface Known {
  readonly projects: readonly ProjectRow[];
  readonly scans: readonly ScanRow[];
  readonly signals: readonly SignalRow[];
  readonly views: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly rows: readonly CatalogRow[];
  }[];
}

interface ProjectRow {
  readonly project_path: string;
  readonly name: string;
  readonly path: string;
  readonly figures: Json;
}

interface ScanRow {
  readonly project_path: string;
  readonly scan_artifact: string;
  readonly files: number;
  readonly scanned_at: string;
  readonly files_analyzed: number | null;
  readonly collector_files: number | null;
  readonly collector_ratio: string | null;
}

interface SignalRow {
  readonly project_path: string;
  readonly file_path: string;
  readonly language: string;
  readonly score: string;
  readonly is_role: boolean;
  readonly evidence: Json;
}

async function readKnown(connection: Connection): Promise<Known> {
  const projects = await connection.query<ProjectRow>(readSql("meta/publish-projects.sql"));
  const scans = await connection.query<ScanRow>(readSql("meta/publish-scans.sql"));
  const signals = await connection.query<SignalRow>(readSql("meta/publish-signals.sql"));
  const views: Known["views"][number][] = [];
  for (const name of contractViews) {
    const { rows } = await connection.query<{ columns: readonly string[]; rows: readonly Record<string, Json>[] }>(
      readSql("meta/publish-view.sql"),
      [name],
    );
    const [view] = rows;
    views.push({ name, columns: view?.columns ?? [], rows: (view?.rows ?? []).map(plain) });
  }
  return { projects: projects.rows, scans: scans.rows, signals: signals.rows, views };
}

/** SQLite has neither booleans nor documents. */
function plain(row: Readonly<Record<string, Json>>): CatalogRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (typeof value === "boolean") return [name, value ? 1 : 0];
      // A number of JavaScript's would be stored as a fraction, 1.0.
      if (typeof value === "number") return [name, Number.isInteger(value) ? BigInt(value) : value];
      if (value === null || typeof value === "string") return [name, value];
      return [name, JSON.stringify(value)];
    }),
  );
}

interface FoundScan {
  readonly project: string;
  readonly artifact: string;
  readonly files: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Scans in the file of projects that are known, later than what is known of them. */
function foundScans(catalog: CatalogFile, { projects, scans }: Known): FoundScan[] {
  const byPlace = new Map(projects.map(({ path, project_path: project }) => [canonicalPath(path).path, project]));
  const latest = new Map(scans.map(({ project_path: project, scanned_at: at }) => [project, Date.parse(at)]));
  return catalog.rows(enrichmentShape.table).flatMap((row): FoundScan[] => {
    const project = byPlace.get(canonicalPath(String(row["source_path"] ?? "")).path);
    const at = Date.parse(
      `${String(row["updated_at"] ?? "")
        .replace(" ", "T")
        .replace(/Z?$/, "")}Z`,
    );
    // Its times are whole seconds.
    if (
      project === undefined ||
      Number.isNaN(at) ||
      at < Math.floor((latest.get(project) ?? 0) / 1_000) * 1_000 + 1_000
    )
      return [];
    const artifact = String(row["scan_artifact"] ?? "");
    return [{ project, artifact, files: Number(row["scan_file_count"] ?? 0), at: new Date(at).toISOString() }];
  });
}

function write(
  catalog: CatalogFile,
  { projects, scans, signals, views }: Known,
): { projects: number; enrichments: number; signals: number } {
  const spelled = new Map(
    catalog.rows(projectsShape.table).map(({ path }) => [canonicalPath(String(path)).path, String(path)]),
  );
  const placeOf = new Map(
    projects.map(({ project_path: project, path }) => [project, spelled.get(canonicalPath(path).path) ?? path]),
  );
  const nameOf = new Map(projects.map(({ project_path: project, name }) => [project, name]));
  const of = (project: string): { source_path: string; source_project: string } | undefined => {
    const place = placeOf.get(project);
    return place === undefined
      ? undefined
      : { source_path: place, source_project: nameOf.get(project) ?? basename(place) };
  };
  catalog.put(
    projectsShape,
    projects.map((project) => projectRow(project, placeOf.get(project.project_path) ?? project.path)),
  );
  const enrichments = scans.flatMap((scan): CatalogRow[] => {
    const source = of(scan.project_path);
    if (source === undefined) return [];
    const at = scan.scanned_at.replace("T", " ").replace(/(?:\.\d+)?Z$/, "");
    return [{ ...source, scan_file_count: scan.files, scan_artifact: scan.scan_artifact, updated_at: at }];
  });
  catalog.put(enrichmentShape, enrichments);
  const fileSignals = signals.flatMap((signal): CatalogRow[] => {
    const source = of(signal.project_path);
    return source === undefined ? [] : [{ ...source, ...signalRow(signal) }];
  });
  catalog.put(fileSignalsShape, fileSignals);
  catalog.put(
    projectSignalsShape,
    scans.flatMap((scan): CatalogRow[] => {
      const source = of(scan.project_path);
      if (source === undefined || scan.files_analyzed === null) return [];
      return [
        {
          ...source,
          files_analyzed: scan.files_analyzed,
          collector_files: scan.collector_files,
          collector_ratio: Number(scan.collector_ratio),
          min_score: 0,
          scan_artifact: scan.scan_artifact,
          top_collectors_json: "[]",
        },
      ];
    }),
  );
  for (const { name, columns, rows } of views) catalog.replace(name, columns, rows);
  return { projects: projects.length, enrichments: enrichments.length, signals: fileSignals.length };
}

function projectRow({ name, figures }: ProjectRow, path: string): CatalogRow {
  const known = isJsonObject(figures) ? figures : {};
  const count = (key: string): number | null => (typeof known[key] === "number" ? known[key] : null);
  const has = (key: string): number => (known[key] === true ? 1 : 0);
  return {
    name,
    path,
    file_count: count("files"),
    line_count: count("lines"),
    has_readme: has("has_readme"),
    has_tests: (count("test_files") ?? 0) > 0 ? 1 : 0,
    has_git: has("has_git"),
    has_ci_cd: has("has_ci"),
    has_docs: has("has_docs"),
    has_license: has("has_license"),
  };
}

/** Its own names of signals, where v7 has one that says the same. */
function signalRow({ file_path: path, language, score, is_role: isRole, evidence }: SignalRow): CatalogRow {
  const signals = new Set(
    (Array.isArray(evidence) ? evidence : []).flatMap((one) => (isJsonObject(one) ? [String(one["signal"])] : [])),
  );
  const has = (name: string): number => (signals.has(name) ? 1 : 0);
  return {
    file_path: path,
    language,
    collector_score: Number(score),
    is_file_collector: isRole ? 1 : 0,
    signal_walk: has("walk"),
    signal_read: has("read"),
    signal_filter: has("filter"),
    signal_metadata: has("metadata"),
    signal_aggregate: has("aggregate"),
    signal_fs_imports: has("fs_imports"),
    signal_name_hint: has("name_hint"),
    evidence_json: JSON.stringify(evidence),
  };
}
