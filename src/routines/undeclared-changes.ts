import { readRowChanges } from "../engine/audit/row-changes.ts";
import type { Kind } from "../model/kind.ts";
import type { UndeclaredChange } from "../model/output/drift.ts";
import type { Connection } from "../postgres/connection.ts";
import { readSql } from "../system/package-file.ts";
import type { DeclaredState } from "../workspace/state.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** The newest changes outside v7 that are looked through. */
const looked = 500;

/**
 * What somebody changed outside v7 since the last apply in rows that documents declare, in fields that they do not: v7
 * leaves such fields alone, so it is no drift, and still nobody should hear that nothing happened. Newest first.
 */
export async function undeclaredChanges(
  { kinds }: Pick<Workspace, "kinds">,
  state: DeclaredState,
  connection: Connection,
): Promise<UndeclaredChange[]> {
  const { rows } = await connection.query<{ at: string }>(readSql("routines/drift/last-apply.sql"));
  const since = rows[0]?.at;
  if (since === undefined) return [];
  const changed = await readRowChanges(kinds, readerOn(connection), { outside: true, since, limit: looked });
  const declared = new Map(state.declarations().map(({ resource }) => [resource.address, resource]));
  return changed.entries.flatMap((entry) => {
    const resource = declared.get(entry.address);
    if (resource === undefined || entry.action !== "update") return [];
    const kind = kinds.byName(resource.kind);
    const fields = entry.fields
      .map(({ field }) => field)
      .filter((field) => !Object.hasOwn(resource.fields, field) && !isConsequence(kind, field));
    if (fields.length === 0) return [];
    const { address, at, changed_by, application } = entry;
    return [{ address, fields, changed_at: at, changed_by, application }];
  });
}

/** Times that follow a status are no news of their own. */
function isConsequence(kind: Kind | undefined, field: string): boolean {
  const effects = kind?.status?.effects ?? [];
  return effects.some(
    ({ stamps = [], clears = [] }) => stamps.some((stamp) => stamp.field === field) || clears.includes(field),
  );
}

function readerOn(connection: Connection): Parameters<typeof readRowChanges>[1] {
  return { read: async (statement, values) => (await connection.query<never>(statement, values)).rows };
}
