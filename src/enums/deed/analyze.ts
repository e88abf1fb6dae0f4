import { Failure } from "../../model/failure.ts";
import { qualifyName } from "../../postgres/quoting.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type EnumTarget, inTargetTransaction, withTarget } from "../targets.ts";
import type { EnumDeed } from "./deed.ts";

/** What became of a table's statistics after a deed. */
export interface Analyzed {
  readonly table: string;
  /** Why they could not be gathered; undefined where they were. */
  readonly why: string | undefined;
}

/**
 * A column that changes its type loses its statistics, and plans are bad until somebody gathers them: that is done at once, after the
 * deed, whole tables because their extended statistics went too. What fails here undoes nothing.
 */
export async function gatherStatistics(
  workspace: Workspace,
  target: EnumTarget,
  deed: EnumDeed,
): Promise<readonly Analyzed[]> {
  if (!losesStatistics(deed)) return [];
  const tables = new Map(deed.columns.map(({ schema, table }) => [`${schema}.${table}`, { schema, name: table }]));
  const told: Analyzed[] = [];
  const failed = (table: string, error: unknown): void =>
    void told.push({ table, why: error instanceof Error ? error.message : String(error) });
  try {
    await withTarget(workspace, target, "write", async (connection) => {
      for (const [table, name] of tables) {
        try {
          await inTargetTransaction(connection, "write", () => connection.query(`ANALYZE ${qualifyName(name)}`));
          told.push({ table, why: undefined });
        } catch (error) {
          if (connection.lost || error instanceof Failure) throw error;
          failed(table, error);
        }
      }
    });
  } catch (error) {
    const done = new Set(told.map(({ table }) => table));
    for (const table of tables.keys()) if (!done.has(table)) failed(table, error);
  }
  return told;
}

/** Nothing is rewritten in place; of both beside each other, the new columns begin without any, and the old ones change at the end. */
function losesStatistics({ strategy, direction }: EnumDeed): boolean {
  if (strategy === "in place") return false;
  return strategy === "compat" ? direction !== "rollback" : direction !== "retire";
}
