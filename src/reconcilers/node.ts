import { addressOf, addressOfSteps, nameOf, stepsOf } from "../model/address.ts";
import { documentFile } from "../model/file-name.ts";
import { type Kind, type Lookup, type Part, partName, type TableSpec } from "../model/kind.ts";
import { resourcesOf } from "./fields.ts";

/** Columns that hold a node's id; documents name the node. */
export const nodeLookup: Lookup = { table: "system_nodes", id: "id", name: "node_name" };

const nodes: TableSpec = {
  name: "system_nodes",
  id: "id",
  key: [{ column: "node_name", type: "text" }],
  keyOf: (address) => [nameOf(address)],
  addressOf: ([name]) => addressOf("node", String(name)),
  ownership: "sole",
  retirement: { marker: "metadata.retiredAt", sets: { status: "inactive" }, isRevived: true },
  fields: [
    { field: "role", column: "node_role", type: "text", nullable: false },
    { field: "hardwareModel", column: "hardware_model", type: "text", nullable: true },
    { field: "cpuModel", column: "cpu_model", type: "text", nullable: true },
    { field: "cpuCores", column: "cpu_cores", type: "integer", nullable: true },
    { field: "cpuPerformanceCores", column: "cpu_performance_cores", type: "integer", nullable: true },
    { field: "cpuEfficiencyCores", column: "cpu_efficiency_cores", type: "integer", nullable: true },
    { field: "gpuModel", column: "gpu_model", type: "text", nullable: true },
    { field: "gpuCores", column: "gpu_cores", type: "integer", nullable: true },
    { field: "ramGb", column: "ram_gb", type: "integer", nullable: true },
    { field: "diskTb", column: "disk_tb", type: "integer", nullable: true },
    { field: "architecture", column: "architecture", type: "text", nullable: true },
    { field: "osName", column: "os_name", type: "text", nullable: true },
    { field: "osVersion", column: "os_version", type: "text", nullable: true },
    { field: "serialNumber", column: "serial_number", type: "text", nullable: true },
    { field: "status", column: "status", type: "text", nullable: true, default: "active" },
    { field: "metadata", column: "metadata", type: "jsonb", nullable: true, default: {} },
  ],
};

const interfacePart: Part = {
  of: "Node",
  list: "interfaces",
  key: "ipAddress",
  segment: "interface",
  isNamedByAddress: true,
};

const interfaces: TableSpec = {
  name: "network_interfaces",
  id: "id",
  key: [
    { column: "node_id", type: "integer", lookup: nodeLookup },
    { column: "ip_address", type: "inet" },
  ],
  ...partKeys(interfacePart),
  // Collectors find interfaces and services that nobody declared.
  ownership: "shared",
  retirement: {
    marker: "metadata.retiredAt",
    sets: { status: "inactive", is_primary: false },
    isRevived: true,
  },
  fields: [
    { field: "name", column: "interface_name", type: "text", nullable: true },
    { field: "type", column: "interface_type", type: "text", nullable: true },
    { field: "netmask", column: "netmask", type: "inet", nullable: true },
    { field: "gateway", column: "gateway", type: "inet", nullable: true },
    {
      field: "isPrimary",
      column: "is_primary",
      type: "boolean",
      nullable: true,
      default: false,
      uniqueWithin: "node_id",
    },
    { field: "status", column: "status", type: "text", nullable: true, default: "active" },
    { field: "metadata", column: "metadata", type: "jsonb", nullable: true, default: {} },
  ],
};

const servicePart: Part = { of: "Node", list: "services", key: "name", segment: "service" };

const services: TableSpec = {
  name: "services",
  id: "id",
  key: [
    { column: "node_id", type: "integer", lookup: nodeLookup },
    { column: "service_name", type: "text" },
  ],
  ...partKeys(servicePart),
  ownership: "shared",
  retirement: { marker: "metadata.retiredAt", sets: { status: "stopped" }, isRevived: true },
  fields: [
    { field: "type", column: "service_type", type: "text", nullable: true },
    { field: "port", column: "port", type: "integer", nullable: true },
    { field: "bindAddress", column: "bind_address", type: "text", nullable: true },
    { field: "executablePath", column: "executable_path", type: "text", nullable: true },
    { field: "configPath", column: "config_path", type: "text", nullable: true },
    { field: "dataPath", column: "data_path", type: "text", nullable: true },
    { field: "autoStart", column: "auto_start", type: "boolean", nullable: true, default: false },
    { field: "metadata", column: "metadata", type: "jsonb", nullable: true, default: {} },
  ],
};

/** `node/ALPHA/service/PostgreSQL` ↔ `["ALPHA", "PostgreSQL"]`. */
function partKeys(part: Part): Pick<TableSpec, "keyOf" | "addressOf"> {
  return {
    keyOf: (address) => {
      const [, owner = "", , name = ""] = stepsOf(address);
      return [owner, name];
    },
    addressOf: ([owner, name]) => addressOfSteps(["node", String(owner), part.segment, partName(part, name)]),
  };
}

/** An address a node is reached by. */
export const nodeInterface: Kind & { readonly part: Part } = {
  name: "NodeInterface",
  segment: "node",
  part: interfacePart,
  rank: 5,
  table: interfaces,
  fileOf,
  expand: () => [],
};

/** A program a node is expected to run; whether it does is observed. */
export const nodeService: Kind & { readonly part: Part } = {
  name: "NodeService",
  segment: "node",
  part: servicePart,
  rank: 5,
  table: services,
  fileOf,
  expand: () => [],
};

/** A machine: what it is, and what it is expected to run. What it was seen to run is observed, never declared. */
export const node: Kind = {
  name: "Node",
  segment: "node",
  ignoresCase: true,
  rank: 4,
  table: nodes,
  fileOf,
  expand: (document) => resourcesOf(document, { segment: "node" }, [nodeInterface, nodeService], ["postgresql"]),
};

function fileOf(name: string): string {
  return documentFile("state/nodes", name.toLowerCase());
}
