import { type Address, addressOf, nameOf } from "../model/address.ts";
import { documentFile } from "../model/file-name.ts";
import { isJsonObject } from "../model/json.ts";
import type { GateViolation, Kind, Projection, StatusMachine, TableSpec } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";
import { personasIn, resourceOf, workIn } from "./fields.ts";

const table: TableSpec = {
  name: "file_audit",
  id: "id",
  key: [{ column: "file_path", type: "text" }],
  keyOf: (address) => [nameOf(address)],
  addressOf: ([path]) => addressOf("fileplan", String(path), { keepSlashes: true }),
  ownership: "shared",
  fields: [
    {
      field: "workflowStatus",
      column: "v7_workflow_status",
      type: "text",
      nullable: true,
      default: "pending_assessment",
    },
    { field: "targetName", column: "v7_target_name", type: "text", nullable: true },
    { field: "databaseEnums", column: "v7_database_enums", type: "jsonb", nullable: true },
    { field: "enumMappings", column: "v7_enum_mappings", type: "jsonb", nullable: true },
    { field: "dependencies", column: "v7_dependencies", type: "text[]", collection: "set", nullable: true },
    { field: "dependents", column: "v7_dependents", type: "text[]", collection: "set", nullable: true },
    { field: "impactScore", column: "v7_impact_score", type: "integer", nullable: true },
    { field: "reviewStatus", column: "v7_review_status", type: "text", nullable: true },
    { field: "reviewedBy", column: "v7_reviewed_by", type: "text[]", collection: "set", nullable: true },
    { field: "implementationStatus", column: "v7_implementation_status", type: "text", nullable: true },
    { field: "testStatus", column: "v7_test_status", type: "text", nullable: true },
    { field: "retirementDate", column: "v7_retirement_date", type: "date", nullable: true },
    { field: "phase", column: "v7_phase", type: "integer", nullable: true },
    { field: "task", column: "v7_task", type: "text", nullable: true },
  ],
};

const status: StatusMachine = {
  field: "workflowStatus",
  edges: {
    pending_assessment: ["assessed"],
    assessed: ["designed"],
    designed: ["approved"],
    approved: ["implementing"],
    implementing: ["testing"],
    testing: ["migrated"],
    migrated: ["retired"],
  },
  effects: [],
};

/** What becomes of one source file: its new name, its risk, how far it is. */
export const filePlan: Kind = {
  name: "FilePlan",
  segment: "fileplan",
  isNamedByPath: true,
  rank: 32,
  table,
  status,
  gatedFields: ["targetName"],
  fileOf: (name) => documentFile("state/fileplans", name),
  expand: (document) => [resourceOf(document, { segment: "fileplan", isNamedByPath: true })],
  references: (document) => [...personasIn(document, "reviewedBy"), ...workIn(document)],
  gates,
};

/** New names follow the pattern that Policy states; without one, any name will do. */
function gates(projection: Projection): GateViolation[] {
  const rule = projection.all("Policy").get("policy/default")?.fileplan;
  const pattern = isJsonObject(rule ?? null) ? (rule as { readonly targetName?: unknown }).targetName : undefined;
  if (typeof pattern !== "string") return [];
  const expected = expressionOf(pattern);
  return [...projection.all("FilePlan")].flatMap(([address, fields]) => nameGate(address, fields, pattern, expected));
}

function nameGate(address: Address, { targetName }: Fields, pattern: string, expected: RegExp): GateViolation[] {
  if (typeof targetName !== "string") return [];
  const [file = ""] = targetName.split("/").slice(-1);
  if (expected.test(file)) return [];
  const message = `${address}: the new name ${file} is not of the form ${pattern}`;
  return [{ code: "V7-G022", address, because: [], message }];
}

/** `WF<n>_V7_L<n>_<i>of<n>_<Name>`: small letters stand for numbers, a word with a capital for a name; any extension. */
function expressionOf(pattern: string): RegExp {
  const source = pattern
    .split(/(<[^<>]+>)/)
    .map((piece) => {
      if (/^<[a-z]+>$/.test(piece)) return "[1-9][0-9]*";
      if (/^<[^<>]+>$/.test(piece)) return "[A-Za-z][A-Za-z0-9]*";
      return piece.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    })
    .join("");
  return new RegExp(`^${source}(?:\\.[A-Za-z0-9.]+)?$`);
}
