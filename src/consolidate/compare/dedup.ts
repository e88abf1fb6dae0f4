import { withConnection } from "../../workspace/workspace.ts";
import { progress, type Tell } from "../../model/work-event.ts";
import type { Dedup, DedupCounts, DuplicateSet, NearDuplicate } from "../../model/consolidation.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { declaredGroups, groupsNamed, type SourceGroup } from "../groups.ts";
import { isHere } from "../machine.ts";
import { nearDuplicates } from "./near-duplicates.ts";
import { sketchTexts } from "./read-texts.ts";
import type { Surroundings } from "../surroundings.ts";

/**
 * Marks the sources whose bytes are in the repository or in another source, of whatever machine: equal size and SHA-256.
 * Texts that are nearly the same are listed, and nothing is made of it.
 */
export async function dedup(
  surroundings: Surroundings,
  names: readonly string[],
  tell: Tell = () => undefined,
): Promise<Dedup> {
  const all = declaredGroups(surroundings.documents);
  const groups = groupsNamed(all, names);
  return withConnection(surroundings, "write", async (connection) => {
    const asked = groups.map(({ name }) => name);
    const found = await inTransaction(connection, { mode: "write" }, async () => {
      await connection.script(readSql("consolidate/be-patient.sql"));
      await connection.query(readSql("consolidate/mark-duplicates.sql"), [all.map(({ name }) => name), asked]);
      return readSets(connection, asked);
    });
    const near = await readNear(connection, surroundings, groups, tell);
    return {
      groups: asked,
      counts: { ...found.counts, sets: found.sets.length, near: near.length },
      sets: found.sets,
      near,
    };
  });
}

async function readSets(
  connection: Connection,
  groups: readonly string[],
): Promise<{ readonly counts: Omit<DedupCounts, "sets" | "near">; readonly sets: readonly DuplicateSet[] }> {
  const counted = await connection.query<{ answer: Omit<DedupCounts, "sets" | "near"> }>(
    readSql("consolidate/dedup-counts.sql"),
    [groups],
  );
  const sets = await connection.query<{ answer: DuplicateSet }>(readSql("consolidate/duplicate-sets.sql"), [groups]);
  const [counts] = counted.rows;
  if (counts === undefined) throw new Error("the counts of sources came without a row");
  return { counts: counts.answer, sets: sets.rows.map(({ answer }) => answer) };
}

/** Only what lies here can be read. */
async function readNear(
  connection: Connection,
  surroundings: Surroundings,
  groups: readonly SourceGroup[],
  tell: Tell,
): Promise<NearDuplicate[]> {
  const here = groups.filter(({ node }) => isHere(node, surroundings));
  const [first] = here;
  if (first === undefined) return [];
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<{ path: string; bytes: string; stamp: string | null }>(readSql("consolidate/texts.sql"), [
      here.map(({ name }) => name),
      first.node,
    ]),
  );
  const files = rows.map((row) => ({ ...row, bytes: Buffer.from(row.bytes, "base64").toString("latin1") }));
  return nearDuplicates(
    await sketchTexts(files, surroundings.signal, (done) => tell(progress("duplicates", { done, of: files.length }))),
  );
}
