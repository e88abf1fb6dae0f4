import type { Address } from "../../model/address.ts";
import { fieldSpecOf } from "../../model/kind.ts";
import type { RecordName } from "../../postgres/attribution.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** What the audit may know of: a resource, and the fields in question; without fields, all of it. */
export interface Audited {
  readonly address: Address;
  readonly kind: string;
  readonly recordKey?: string;
  readonly fields?: readonly { readonly field: string }[];
}

/**
 * The names under which the audit keeps a resource: its row's table and key for what has a column, and
 * `v7_resources` with its address for what has none (labels, protect, kinds without a table).
 */
export function auditNames(
  { kinds }: Workspace,
  { address, kind: kindName, recordKey, fields = [] }: Audited,
): RecordName[] {
  const kind = kinds.byName(kindName);
  const hasColumn = ({ field }: { field: string }): boolean =>
    kind !== undefined && fieldSpecOf(kind, field) !== undefined;
  const row = kind?.table && recordKey !== undefined ? [{ table: kind.table.name, recordKey }] : [];
  const stored = [{ table: "v7_resources", recordKey: address }];
  if (fields.length === 0) return [...row, ...stored];
  return [...(fields.some(hasColumn) ? row : []), ...(fields.every(hasColumn) ? [] : stored)];
}
