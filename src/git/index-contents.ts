import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { sha256 } from "../model/digest.ts";
import { bytePath, printablePath, printedPath } from "../model/path-bytes.ts";
import { type GitPlace, readGit } from "./command.ts";
import { hashObjects, readFilteredIds } from "./committed-files.ts";
import { harmless } from "./harmless.ts";
import type { Repository } from "./repository.ts";

/** What git's index has of one path. */
export interface IndexedFile {
  readonly kind: "file" | "link" | "submodule";
  /** The blob's; of a submodule its commit's. */
  readonly id: string;
  /** In bytes, as git keeps it; undefined where the blob is not here. */
  readonly size: number | undefined;
  /** Left out of this checkout: a sparse one, or marked skip-worktree. */
  readonly isLeftOut: boolean;
}

/** Reads git's index with the sizes of its blobs, by two calls, by printable path; empty without git. @throws GitError */
export async function readIndexedFiles(repository: Repository): Promise<Map<string, IndexedFile>> {
  if (!repository.isGit) return new Map();
  const output = await readGit(repository, { argv: [...harmless, "ls-files", "--stage", "-t", "-z"] });
  const entries = output.toString("latin1").split("\0").flatMap(parseEntry);
  const sizes = await readSizes(repository, [...new Set(entries.map(({ id }) => id))]);
  return new Map(entries.map(({ path, ...entry }) => [path, { ...entry, size: sizes.get(entry.id) }]));
}

function parseEntry(line: string): (Omit<IndexedFile, "size"> & { readonly path: string })[] {
  const [, tag, mode = "", id = "", bytes = ""] = /^(\S) (\d+) ([0-9a-f]+) \d\t([^]*)$/.exec(line) ?? [];
  if (tag === undefined) return [];
  const kind = mode === "160000" ? "submodule" : mode === "120000" ? "link" : "file";
  return [{ path: printablePath(bytes), id, kind, isLeftOut: tag === "S" }];
}

async function readSizes(place: GitPlace, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const argv = [...harmless, "cat-file", "--batch-check=%(objectname) %(objectsize)"];
  const output = await readGit(local(place), { argv, input: `${ids.join("\n")}\n` });
  const lines = output.toString("latin1").trimEnd().split("\n");
  return new Map(
    lines.flatMap((line) => {
      const [id = "", size = ""] = line.split(" ");
      return /^\d+$/.test(size) ? [[id, Number(size)] as const] : [];
    }),
  );
}

/** Nothing is fetched to look at it. */
function local({ root, environment }: GitPlace): GitPlace {
  return { root, environment: { ...environment, GIT_NO_LAZY_FETCH: "1" } };
}

/** A content as git keeps it: SHA-256 in hexadecimal, and bytes. */
export interface KeptContent {
  readonly sha256: string;
  readonly size: number;
}

/** What blobs hold, by their ids; those that are not here are left out. */
export async function readBlobs(place: GitPlace, ids: readonly string[]): Promise<ReadonlyMap<string, KeptContent>> {
  const contents = new Map<string, KeptContent>();
  for (let at = 0; at < ids.length; at += blobsAtOnce) {
    const input = `${ids.slice(at, at + blobsAtOnce).join("\n")}\n`;
    const output = await readGit(local(place), { argv: [...harmless, "cat-file", "--batch"], input });
    for (let start = 0; start < output.length;) {
      const end = output.indexOf("\n", start);
      const [id = "", type, size = ""] = output.toString("latin1", start, end).split(" ");
      start = end + 1;
      if (type !== "blob") continue;
      const bytes = output.subarray(start, start + Number(size));
      contents.set(id, { sha256: sha256(bytes), size: bytes.length });
      start += bytes.length + 1;
    }
  }
  return contents;
}

const blobsAtOnce = 100;

/**
 * What git would keep of files on disk, whose line ends, `$Id$` or large contents a checkout may have otherwise: by path. A
 * file that git keeps as it is on disk is left out. Nothing is written to the repository.
 */
export async function readKeptContents(
  repository: Repository,
  files: ReadonlyMap<string, IndexedFile>,
): Promise<ReadonlyMap<string, KeptContent>> {
  const paths = [...files.keys()].filter((path) => bytePath(path) === printedPath(path));
  const ids = await readFilteredIds(repository, paths);
  // Where git refuses to say, as without the program of a filter, what it has already is the best there is.
  const idOf = (path: string): string => ids.get(path) ?? files.get(path)?.id ?? "";
  const same = paths.filter((path) => idOf(path) === files.get(path)?.id);
  const changed = paths.filter((path) => idOf(path) !== files.get(path)?.id);
  const blobs = await readBlobs(repository, [...new Set(same.map(idOf))]);
  const kept = new Map(
    same.flatMap((path) => {
      const content = blobs.get(idOf(path));
      return content === undefined ? [] : [[path, content] as const];
    }),
  );
  for (const [path, content] of await readChanged(repository, changed, idOf)) kept.set(path, content);
  return kept;
}

/** Changed files whose content on disk is not what git would keep: converted into a store that is thrown away. */
async function readChanged(
  repository: Repository,
  paths: readonly string[],
  idOf: (path: string) => string,
): Promise<ReadonlyMap<string, KeptContent>> {
  const raw = await hashObjects(repository, paths, ["--no-filters"]);
  const converted = paths.filter((path) => raw.get(path) !== idOf(path));
  if (converted.length === 0) return new Map();
  const store = mkdtempSync(join(tmpdir(), "v7-objects-"));
  try {
    const objects = join(dirname(repository.home), "objects");
    const environment = {
      ...repository.environment,
      GIT_OBJECT_DIRECTORY: store,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: objects,
    };
    const place = { root: repository.root, environment };
    const ids = await hashObjects(place, converted, ["-w"]);
    const blobs = await readBlobs(place, [...new Set(ids.values())]);
    return new Map(
      converted.flatMap((path) => {
        const content = blobs.get(ids.get(path) ?? "");
        return content === undefined ? [] : [[path, content] as const];
      }),
    );
  } finally {
    rmSync(store, { recursive: true, force: true });
  }
}
