import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { EnumCheckOutput } from "../../model/output/enum-check.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { declaredChange, declaredScripts } from "./declared-change.ts";
import { countLabels, readOthers } from "../proof/count-labels.ts";
import { refuseCollisions } from "./collisions.ts";
import { changeRow, cloneRow, costOf, hazardRows } from "./output.ts";
import { type Prepared, prepareChange } from "./prepare.ts";
import { inTargetTransaction, targetNamed, withTarget } from "../targets.ts";

/**
 * Tries the scripts of an enum both ways on a clone, with rows of every value, and counts the target's own rows in the new words. Writes nothing
 * on the target. Throws what preparing throws; V7-E058 is the answer's problem.
 */
export async function checkEnum(workspace: Workspace, name: string): Promise<Answer<EnumCheckOutput>> {
  const declared = await declaredChange(workspace, name);
  const prepared = await prepareChange(workspace, declared.change, declaredScripts(declared));
  const start = performance.now();
  const counts = await countTarget(workspace, prepared);
  const countedFor = (performance.now() - start) / 1000;
  const { collisions, hazards, tried } = prepared;
  const output: EnumCheckOutput = {
    ...changeRow(prepared),
    cost: costOf(prepared, countedFor),
    hazards: hazardRows(hazards, []),
    clone: cloneRow(prepared.clone),
    tried_rows: tried.tables.reduce((sum, { rows }) => sum + rows, 0),
    untried: tried.unfilled.map(({ table, why }) => `${table}: ${why}`),
    counts,
    collisions,
    is_fit: collisions.length === 0,
  };
  try {
    refuseCollisions(declared.change, collisions);
    return answer(output);
  } catch (error) {
    if (error instanceof Failure) return answer(output, error);
    throw error;
  }
}

/** All rows of the target, counted in the words that they would have. */
async function countTarget(workspace: Workspace, { change, survey }: Prepared): Promise<EnumCheckOutput["counts"]> {
  const target = targetNamed(workspace, change.target);
  const counts = await withTarget(workspace, target, "read", (connection) =>
    inTargetTransaction(connection, "read", async () => {
      const columns = survey.columns.filter(({ kind, isTemporary }) => (kind === "r" || kind === "p") && !isTemporary);
      const others = await readOthers(connection, { ...survey, columns });
      return countLabels(connection, { columns, keys: survey.keys, others, type: change.from, wordOf: change.map });
    }),
  );
  return counts.map(({ column, label, count }) => ({ column, value: label, rows: Number(count) }));
}
