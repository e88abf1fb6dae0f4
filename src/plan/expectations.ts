import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { factPrefixes, type UnmetExpectation } from "../model/machine.ts";
import type { KnownFact } from "../model/output/node-facts.ts";
import type { Fields } from "../model/resource.ts";
import { sameSetting } from "./setting-values.ts";

/** What is expected of a machine: the node's fields as applied, and those of the services it should run, by name. */
export interface Expectations {
  readonly node: Fields;
  readonly services: ReadonlyMap<string, Fields>;
}

/** Expectations that no observation bears out, in a fixed order. `facts` are the machine's latest, by name. */
export function unmetExpectations(
  { node, services }: Expectations,
  facts: ReadonlyMap<string, KnownFact>,
): UnmetExpectation[] {
  return [
    ...listed(node["software"]).flatMap((entry) => softwareUnmet(entry, facts)),
    ...sorted(Object.entries(mapped(node["postgresql.settings"]))).flatMap(([name, value]) =>
      settingUnmet(name, value, facts),
    ),
    ...sorted([...services]).flatMap(([name, fields]) => serviceUnmet(name, fields, facts)),
    ...listed(node["databases"]).flatMap((entry) => databaseUnmet(entry, facts)),
  ];
}

type Facts = ReadonlyMap<string, KnownFact>;

function softwareUnmet(entry: JsonObject, facts: Facts): UnmetExpectation[] {
  const name = String(entry["name"]);
  const check = lookFor(factPrefixes.software + name, facts);
  if (check.seen["present"] === false) return [check.unmet(name, "installed", "not installed")];
  if (!check.isSeen) return [check.unmet(name, entry["version"] ?? "installed", null)];
  return softwareFields.flatMap(([field, words]) => check.field(`${name} ${words}`, entry[field] ?? null, field));
}

const softwareFields = [
  ["version", "version"],
  ["architecture", "architecture"],
  ["runtimeMode", "runtime mode"],
  ["installPath", "install path"],
] as const;

function settingUnmet(name: string, declared: Json, facts: Facts): UnmetExpectation[] {
  const check = lookFor(factPrefixes.setting + name, facts);
  if (!check.isSeen) return [check.unmet(name, declared, null)];
  const { value: running = null, pendingValue: configured = running, unit } = check.seen;
  const same = (value: Json): boolean =>
    sameSetting(String(declared), String(value), typeof unit === "string" ? unit : undefined);
  if (same(running) && same(configured)) return [];
  const unmet = check.unmet(name, declared, running);
  return [{ ...unmet, configured, state: same(configured) ? "pending_restart" : "differs" }];
}

/** A declared service is one that should run. */
function serviceUnmet(name: string, fields: Fields, facts: Facts): UnmetExpectation[] {
  const check = lookFor(factPrefixes.service + name, facts);
  if (!check.isSeen) return [check.unmet(name, "running", null)];
  return [
    ...check.field(name, "running", "status"),
    ...check.field(`${name} port`, fields["port"] ?? null, "port"),
    ...check.field(`${name} data path`, fields["dataPath"] ?? null, "dataPath"),
  ];
}

/** Extensions beyond the declared ones are nobody's concern. */
function databaseUnmet(entry: JsonObject, facts: Facts): UnmetExpectation[] {
  const name = String(entry["name"]);
  const check = lookFor(factPrefixes.database + name, facts);
  if (check.seen["present"] === false) return [check.unmet(name, "present", "absent")];
  if (!check.isSeen) return [check.unmet(name, "present", null)];
  const declared = Array.isArray(entry["extensions"]) ? (entry["extensions"] as readonly Json[]) : [];
  const { extensions } = check.seen;
  if (declared.length === 0 || (Array.isArray(extensions) && declared.every((one) => extensions.includes(one)))) {
    return [];
  }
  return [check.unmet(`${name} extensions`, declared, extensions ?? null)];
}

/** One fact, and how to say what it does not bear out. */
interface Check {
  readonly isSeen: boolean;
  readonly seen: JsonObject;
  unmet(name: string, declared: Json, running: Json): UnmetExpectation;
  /** Null is not declared. */
  field(name: string, declared: Json, field: string): UnmetExpectation[];
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
  return {
    isSeen: known !== undefined,
    seen,
    unmet,
    field: (name, declared, field) =>
      declared === null || seen[field] === declared ? [] : [unmet(name, declared, seen[field] ?? null)],
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
