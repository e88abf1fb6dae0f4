import { type Address, nameOf } from "../model/address.ts";
import { enumAddress, readEnumName } from "../model/enum-name.ts";
import { documentFile } from "../model/file-name.ts";
import type { GateViolation, Kind, StatusMachine, TableSpec } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";
import { namesIn, personasIn, resourceOf } from "./fields.ts";

const table: TableSpec = {
  name: "v7_enum_migrations",
  id: "id",
  key: [
    {
      column: "current_enum_name",
      type: "text",
      composed: {
        expression: 'v7_enum_plan_name(t."target", t."schema", t."current_enum_name")',
        columns: ["target", "schema", "current_enum_name"],
        partsOf,
      },
    },
  ],
  keyOf: (address) => [nameOf(address)],
  addressOf: ([name]) => enumAddress(String(name)),
  ownership: "sole",
  fields: [
    { field: "database", column: "target", type: "text", nullable: true },
    { field: "phase", column: "phase", type: "integer", nullable: true },
    { field: "currentValues", column: "current_enum_values", type: "text[]", collection: "list", nullable: false },
    { field: "targetName", column: "v7_enum_name", type: "text", nullable: false },
    { field: "targetValues", column: "v7_enum_values", type: "text[]", collection: "list", nullable: false },
    { field: "valueMap", column: "value_mapping", type: "jsonb", nullable: true },
    { field: "reorder", column: "reorder", type: "boolean", nullable: true },
    { field: "compat", column: "compat", type: "boolean", nullable: true },
    { field: "consolidatesWith", column: "consolidates_with", type: "text[]", collection: "set", nullable: true },
    { field: "affectedTables", column: "affected_tables", type: "text[]", collection: "set", nullable: false },
    { field: "affectedColumns", column: "affected_columns", type: "jsonb", nullable: false },
    { field: "migrationScript.text", column: "migration_script", type: "text", nullable: true },
    { field: "rollbackScript.text", column: "rollback_script", type: "text", nullable: true },
    { field: "status", column: "status", type: "text", nullable: true, default: "proposed" },
    { field: "riskLevel", column: "risk_level", type: "text", nullable: true },
    { field: "approvedBy", column: "approved_by", type: "text", nullable: true },
    { field: "implementedAt", column: "implemented_at", type: "timestamp", nullable: true },
    { field: "validatedAt", column: "validated_at", type: "timestamp", nullable: true },
    { field: "retiredAt", column: "retired_at", type: "timestamp", nullable: true },
  ],
};

const status: StatusMachine = {
  field: "status",
  edges: {
    proposed: ["approved"],
    approved: ["implemented", "rolled_back"],
    implemented: ["validated", "rolled_back"],
    validated: ["retired", "rolled_back"],
    retired: [],
    rolled_back: ["proposed"],
  },
  effects: [
    { to: ["implemented"], stamps: [{ field: "implementedAt" }] },
    { to: ["validated"], stamps: [{ field: "validatedAt" }] },
    { to: ["retired"], stamps: [{ field: "retiredAt" }] },
    { from: ["retired"], clears: ["retiredAt"] },
    { from: ["validated"], to: ["implemented", "rolled_back"], clears: ["validatedAt"] },
    { to: ["proposed", "approved", "rolled_back"], clears: ["implementedAt", "validatedAt"] },
  ],
};

const scripts = ["migrationScript", "rollbackScript"] as const;

/** A name of the type alone leaves the target to the field; one with a schema or a target says both. */
function partsOf(name: string): { readonly [column: string]: string | null } {
  const { target, schema, type } = readEnumName(name) ?? { target: null, schema: null, type: name };
  if (target === null && schema === null) return { schema: null, current_enum_name: type };
  return { target, schema: schema ?? "", current_enum_name: type };
}

/** One of the duplicate database enums, what becomes of its values, and the scripts that do and undo it. */
export const enumPlan: Kind = {
  name: "EnumPlan",
  segment: "enum",
  isNamedByPath: true,
  rank: 30,
  table,
  status,
  gatedFields: ["status", "riskLevel", "approvedBy", ...scripts.map((script) => `${script}.text`)],
  approval: { by: "approvedBy", fields: ["approvedBy"], enters: ["approved"] },
  fileOf: (name) => documentFile("state/enums", name),
  expand: (document) => [resourceOf(document, { segment: "enum", isNamedByPath: true }, scripts)],
  references: (document) => [...personasIn(document, "approvedBy"), ...namesIn(document, "Phase", ["phase"])],
  attachments: scripts,
  gates: (projection) => [...projection.all("EnumPlan")].flatMap(proposalGate),
};

/** Nobody changes a database by a plan without a risk, a way there, a way back and somebody's word. */
function proposalGate([address, fields]: readonly [Address, Fields]): GateViolation[] {
  if (fields.status === "proposed" || fields.status === null) return [];
  const needed = [
    ["riskLevel", fields.riskLevel],
    ["migrationScript", fields["migrationScript.text"]],
    ["rollbackScript", fields["rollbackScript.text"]],
    ["approvedBy", fields.approvedBy],
  ] as const;
  const missing = needed.flatMap(([field, value]) => ((value ?? null) === null ? [field] : []));
  if (missing.length === 0) return [];
  const message = `${address} cannot be ${String(fields.status)} without ${missing.join(", ")}`;
  return [{ code: "V7-G020", address, because: [], message }];
}
