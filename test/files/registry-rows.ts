import { createHash } from "node:crypto";
import type { Connection } from "../../src/postgres/connection.ts";

/** A registered file as a test tells it; the hash is that of `content`. */
export interface FileRow {
  readonly path: string;
  /** Null: its bytes were not read. */
  readonly content?: string | null;
  readonly component?: string;
  readonly pillar?: string;
  readonly project?: string;
  readonly type?: string;
  /** Equal for hard links, and for nothing else. */
  readonly stamp?: string;
  /** How long ago it was modified. */
  readonly days?: number;
  readonly deleted?: boolean;
}

/** Registers files as a scan would. */
export async function registerFiles(psql: Connection, files: readonly FileRow[]): Promise<void> {
  const rows = files.map(({ path, content = path, deleted = false, days = 0, ...rest }) => ({
    ...rest,
    path,
    days,
    deleted,
    hash: content === null ? null : createHash("sha256").update(content).digest("hex"),
    size: content === null ? 0 : Buffer.byteLength(content),
    ext: /\.([^./]+)$/.exec(path)?.[1] ?? null,
  }));
  await psql.query(
    `INSERT INTO v7_files (path_bytes, path, hash, size_bytes, ext, file_type, component, pillar, project, mtime, deleted_at, metadata)
     SELECT convert_to(path, 'UTF8'), path, hash, size, ext, type, component, pillar, project,
            now() - make_interval(days => days), CASE WHEN deleted THEN now() END, jsonb_strip_nulls(jsonb_build_object('stamp', stamp))
       FROM jsonb_to_recordset($1::jsonb) AS f (path text, hash text, size bigint, ext text, type text,
            component text, pillar text, project text, stamp text, days int, deleted boolean)`,
    [JSON.stringify(rows)],
  );
}

/** Files of the first scan's folders. */
export const firstScan: readonly FileRow[] = [
  {
    path: "03_CORE_ENGINE/SCHEMAS/v7_registry.sql",
    component: "CORE_ENGINE",
    pillar: "SCHEMAS",
    type: "sql",
    content: "CREATE TABLE v7_files",
  },
  {
    path: "03_CORE_ENGINE/SCRIPTS/v7_daily.py",
    component: "CORE_ENGINE",
    pillar: "SCRIPTS",
    type: "python",
    days: 100,
  },
  {
    path: "03_CORE_ENGINE/SCRIPTS/v7_registry.py",
    component: "CORE_ENGINE",
    pillar: "SCRIPTS",
    type: "python",
    days: 91,
  },
  {
    path: "07_BUILD_FACTORY/PRJ_Enterprise_Platform/02_Product/META_PRD.md",
    component: "BUILD_FACTORY",
    project: "Enterprise_Platform",
    type: "markdown",
    content: "# META PRD",
  },
  {
    path: "07_BUILD_FACTORY/PRJ_Enterprise_Platform/02_Product/META_PRD copy.md",
    component: "BUILD_FACTORY",
    project: "Enterprise_Platform",
    type: "markdown",
    content: "# META PRD",
  },
  { path: "Downloads/v7_search_api.py", type: "python" },
  { path: "Downloads/left.bin", content: null },
  { path: "Downloads/gone.md", deleted: true },
];
