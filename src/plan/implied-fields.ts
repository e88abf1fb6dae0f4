import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { factPrefixes } from "../model/machine.ts";
import type { Fields } from "../model/resource.ts";
import { hardwareFields } from "./expectations.ts";

/** What is known of a machine: its row as its document would say it, and what was seen, by what it is. */
export interface KnownOfMachine {
  readonly spec: JsonObject;
  readonly facts: { readonly [fact: string]: { readonly value: Json } };
}

/**
 * What a machine's document says if the machine is to be as it was seen: its row's fields as they are, and beside them the hardware, addresses,
 * software, settings, running services and databases that were seen. What was hidden, absent or of no known form is left out.
 */
export function impliedFields({ spec, facts }: KnownOfMachine): Fields {
  const seen = Object.fromEntries(
    Object.entries(facts).flatMap(([fact, { value }]) => (isHidden(value) || isHidden(fact) ? [] : [[fact, value]])),
  );
  const hardware = hardwareFields.flatMap(([field, fact]): [string, Json][] =>
    seen[fact] === undefined ? [] : [[field, ofHardware(field, seen[fact])]],
  );
  const settings = Object.fromEntries(named(seen, factPrefixes.setting).flatMap(settingOf));
  const declaredSettings = isJsonObject(spec["postgresql.settings"]) ? spec["postgresql.settings"] : {};
  return {
    ...Object.fromEntries(hardware),
    ...spec,
    ...listField(spec, "interfaces", "ipAddress", named(seen, factPrefixes.interface).flatMap(interfaceOf)),
    ...listField(spec, "services", "name", named(seen, factPrefixes.service).flatMap(serviceOf)),
    ...listField(spec, "software", "name", named(seen, factPrefixes.software).flatMap(softwareOf)),
    ...listField(spec, "databases", "name", named(seen, factPrefixes.database).flatMap(databaseOf)),
    ...(Object.keys(settings).length === 0 ? {} : { "postgresql.settings": { ...settings, ...declaredSettings } }),
  };
}

function isHidden(value: Json): boolean {
  return typeof value === "string" && value.includes("hidden:");
}

/** A version that YAML read as a number is text all the same. */
function ofHardware(field: string, value: Json): Json {
  return field === "osVersion" ? String(value) : value;
}

type Seen = readonly [name: string, value: JsonObject];

function named(seen: { readonly [fact: string]: Json }, prefix: string): Seen[] {
  return Object.entries(seen)
    .filter(([fact]) => fact.startsWith(prefix))
    .map(([fact, value]): Seen => [fact.slice(prefix.length), isJsonObject(value) ? value : {}])
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
}

/** The row's own entries first, each as it is; then what was seen beside them. */
function listField(spec: JsonObject, field: string, key: string, seen: readonly JsonObject[]): Fields {
  const own = Array.isArray(spec[field]) ? spec[field].filter((entry: Json) => isJsonObject(entry)) : [];
  const others = seen.filter((entry) => !own.some((one) => one[key] === entry[key]));
  return own.length + others.length === 0 ? {} : { [field]: [...own, ...others] };
}

/** Loopback is everybody's, and so is what a link gives itself. */
function interfaceOf([ipAddress, { name }]: Seen): JsonObject[] {
  if (/^(?:127\.|169\.254\.|::1$|fe80:)/i.test(ipAddress)) return [];
  return [{ ipAddress, ...(typeof name === "string" ? { name } : {}) }];
}

/** A declared service is one that should run. */
function serviceOf([name, { status, port, dataPath }]: Seen): JsonObject[] {
  if (status !== "running") return [];
  return [
    { name, ...(typeof port === "number" ? { port } : {}), ...(typeof dataPath === "string" ? { dataPath } : {}) },
  ];
}

function softwareOf([name, { present, version, ...more }]: Seen): JsonObject[] {
  if (present === false) return [];
  const kept = ["architecture", "runtimeMode", "installPath"].flatMap((field): [string, Json][] =>
    typeof more[field] === "string" ? [[field, more[field]]] : [],
  );
  return [{ name, ...(typeof version === "string" ? { version } : {}), ...Object.fromEntries(kept) }];
}

function databaseOf([name, { present, extensions }]: Seen): JsonObject[] {
  if (present === false) return [];
  return [{ name, ...(Array.isArray(extensions) ? { extensions } : {}) }];
}

/** The value in force, with its unit: 16384 of 8kB is 131072kB. A text that can hold a password is only set or unset, and no value. */
function settingOf([name, { value, unit, hash }]: Seen): [string, Json][] {
  if (typeof value !== "string" || value === "" || hash !== undefined) return [];
  const [, times = "", word = ""] = typeof unit === "string" ? (/^(\d*)([A-Za-z]+)$/.exec(unit) ?? []) : [];
  if (word === "" || !/^\d+$/.test(value) || value === "0") return [[name, value]];
  return [[name, `${Number(value) * (times === "" ? 1 : Number(times))}${word}`]];
}
