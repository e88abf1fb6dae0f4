import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { type Expectation, factPrefixes, type UnmetExpectation } from "../model/machine.ts";
import type { KnownFact } from "../model/output/node-facts.ts";
import type { Fields } from "../model/resource.ts";
import { sameSetting } from "./setting-values.ts";

/** What is expected of a machine: the node's fields as applied, and those of the services it should run, by name. */
export interface Expectations {
  readonly node: Fields;
  readonly services: ReadonlyMap<string, Fields>;
  /** The addresses it should be reached at. */
  readonly interfaces: readonly string[];
  /** Replication that it is one end of. */
  readonly links: readonly ExpectedLink[];
}

/** A slot that a machine should keep, or follow through. */
export interface ExpectedLink {
  readonly slot: string;
  readonly role: "primary" | "replica";
}

/** Expectations that no observation bears out, in a fixed order. `facts` are the machine's latest, by name. */
export function unmetExpectations(expected: Expectations, facts: Facts): UnmetExpectation[] {
  return allExpectations(expected, facts).filter((one): one is UnmetExpectation => one.state !== "met");
}

/** All expectations, those that are borne out too: hardware and addresses, software, then settings, services, databases and replication. */
export function allExpectations({ node, services, interfaces, links }: Expectations, facts: Facts): Expectation[] {
  return [
    ...hardwareFields.flatMap(([field, fact]) => ofHardware(field, fact, node, facts)),
    ...interfaces.toSorted().flatMap((address) => ofInterface(address, facts)),
    ...listed(node["software"]).flatMap((entry) => ofSoftware(entry, facts)),
    ...sorted(Object.entries(mapped(node["postgresql.settings"]))).map(([name, value]) =>
      ofSetting(name, value, facts),
    ),
    ...sorted([...services]).flatMap(([name, fields]) => ofService(name, fields, facts)),
    ...listed(node["databases"]).map((entry) => ofDatabase(entry, facts)),
    ...ofRole(links, facts),
    ...links.toSorted((left, right) => (left.slot < right.slot ? -1 : 1)).flatMap((link) => ofLink(link, facts)),
  ];
}

type Facts = ReadonlyMap<string, KnownFact>;

/** Fields of a node, and the facts that they are compared with. */
export const hardwareFields = [
  ["hardwareModel", "hardware.model"],
  ["cpuModel", "hardware.cpu_model"],
  ["cpuCores", "hardware.cpu_cores"],
  ["cpuPerformanceCores", "hardware.cpu_performance_cores"],
  ["cpuEfficiencyCores", "hardware.cpu_efficiency_cores"],
  ["gpuModel", "hardware.gpu_model"],
  ["gpuCores", "hardware.gpu_cores"],
  ["ramGb", "hardware.ram_gb"],
  ["architecture", "hardware.architecture"],
  ["osName", "os.name"],
  ["osVersion", "os.version"],
  ["serialNumber", "hardware.serial_number"],
] as const;

/** What nobody has looked at is no matter of doubt: a machine does not change what it is made of. */
function ofHardware(field: string, fact: string, node: Fields, facts: Facts): Expectation[] {
  const [declared = null, known] = [node[field], facts.get(fact)];
  if (declared === null || known === undefined) return [];
  const check = lookFor(fact, facts);
  return [check[declared === known.value ? "met" : "unmet"](field, declared, known.value)];
}

/** Known where somebody listed the machine's addresses: then one that is not among them is not there. */
function ofInterface(address: string, facts: Facts): Expectation[] {
  const fact = `${factPrefixes.interface}${address}`;
  const listed = [...facts.values()].filter((known) => known.fact.startsWith(factPrefixes.interface));
  const newest = listed
    .map(({ observed_at }) => observed_at)
    .toSorted()
    .at(-1);
  if (newest === undefined) return [];
  const known = facts.get(fact);
  const check = lookFor(fact, facts);
  if (known?.observed_at === newest) return [check.met(address, "there", "there")];
  return [{ ...check.unmet(address, "there", "absent"), observed_at: newest }];
}

function ofSoftware(entry: JsonObject, facts: Facts): Expectation[] {
  const name = String(entry["name"]);
  const check = lookFor(factPrefixes.software + name, facts);
  if (check.seen["present"] === false) return [check.unmet(name, "installed", "not installed")];
  if (!check.isSeen) return [check.unmet(name, entry["version"] ?? "installed", null)];
  const fields = softwareFields.flatMap(([field, words]) =>
    check.field(`${name} ${words}`, entry[field] ?? null, field),
  );
  return fields.length > 0 ? fields : [check.met(name, "installed", check.seen["version"] ?? "installed")];
}

