import { type Address, nameOf } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { isJsonObject } from "../../model/json.ts";
import type { EnumListOutput, ListedEnum, MappedValue } from "../../model/output/enum-list.ts";
import type { Fields } from "../../model/resource.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { lookAt, numberIn, textIn, textsIn } from "./resources.ts";
import { type Risk, riskIn } from "./risk.ts";

/** Which enums are meant; undefined asks for any. */
export interface EnumListRequest {
  readonly status?: string | undefined;
  readonly risk?: Risk | undefined;
  /** The database they live in, by its name in v7.yaml. */
  readonly target?: string | undefined;
  /** The phase's number. */
  readonly phase?: string | undefined;
}

/** Enums with a plan, as their rows stand, and as documents declare those that have none yet. */
export async function listEnums(workspace: Workspace, request: EnumListRequest = {}): Promise<Answer<EnumListOutput>> {
  return lookAt(workspace, ({ all, projection }) =>
    answer({
      enums: [...all("EnumPlan")]
        .map(([address, fields]) => listed(address, fields, projection.unproven(address).length > 0))
        .filter((one) => isMeant(request, one)),
    }),
  );
}

function listed(address: Address, fields: Fields, drifted: boolean): ListedEnum {
  const values = mappedValues(fields);
  return {
    address,
    name: nameOf(address),
    becomes: textIn(fields, "targetName"),
    merges: textsIn(fields, "consolidatesWith"),
    columns: columnsOf(fields),
    values,
    unmapped: values.filter(({ becomes }) => becomes === null).length,
    risk: riskIn(fields, "riskLevel"),
    status: textIn(fields, "status") ?? "proposed",
    target: textIn(fields, "database"),
    phase: numberIn(fields, "phase"),
    approved_by: textIn(fields, "approvedBy"),
    changed_at: textIn(fields, "retiredAt") ?? textIn(fields, "validatedAt") ?? textIn(fields, "implementedAt"),
    drifted,
  };
}

function mappedValues(fields: Fields): readonly MappedValue[] {
  const map = isJsonObject(fields.valueMap ?? null) ? (fields.valueMap as Fields) : {};
  return textsIn(fields, "currentValues").map((value) => ({
    value,
    becomes: Object.hasOwn(map, value) ? textIn(map, value) : null,
  }));
}

/** `contacts.curation_status`; the table alone where nobody says which of its columns. */
function columnsOf(fields: Fields): readonly string[] {
  const byTable = isJsonObject(fields.affectedColumns ?? null) ? (fields.affectedColumns as Fields) : {};
  const tables = [...new Set([...textsIn(fields, "affectedTables"), ...Object.keys(byTable)])];
  return tables.flatMap((table) => {
    const columns = textsIn(byTable, table);
    return columns.length === 0 ? [table] : columns.map((column) => `${table}.${column}`);
  });
}

function isMeant({ status, risk, target, phase }: EnumListRequest, one: ListedEnum): boolean {
  return (
    (status === undefined || one.status === status) &&
    (risk === undefined || one.risk === risk) &&
    (target === undefined || one.target === target) &&
    (phase === undefined || String(one.phase) === phase)
  );
}
