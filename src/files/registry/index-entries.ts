import { lstatSync, type Stats } from "node:fs";
import type { Repository } from "../../git/repository.ts";
import { isThere } from "../../git/tracked-files.ts";
import { otherWorkTrees } from "../../git/work-trees.ts";
import { type IndexedFile, readBlobs, readIndexedFiles, readKeptContents } from "../../git/index-contents.ts";
import { bytePath, pathBelow, printedPath, systemPath } from "../../model/path-bytes.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { stampOf } from "../../system/walk.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { profileNamed, isScanned } from "../places/profiles.ts";
import { scanRoots } from "../places/roots.ts";
import { placementOf } from "../places/placement.ts";
import { readRules } from "../places/rules.ts";

/** An entry of the index. Only what the bytes and their place decide, so that every clone makes the same index. */
export interface IndexEntry {
  readonly path: string;
  readonly sha256: string | null;
  readonly size: number;
  readonly type: string | null;
  readonly component: string | null;
  readonly pillar: string | null;
  readonly project: string | null;
}

/** What the index is to hold, and what stands in its way. */
export interface ExpectedIndex {
  readonly entries: readonly IndexEntry[];
  /** Registered files that are here and that git does not have: no other clone has them. */
  readonly untracked: readonly string[];
  /** Files of git's that are here and that the registry lacks, or knows as they were. */
  readonly behind: readonly string[];
}

/**
 * Reads the registry, and holds it against git's index: of a tracked file counts what git keeps of it, whatever this checkout
 * makes of it, and whether or not it is checked out here. Where git tracks nothing, the registry alone counts.
 */
export async function expectedIndex(workspace: Workspace, file: string): Promise<ExpectedIndex> {
  const { rows, isScannedOnce } = await readRegistered(workspace, file);
  const indexed = await readIndexedFiles(workspace.repository);
  indexed.delete(file);
  if (indexed.size === 0) return { entries: rows.map(entryOf), untracked: [], behind: [] };
  const known = new Set(rows.map(({ path }) => path));
  const here = new Map([...known, ...indexed.keys()].map((path) => [path, look(workspace, path)]));
  const absent = absentFiles(workspace, indexed, here);
  const nested = new Set(rows.map(({ path }) => path).filter((path) => isInSubmodule(path, indexed)));
  const isUntracked = (path: string): boolean => !indexed.has(path) && here.get(path) !== undefined;
  const untracked = rows.map(({ path }) => path).filter((path) => isUntracked(path) && !nested.has(path));
  const strays = rows
    .map(({ path }) => path)
    .filter((path) => !indexed.has(path) && !here.get(path) && !nested.has(path));
  const elsewhere = await inOtherWorkTrees(workspace.repository, strays);
  const left = new Set([...untracked, ...nested, ...absent.keys(), ...elsewhere]);
  const own = rows.filter(({ path }) => !left.has(path));
  const kept = await readKeptContents(workspace.repository, convertedFiles(own, indexed));
  const entries = [
    ...own.map((row) => ({ ...entryOf(row), ...kept.get(row.path) })),
    ...(await entriesOfAbsent(workspace, absent)),
  ];
  const isComplete = isScannedOnce || rows.length === 0;
  return {
    entries: absent.size === 0 ? entries : entries.toSorted(byPath),
    untracked,
    behind: [
      ...(isComplete ? unregistered(workspace, indexed, { known, here }) : []),
      ...own.filter((row) => hasMoved(row, here.get(row.path))).map(({ path }) => path),
    ],
  };
}

/** Those of some files that another work tree of the repository has: they are its own index's. */
async function inOtherWorkTrees(repository: Repository, paths: readonly string[]): Promise<string[]> {
  if (paths.length === 0 || !repository.isGit) return [];
  const trees = (await otherWorkTrees(repository)).map((tree) => bytePath(tree));
  return paths.filter((path) => trees.some((tree) => isThere(`${tree}/${printedPath(path)}`)));
}

/** As the database sorts them: byte by byte. */
function byPath(left: IndexEntry, right: IndexEntry): number {
  return Buffer.compare(Buffer.from(left.path), Buffer.from(right.path));
}

