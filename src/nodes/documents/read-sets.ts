import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { filesLike } from "../../git/files-like.ts";
import { Failure } from "../../model/failure.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import { nameOf } from "../../model/address.ts";
import type { World } from "../../model/world.ts";
import type { System } from "../../system/system.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Documents that belong together, as their set was applied. */
export interface DocumentSet {
  readonly name: string;
  readonly paths: readonly string[];
  readonly category: string | null;
  readonly description: string | null;
  readonly locations: readonly SetLocation[];
}

/** Where copies of a set's documents belong. */
export interface SetLocation {
  /** The machine. */
  readonly node: string;
  /** The folder there. */
  readonly path: string;
}

/** A document as it lies in the work tree. */
export interface ReadDocument {
  readonly set: DocumentSet;
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  /** SHA-256 of its bytes, in hexadecimal digits. */
  readonly hash: string;
  /** Without secrets; null for what is no text, and for more than a mebibyte. */
  readonly content: string | null;
}

/** All sets, in the order of their names. What counts is what was applied. */
export function documentSetsOf({ applied }: World): readonly DocumentSet[] {
  const sets = [...applied].filter(([address]) => address.startsWith("documentset/"));
  return sets
    .map(([address, { fields }]) => ({
      name: nameOf(address),
      paths: listOf(fields["paths"]).map(String),
      category: textOf(fields["category"]),
      description: textOf(fields["description"]),
      locations: listOf(fields["syncLocations"]).flatMap((one) =>
        isJsonObject(one) ? [{ node: String(one["node"]), path: String(one["path"]) }] : [],
      ),
    }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/** The files of sets that git tracks and that are there. A file of two sets belongs to the first. */
export async function readDocuments(
  { repository, redactor, system }: Pick<Workspace, "repository" | "redactor" | "system">,
  sets: readonly DocumentSet[],
): Promise<readonly ReadDocument[]> {
  const owners = new Map<string, DocumentSet>();
  for (const set of sets) {
    for (const path of await filesOf(repository, set)) if (!owners.has(path)) owners.set(path, set);
  }
  const root = await realpath(repository.root);
  const read = await Promise.all(
    [...owners].map(async ([path, set]): Promise<ReadDocument[]> => {
      const bytes = await readIfThere(system, join(root, path));
      if (bytes === undefined || !(await liesWhereItSays(root, path))) return [];
      const text = bytes.length > mostBytes ? undefined : textIn(bytes);
      return [
        {
          set,
          path,
          name: basename(path),
          bytes: bytes.length,
          hash: hashOf(bytes),
          content: text === undefined ? null : redactor.text(text),
        },
      ];
    }),
  );
  return read.flat().toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

const mostBytes = 1 << 20;

async function filesOf(repository: Workspace["repository"], { name, paths }: DocumentSet): Promise<readonly string[]> {
  try {
    return await filesLike(repository, paths);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure("V7-M008", `documentset/${name}: ${error.message}`, {
      cause: error,
      next: ["name files of this repository, which has to be git's"],
    });
  }
}

/** A folder on the way may have become a link that leads elsewhere. */
async function liesWhereItSays(root: string, path: string): Promise<boolean> {
  const folder = await realpath(dirname(join(root, path))).catch(() => undefined);
  return folder === dirname(join(root, path));
}

/** Undefined for what is no file, for a link, and where nobody may read it. Nothing is waited for. */
export async function readIfThere({ noFollow }: System, path: string): Promise<Uint8Array | undefined> {
  try {
    await using file = await open(path, constants.O_RDONLY | noFollow | constants.O_NONBLOCK);
    return (await file.stat()).isFile() ? await file.readFile() : undefined;
  } catch {
    return undefined;
  }
}

export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Undefined for bytes that are no UTF-8, or that PostgreSQL has no text for. */
function textIn(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}
