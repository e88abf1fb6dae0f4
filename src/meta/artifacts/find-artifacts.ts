import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { isJsonObject, type Json } from "../../model/json.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type ReadScan, readScan } from "./read-scan.ts";

/** An artifact that was read. */
export interface Artifact {
  /** From the repository's root where it lies in it, else absolute. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** When the scan was made: as the summary beside it says, else when the file was written. */
  readonly scannedAt: Date;
  readonly scan: ReadScan;
}

/** What could not be read, and why. */
export interface ArtifactProblem {
  readonly path: string;
  readonly problem: string;
}

export interface Artifacts {
  readonly artifacts: readonly Artifact[];
  readonly problems: readonly ArtifactProblem[];
}

/** How far below a declared folder artifacts are sought; links are not followed. */
const deepest = 5;
/** More than this is no artifact that anybody wants in memory, in bytes. */
const largest = 256 << 20;

/** Reads the scans of CodeGraphX below the folders that v7.yaml `meta.artifacts` names, by path. */
export async function findArtifacts({
  config,
  repository,
  system,
}: Pick<Workspace, "config" | "repository" | "system">): Promise<Artifacts> {
  const folders = config.meta.artifacts.map((path) =>
    resolve(
      repository.root,
      path.replace(/^~(?=\/|$)/, () => system.account.home),
    ),
  );
  const problems: ArtifactProblem[] = [];
  const paths = (await Promise.all(folders.map((folder) => scansBelow(folder, 0, problems)))).flat();
  const artifacts: Artifact[] = [];
  for (const path of [...new Set(paths)].toSorted()) {
    const read = await readArtifact(repository.root, path).catch((error: unknown) => {
      problems.push({ path, problem: error instanceof Error ? error.message : String(error) });
      return undefined;
    });
    if (read !== undefined) artifacts.push(read);
  }
  return { artifacts, problems };
}

async function scansBelow(folder: string, depth: number, problems: ArtifactProblem[]): Promise<string[]> {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined && depth === 0) problems.push({ path: folder, problem: "is not there" });
  if (found?.isFile() === true) return isScan(folder) ? [folder] : [];
  if (found?.isDirectory() !== true || depth > deepest) return [];
  const names = await readdir(folder).catch(() => []);
  return (await Promise.all(names.map((name) => scansBelow(join(folder, name), depth + 1, problems)))).flat();
}

function isScan(path: string): boolean {
  return /(?:^|[\\/])scan(?:_merged_[^\\/]*)?\.jsonl$/.test(path);
}

async function readArtifact(root: string, path: string): Promise<Artifact> {
  const { size, mtime } = await stat(path);
  if (size > largest) throw new Error(`has ${size} bytes, more than ${largest}`);
  const [text, sha256, madeAt] = await Promise.all([readFile(path, "utf8"), digestOf(path), whenMade(path)]);
  const inside = relative(root, path);
  return {
    path: inside.startsWith("..") ? path : inside,
    sha256,
    bytes: size,
    scannedAt: madeAt ?? mtime,
    scan: readScan(text),
  };
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest("hex");
}

/** `generated_at_utc` of the scan_summary.json beside it. */
async function whenMade(path: string): Promise<Date | undefined> {
  try {
    const summary = JSON.parse(await readFile(join(dirname(path), "scan_summary.json"), "utf8")) as Json;
    const at = isJsonObject(summary) ? summary["generated_at_utc"] : undefined;
    if (typeof at !== "string") return undefined;
    const made = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(at) ? at : `${at}Z`);
    return Number.isNaN(made.getTime()) ? undefined : made;
  } catch {
    return undefined;
  }
}
