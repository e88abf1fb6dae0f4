import { enumNameText, readEnumName, usualSchema } from "../../model/enum-name.ts";
import { definedFields } from "../../model/kind.ts";
import type { EnumUse, ScannedEnum } from "../../model/output/enum-scan.ts";
import type { Fields } from "../../model/resource.ts";
import type { MappedGroup } from "./map-values.ts";

/** A plan that is proposed for one enum. */
export interface ProposedPlan {
  /** As documents name it: `app/crm.ContactCurationStatus`. */
  readonly name: string;
  readonly enum: ScannedEnum;
  readonly fields: Fields;
  readonly map: ReadonlyMap<string, string>;
  readonly reorder: boolean;
}

export interface GroupPlan {
  readonly target: string;
  readonly schema: string | undefined;
  /** The one that stays first. */
  readonly members: readonly ScannedEnum[];
  /** What all of them are called afterwards; undefined: as the one that stays. */
  readonly becomes: string | undefined;
  readonly mapped: MappedGroup;
  /** How much can go wrong, where somebody says it. */
  readonly risk: string | undefined;
}

/** Whether nothing of it changes: the others become it. */
export function staysAsItIs({ enum: { type }, map, fields }: ProposedPlan): boolean {
  const name = enumNameText({ target: null, schema: null, type });
  return fields.targetName === name && [...map].every(([value, becomes]) => value === becomes);
}

/** The one whose values are kept first, then by rows: what is largest is changed least. */
export function inOrder(members: readonly ScannedEnum[], isWhole: (member: ScannedEnum) => boolean): ScannedEnum[] {
  const rank = (member: ScannedEnum): number => (isWhole(member) ? 1 : 0);
  return members.toSorted(
    (left, right) =>
      rank(right) - rank(left) ||
      (right.rows ?? 0) - (left.rows ?? 0) ||
      right.columns - left.columns ||
      plainness(right.name) - plainness(left.name) ||
      (left.name < right.name ? -1 : 1),
  );
}

/** Where nothing else tells: `domain_status` sooner than `domainstatus`, and that sooner than `crm.DomainStatusEnum`. */
function plainness(name: string): number {
  return (/^[a-z0-9_]+$/.test(name) ? 100 : 0) + name.split("_").length;
}

/** A plan for each, in their order. */
export function plansOf(group: GroupPlan): readonly ProposedPlan[] {
  const [stays] = group.members;
  if (stays === undefined) return [];
  const name = group.becomes === undefined ? undefined : readEnumName(group.becomes);
  const becomes = { schema: name?.schema ?? stays.schema, type: name?.type ?? group.becomes ?? stays.type };
  return group.members.map((member) => planOf(member, becomes, group));
}

function planOf(
  member: ScannedEnum,
  becomes: { readonly schema: string; readonly type: string },
  { target, schema, members, mapped, risk }: GroupPlan,
): ProposedPlan {
  const usual = usualSchema({ schema });
  const map = mapped.maps.get(member.name) ?? new Map<string, string>();
  const reorder = mapped.reordered.includes(member.name);
  const columns = columnsOf(member.uses, usual);
  return {
    name: enumNameText({ target, schema: member.schema === usual ? null : member.schema, type: member.type }),
    enum: member,
    map,
    reorder,
    fields: definedFields({
      currentValues: member.values.map(({ value }) => value),
      targetName: enumNameText({
        target: null,
        schema: becomes.schema === member.schema ? null : becomes.schema,
        type: becomes.type,
      }),
      targetValues: mapped.values,
      valueMap: Object.fromEntries(map),
      reorder: reorder ? true : undefined,
      consolidatesWith:
        members.length === 1 ? undefined : members.flatMap(({ name }) => (name === member.name ? [] : [name])),
      affectedTables: [...columns.keys()],
      affectedColumns: Object.fromEntries(columns),
      status: "proposed",
      riskLevel: risk,
    }),
  };
}

/** The columns of each table, but for those that a table has from its parent; the usual schema is left out of names. */
function columnsOf(uses: readonly EnumUse[], usual: string): ReadonlyMap<string, readonly string[]> {
  const own = uses.filter(({ sort, note }) => (sort === "column" || sort === "foreign column") && note !== "inherited");
  const prefix = /^[a-z_][a-z0-9_$]*$/.test(usual) ? `${usual}.` : `"${usual.replaceAll('"', '""')}".`;
  const shortName = (table: string): string => (table.startsWith(prefix) ? table.slice(prefix.length) : table);
  const byTable = Map.groupBy(own, ({ table }) => shortName(table ?? ""));
  return new Map(
    [...byTable]
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([table, columns]) => [table, columns.flatMap(({ column }) => column ?? [])]),
  );
}
