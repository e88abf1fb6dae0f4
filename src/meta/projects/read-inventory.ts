import { constants } from "node:fs";
import { lstat, open, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { nameOf } from "../../model/address.ts";
import { type Root, scanRoots } from "../../files/places/roots.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { folderOf, type GitFolder, type Inventory, type InventoryFile, lastPartOf, parentOf } from "./inventory.ts";
import { manifestKindOf } from "./manifests/index.ts";

/** A registered file with what it is judged by. */
export interface RegisteredFile extends InventoryFile {
  /** Decimal text: bigint. */
  readonly id: string;
  /** SHA-256 of its bytes; null where they were not read. */
  readonly hash: string | null;
  readonly bytes: number;
  /** When it was written, in seconds since 1970. */
  readonly mtime: number;
}

export interface ReadInventory extends Inventory {
  readonly files: readonly RegisteredFile[];
  /** The folders on disk, by what the registry calls them: the repository's is the empty one. */
  readonly directories: ReadonlyMap<string, string>;
}

/** What is registered, the git folders among it and the text of its manifests. Nothing that was found is executed. */
export async function readInventory(workspace: Workspace, connection: Connection): Promise<ReadInventory> {
  const roots = scanRoots(workspace);
  const files = await readFiles(connection);
  const directories = new Map(roots.map((root) => [nameOfRoot(root), root.directory]));
  const named = new Set([...directories.keys()].filter((name) => name !== ""));
  const place = { roots: named, directories };
  const [gitFolders, manifests] = await Promise.all([
    readGitFolders(place, files),
    readManifests(place, files, workspace.system.noFollow),
  ]);
  const { rows } = await connection.query<{ address: string }>(readSql("meta/declared-projects.sql"));
  return {
    repositoryName: workspace.config.project ?? basename(workspace.repository.root),
    roots: named,
    declared: new Set(rows.map(({ address }) => nameOf(address))),
    files,
    directories,
    gitFolders,
    manifests,
  };
}

function nameOfRoot({ prefix }: Root): string {
  return prefix.slice(0, -1);
}

async function readFiles(connection: Connection): Promise<RegisteredFile[]> {
  const { rows } = await connection.query<{ files: string | null }>(readSql("meta/inventory.sql"));
  const text = rows[0]?.files ?? "";
  if (text === "") return [];
  return text.split("\u001e").map((line) => {
    const [id = "", path = "", fileType = "", language = "", hash = "", bytes = "", mtime = ""] = line.split("\u001f");
    return {
      id,
      path,
      fileType,
      language: language === "" ? null : language,
      hash: hash === "" ? null : hash,
      bytes: Number(bytes),
      mtime: Number(mtime),
    };
  });
}

interface Place {
  readonly roots: ReadonlySet<string>;
  readonly directories: ReadonlyMap<string, string>;
}

/** Where a registered path lies on disk; undefined where its root is declared no more. */
export function onDisk({ roots, directories }: Place, path: string): string | undefined {
  const first = path.split("/", 1)[0] ?? "";
  if (!roots.has(first)) return join(directories.get("") ?? "", path);
  return join(directories.get(first) ?? "", path.slice(first.length + 1));
}

/** `.git` is asked for in every folder that files lie in, at most so many at a time. */
const atOnce = 64;

async function readGitFolders(place: Place, files: readonly RegisteredFile[]): Promise<Map<string, GitFolder>> {
  const folders = new Set<string>();
  for (const { path } of files) {
    let folder: string | undefined = folderOf(path);
    for (; folder !== undefined && !folders.has(folder); folder = parentOf(place, folder)) folders.add(folder);
  }
  const found = new Map<string, GitFolder>();
  await each([...folders], async (folder) => {
    const kind = await gitFolderAt(join(onDisk(place, folder) ?? "", ".git"));
    if (kind !== undefined) found.set(folder, kind);
  });
  return found;
}

async function gitFolderAt(path: string): Promise<GitFolder | undefined> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return "repository";
  if (found?.isFile() !== true || found.size > 4_096) return undefined;
  const [, target] = /^gitdir: (.+)/.exec(await readFile(path, "utf8").catch(() => "")) ?? [];
  if (target === undefined) return undefined;
  return /(?:^|\/)worktrees\/[^/]+\/?$/.test(target.trim().replaceAll("\\", "/")) ? "worktree" : "submodule";
}

/** More than any manifest that people write, in bytes. */
const longestManifest = 1 << 20;

async function readManifests(
  place: Place,
  files: readonly RegisteredFile[],
  noFollow: number,
): Promise<Map<string, string | undefined>> {
  const found = new Map<string, string | undefined>();
  const manifests = files.filter(({ path, fileType }) => fileType !== "link" && manifestKindOf(lastPartOf(path)));
  await each(manifests, async ({ path, bytes }) => {
    const text = bytes > longestManifest ? undefined : await readWithoutLinks(onDisk(place, path) ?? "", noFollow);
    found.set(path, text);
  });
  return found;
}

async function readWithoutLinks(path: string, noFollow: number): Promise<string | undefined> {
  try {
    await using file = await open(path, constants.O_RDONLY | noFollow | constants.O_NONBLOCK);
    return (await file.stat()).isFile() ? await file.readFile("utf8") : undefined;
  } catch {
    return undefined;
  }
}

async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
