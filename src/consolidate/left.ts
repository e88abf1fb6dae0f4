import { withConnection } from "../workspace/workspace.ts";
import { progress, type Tell } from "../model/work-event.ts";
import { type Stats, lstatSync } from "node:fs";
import { foundFile, stampOf } from "../system/walk.ts";
import type { LeftOver } from "../model/consolidation.ts";
import { readSql } from "../system/package-file.ts";
import { type BytePath, bytePath, printedPath, systemPath } from "../model/path-bytes.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { declaredGroups, groupsNamed } from "./groups.ts";
import { groupsHere } from "./machine.ts";
import { readBatch } from "./inventory/read-batch.ts";
import type { Surroundings } from "./surroundings.ts";

/**
 * The originals that may be deleted: unchanged since they were read, and the repository holds their bytes in another file, which is
 * read to be sure. Deletes nothing: that is for a person.
 */
export async function leftOver(
  surroundings: Surroundings,
  names: readonly string[],
  tell: Tell = () => undefined,
): Promise<LeftOver> {
  const asked = groupsNamed(declaredGroups(surroundings.documents), names);
  const groups = groupsHere(asked, surroundings, { areNamed: names.length > 0 });
  const values = [groups.map(({ node }) => node), groups.map(({ name }) => name)];
  const { rows } = await withConnection(surroundings, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      await connection.script(readSql("consolidate/be-patient.sql"));
      return connection.query<Candidate>(readSql("consolidate/left.sql"), values);
    }),
  );
  const root = bytePath(surroundings.repository.root);
  const hashOf = rememberedHashes(surroundings.signal);
  const left: LeftOver["left"][number][] = [];
  const unsure: LeftOver["unsure"][number][] = [];
  for (const [done, row] of rows.entries()) {
    tell(progress("left", { done, of: rows.length }));
    const because = await doubt(row, `${root}/${printedPath(row.kept)}`, hashOf);
    if (because === undefined) left.push({ source: row.path, kept: row.kept, size: Number(row.size) });
    else unsure.push({ source: row.path, because });
  }
  const bytes = left.reduce((sum, { size }) => sum + size, 0);
  return { counts: { files: left.length, bytes, unsure: unsure.length }, left, unsure };
}

interface Candidate {
  readonly path: string;
  readonly hash: string;
  readonly size: string;
  readonly stamp: string | null;
  readonly is_racy: boolean;
  /** In the repository. */
  readonly kept: string;
}

type HashOf = (path: BytePath, status: Stats) => Promise<string | undefined>;

/** Why the original must stay; undefined where it need not. */
async function doubt(row: Candidate, kept: BytePath, hashOf: HashOf): Promise<string | undefined> {
  const path = printedPath(row.path);
  const original = look(path);
  if (original?.isFile() !== true || stampOf(original) !== row.stamp) return "it changed since the inventory";
  // Its stamp was too young to be trusted when it was read.
  if (row.is_racy && (await hashOf(path, original)) !== row.hash) return "it changed since the inventory";
  const copy = look(kept);
  if (copy?.isFile() !== true) return `${row.kept} is not there any more`;
  if (copy.dev === original.dev && copy.ino === original.ino) return `${row.kept} is the same file`;
  if (copy.size !== Number(row.size) || (await hashOf(kept, copy)) !== row.hash)
    return `${row.kept} has other content now`;
  return undefined;
}

function look(path: BytePath): Stats | undefined {
  try {
    return lstatSync(systemPath(path), { throwIfNoEntry: false });
  } catch {
    // A part of the path is no folder any more, or may not be entered: nothing can be said for sure.
    return undefined;
  }
}

/** Many originals may have one copy: it is read once. */
function rememberedHashes(signal: AbortSignal): HashOf {
  const known = new Map<string, string | undefined>();
  return async (path, status) => {
    const key = `${stampOf(status)} ${path}`;
    if (known.has(key)) return known.get(key);
    const [reading] = await readBatch([foundFile(path, status)], signal, () => undefined);
    const hash = typeof reading === "string" ? reading : reading?.kind === "content" ? reading.hash : undefined;
    known.set(key, hash);
    return hash;
  };
}