const softwareFields = [
  ["version", "version"],
  ["architecture", "architecture"],
  ["runtimeMode", "runtime mode"],
  ["installPath", "install path"],
] as const;

function ofSetting(name: string, declared: Json, facts: Facts): Expectation {
  const check = lookFor(factPrefixes.setting + name, facts);
  if (!check.isSeen) return check.unmet(name, declared, null);
  const { value: running = null, pendingValue, writtenValue, unit } = check.seen;
  const configured = pendingValue ?? writtenValue ?? (pendingValue === null ? null : running);
  const same = (value: Json): boolean =>
    sameSetting(String(declared), String(value), typeof unit === "string" ? unit : undefined);
  if (same(running) && same(configured)) return { ...check.met(name, declared, running), configured };
  const unmet = check.unmet(name, declared, running);
  return {
    ...unmet,
    configured,
    state: pendingValue !== undefined && same(configured) ? "pending_restart" : "differs",
  };
}

/** A declared service is one that should run. */
function ofService(name: string, fields: Fields, facts: Facts): Expectation[] {
  const check = lookFor(factPrefixes.service + name, facts);
  if (!check.isSeen) return [check.unmet(name, "running", null)];
  return [
    ...check.field(name, "running", "status"),
    ...check.field(`${name} port`, fields["port"] ?? null, "port"),
    ...check.field(`${name} data path`, fields["dataPath"] ?? null, "dataPath"),
  ];
}

/** Extensions beyond the declared ones are nobody's concern. */
function ofDatabase(entry: JsonObject, facts: Facts): Expectation {
  const name = String(entry["name"]);
  const check = lookFor(factPrefixes.database + name, facts);
  if (check.seen["present"] === false) return check.unmet(name, "present", "absent");
  if (!check.isSeen) return check.unmet(name, "present", null);
  const declared = Array.isArray(entry["extensions"]) ? (entry["extensions"] as readonly Json[]) : [];
  if (declared.length === 0) return check.met(name, "present", "present");
  const { extensions } = check.seen;
  const isMet = Array.isArray(extensions) && declared.every((one) => extensions.includes(one));
  return check[isMet ? "met" : "unmet"](`${name} extensions`, declared, extensions ?? null);
}

/** A server that is asked knows whether it follows another one; what nobody asked is no matter of doubt. */
function ofRole(links: readonly ExpectedLink[], facts: Facts): Expectation[] {
  const [fact, name] = ["postgresql.role", "PostgreSQL role"];
  const running = facts.get(fact)?.value;
  if (links.length === 0 || running === undefined) return [];
  const declared = links.some(({ role }) => role === "replica") ? "replica" : "primary";
  return [lookFor(fact, facts)[declared === running ? "met" : "unmet"](name, declared, running)];
}

/** Declared replication is one that should stream. An end that nobody asked says nothing of it: the other one may. */
function ofLink({ slot }: ExpectedLink, facts: Facts): Expectation[] {
  const check = lookFor(factPrefixes.replication + slot, facts);
  if (!check.isSeen) return [];
  const { state = null } = check.seen;
  if (state === "unknown") return [check.unmet(slot, "streaming", null)];
  return check.field(slot, "streaming", "state");
}

/** One fact, and how to say what it bears out and what it does not. */
interface Check {
  readonly isSeen: boolean;
  readonly seen: JsonObject;
  met(name: string, declared: Json, running: Json): Expectation;
  unmet(name: string, declared: Json, running: Json): UnmetExpectation;
  /** Null is not declared. */
  field(name: string, declared: Json, field: string): Expectation[];
}

function lookFor(fact: string, facts: Facts): Check {
  const known = facts.get(fact);
  const seen = isJsonObject(known?.value) ? known.value : {};
  const unmet = (name: string, declared: Json, running: Json): UnmetExpectation => {
    const isUnverified = running === null;
    return {
      fact,
      name,
      state: isUnverified ? "unverified" : "differs",
      declared,
      configured: null,
      running,
      observed_at: isUnverified ? null : (known?.observed_at ?? null),
    };
  };
  const met: Check["met"] = (name, declared, running) => ({ ...unmet(name, declared, running), state: "met" });
  return {
    isSeen: known !== undefined,
    seen,
    met,
    unmet,
    field: (name, declared, field) => {
      if (declared === null) return [];
      const running = seen[field] ?? null;
      return [running === declared ? met(name, declared, running) : unmet(name, declared, running)];
    },
  };
}

function listed(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((entry: Json) => isJsonObject(entry)) : [];
}

function mapped(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** By name: what jsonb holds has no order of its own. */
function sorted<Value>(entries: readonly (readonly [string, Value])[]): (readonly [string, Value])[] {
  return entries.toSorted(([left], [right]) => (left < right ? -1 : 1));
}
