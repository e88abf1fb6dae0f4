import { addressOf, nameOf } from "../model/address.ts";
import type { Kind, TableSpec } from "../model/kind.ts";
import { namesIn, resourceOf } from "./fields.ts";
import { nodeLookup } from "./node.ts";

const table: TableSpec = {
  name: "replication_status",
  id: "id",
  key: [{ column: "slot_name", type: "text" }],
  keyOf: (address) => [nameOf(address)],
  addressOf: ([slot]) => addressOf("replication", String(slot)),
  ownership: "shared",
  retirement: { marker: { column: "is_active", value: false, inUse: true }, isRevived: false },
  fields: [
    {
      field: "primaryNode",
      column: "primary_node_id",
      type: "integer",
      nullable: true,
      references: "Node",
      lookup: nodeLookup,
    },
    {
      field: "replicaNode",
      column: "replica_node_id",
      type: "integer",
      nullable: true,
      references: "Node",
      lookup: nodeLookup,
    },
    { field: "applicationName", column: "application_name", type: "text", nullable: true },
    { field: "metadata", column: "metadata", type: "jsonb", nullable: true, default: {} },
  ],
};

/** A node that follows another one through a replication slot; state and lag are observed. */
export const replication: Kind = {
  name: "Replication",
  segment: "replication",
  rank: 6,
  table,
  fileOf: () => "state/replication.yaml",
  expand: (document) => [resourceOf(document, { segment: "replication" })],
  references: (document) => namesIn(document, "Node", ["primaryNode", "replicaNode"]),
};
