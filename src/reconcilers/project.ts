import { addressOf, nameOf } from "../model/address.ts";
import type { Kind, TableSpec } from "../model/kind.ts";
import { resourceOf } from "./fields.ts";

const table: TableSpec = {
  name: "projects",
  id: "id",
  key: [{ column: "project_path", type: "text" }],
  keyOf: (address) => [nameOf(address)],
  addressOf: ([path]) => addressOf("project", String(path), { keepSlashes: true }),
  // The meta collector finds projects that nobody declared.
  ownership: "shared",
  retirement: { marker: { column: "state", value: "retired", inUse: "active" }, isRevived: true },
  fields: [
    { field: "name", column: "name", type: "text", nullable: false },
    { field: "state", column: "state", type: "text", nullable: false, default: "active" },
    { field: "metadata", column: "metadata", type: "jsonb", nullable: false, default: {} },
  ],
};

/** A project of the repository or of a declared root, by its canonical path. */
export const project: Kind = {
  name: "Project",
  segment: "project",
  isNamedByPath: true,
  rank: 40,
  table,
  fileOf: () => "state/projects.yaml",
  expand: (document) => [resourceOf(document, { segment: "project", isNamedByPath: true })],
};