interface RegisteredRow {
  readonly path: string;
  readonly sha256: string | null;
  readonly size_bytes: string;
  readonly file_type: string | null;
  readonly component: string | null;
  readonly pillar: string | null;
  readonly project: string | null;
  readonly stamp: string | null;
  readonly mtime_ns: string | null;
}

/** Other clones do not have the folders outside the repository. */
async function readRegistered(
  workspace: Workspace,
  file: string,
): Promise<{ readonly rows: readonly RegisteredRow[]; readonly isScannedOnce: boolean }> {
  const outside = scanRoots(workspace).flatMap(({ prefix }) => (prefix === "" ? [] : [prefix]));
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      const last = await connection.query<{ layout: string | null }>(readSql("files/scan/last-layout.sql"));
      const { rows } = await connection.query<RegisteredRow>(readSql("files/registry/index.sql"), [file, outside]);
      return { rows, isScannedOnce: last.rows.length > 0 };
    }),
  );
}

function entryOf({ path, sha256, size_bytes, file_type, component, pillar, project }: RegisteredRow): IndexEntry {
  return { path, sha256, size: Number(size_bytes), type: file_type, component, pillar, project };
}

type Indexed = ReadonlyMap<string, IndexedFile>;
type Here = ReadonlyMap<string, Stats | undefined>;

function look({ repository }: Workspace, path: string): Stats | undefined {
  try {
    return lstatSync(systemPath(pathBelow(repository.root, printedPath(path))), { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The commit has no more of it than the submodule's own commit. */
function isInSubmodule(path: string, indexed: Indexed): boolean {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    if (indexed.get(path.slice(0, end))?.kind === "submodule") return true;
  }
  return false;
}

/** What a sparse checkout leaves out and a whole one would register. */
function absentFiles({ config }: Workspace, indexed: Indexed, here: Here): Indexed {
  const profile = profileNamed(config.scan);
  return new Map(
    [...indexed].filter(
      ([path, { kind, isLeftOut }]) =>
        isLeftOut && kind !== "submodule" && here.get(path) === undefined && isScanned(profile, path),
    ),
  );
}

async function entriesOfAbsent(workspace: Workspace, absent: Indexed): Promise<IndexEntry[]> {
  if (absent.size === 0) return [];
  const rules = await readRules(workspace);
  const blobs = await readBlobs(workspace.repository, [...new Set([...absent.values()].map(({ id }) => id))]);
  return [...absent].map(([path, { kind, id }]) => {
    const { sha256 = null, size = 0 } = blobs.get(id) ?? {};
    const { fileType: type, component, pillar, project } = placementOf(rules, path, kind === "link");
    return { path, sha256, size, type, component, pillar, project };
  });
}

/** Tracked files that are here with another size than git keeps: a checkout may write them otherwise. */
function convertedFiles(rows: readonly RegisteredRow[], indexed: Indexed): Indexed {
  return new Map(
    rows.flatMap(({ path, size_bytes }) => {
      const file = indexed.get(path);
      const isOther = file?.kind === "file" && file.size !== undefined && file.size !== Number(size_bytes);
      return isOther ? [[path, file] as const] : [];
    }),
  );
}

function unregistered(
  { config }: Workspace,
  indexed: Indexed,
  { known, here }: { readonly known: ReadonlySet<string>; readonly here: Here },
): string[] {
  const profile = profileNamed(config.scan);
  return [...indexed].flatMap(([path, { kind }]) => {
    const status = here.get(path);
    const isFile = status?.isFile() === true || status?.isSymbolicLink() === true;
    return isFile && kind !== "submodule" && !known.has(path) && isScanned(profile, path) ? [path] : [];
  });
}

/** A file that changed just before it was registered has no stamp; its size and time tell then. */
function hasMoved({ stamp, mtime_ns, size_bytes }: RegisteredRow, status: Stats | undefined): boolean {
  if (status === undefined) return false;
  if (stamp !== null) return stampOf(status) !== stamp;
  if (mtime_ns === null) return false;
  return status.size !== Number(size_bytes) || Math.abs(status.mtimeMs - Number(mtime_ns) / 1e6) > clockGrain;
}

/** Milliseconds: a number holds times of now to less than a microsecond. */
const clockGrain = 0.01;
