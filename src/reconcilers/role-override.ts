import { addressOf, nameOf } from "../model/address.ts";
import type { Kind, TableSpec } from "../model/kind.ts";
import { resourceOf } from "./fields.ts";

const separator = "//";

const table: TableSpec = {
  name: "role_overrides",
  id: "id",
  key: [
    { column: "project_path", type: "text" },
    { column: "file_path", type: "text" },
    { column: "role", type: "text" },
  ],
  keyOf: (address) => nameOf(address).split(separator),
  addressOf: (key) => addressOf("roleoverride", key.join(separator), { keepSlashes: true }),
  ownership: "sole",
  fields: [
    { field: "isRole", column: "is_role", type: "boolean", nullable: false },
    { field: "reason", column: "reason", type: "text", nullable: true },
    { field: "setBy", column: "set_by", type: "text", nullable: true },
    { field: "reviewedAt", column: "reviewed_at", type: "timestamp", nullable: true },
  ],
};

/** Somebody's word against the meta collector's guess about a file's role. */
export const roleOverride: Kind = {
  name: "RoleOverride",
  segment: "roleoverride",
  isNamedByPath: true,
  rank: 41,
  table,
  fileOf: () => "state/role-overrides.yaml",
  expand: (document) => [resourceOf(document, { segment: "roleoverride", isNamedByPath: true })],
};
