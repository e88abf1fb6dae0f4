import { type Answer, answer } from "../../model/answer.ts";
import type {
  ConsolidateDedupOutput,
  DedupCounts,
  DuplicateSet,
  NearDuplicate,
} from "../../model/output/consolidate-dedup.ts";
import { progress } from "../../model/work-event.ts";
import { readValidState } from "../../workspace/state.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { readSql } from "../../system/package-file.ts";
import type { Connection } from "../../postgres/connection.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { declaredGroups, groupsNamed, type SourceGroup } from "../groups.ts";
import { isHere, thisMachine } from "../machine.ts";
import { nearDuplicates } from "./near-duplicates.ts";
import { sketchTexts } from "./read-texts.ts";

export interface DedupRequest {
  /** Names of groups; none: all. */
  readonly groups: readonly string[];
}

/**
 * Marks the sources whose bytes are in the repository or in another source, of whatever machine: equal size and SHA-256.
 * Texts that are nearly the same are listed, and nothing is made of it.
 */
export async function dedup(workspace: Workspace, request: DedupRequest): Promise<Answer<ConsolidateDedupOutput>> {
  const all = declaredGroups((await readValidState(workspace)).documents);
  const groups = groupsNamed(all, request.groups);
  return withConnection(workspace, "write", async (connection) => {
    const asked = groups.map(({ name }) => name);
    const found = await inTransaction(connection, { mode: "write" }, async () => {
      await connection.script(readSql("consolidate/be-patient.sql"));
      await connection.query(readSql("consolidate/compare/mark-duplicates.sql"), [all.map(({ name }) => name), asked]);
      return readSets(connection, asked);
    });
    const near = await readNear(connection, workspace, groups);
    const counts = { ...found.counts, sets: found.sets.length, near: near.length };
    return answer({ groups: asked, counts, sets: found.sets, near });
  });
}

async function readSets(
  connection: Connection,
  groups: readonly string[],
): Promise<{ readonly counts: Omit<DedupCounts, "sets" | "near">; readonly sets: readonly DuplicateSet[] }> {
  const counted = await connection.query<{ answer: Omit<DedupCounts, "sets" | "near"> }>(
    readSql("consolidate/compare/dedup-counts.sql"),
    [groups],
  );
  const sets = await connection.query<{ answer: DuplicateSet }>(readSql("consolidate/compare/duplicate-sets.sql"), [
    groups,
  ]);
  const [counts] = counted.rows;
  if (counts === undefined) throw new Error("the counts of sources came without a row");
  return { counts: counts.answer, sets: sets.rows.map(({ answer }) => answer) };
}

/** Only what lies here can be read. */
async function readNear(
  connection: Connection,
  workspace: Workspace,
  groups: readonly SourceGroup[],
): Promise<NearDuplicate[]> {
  const machine = thisMachine(workspace);
  const here = groups.filter(({ node }) => isHere(node, machine));
  const [first] = here;
  if (first === undefined) return [];
  const { rows } = await inTransaction(connection, { mode: "read" }, () =>
    connection.query<{ path: string; bytes: string; stamp: string | null }>(readSql("consolidate/compare/texts.sql"), [
      here.map(({ name }) => name),
      first.node,
    ]),
  );
  const files = rows.map((row) => ({ ...row, bytes: Buffer.from(row.bytes, "base64").toString("latin1") }));
  const tell = (done: number): void => workspace.tell(progress("duplicates", { done, of: files.length }));
  return nearDuplicates(await sketchTexts(files, workspace.signal, tell));
}
