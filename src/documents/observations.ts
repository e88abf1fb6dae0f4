import { basename } from "node:path";
import type { Finding } from "../model/finding.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { type Fact, factPrefixes, type Observation } from "../model/machine.ts";
import { finding } from "./limits.ts";
import { readObservationText } from "./read-documents.ts";
import { decodeText, readBytes } from "./read-file.ts";
import { type FindSecret, secretFinding } from "./secret-finding.ts";

/** A file of observations: what it says, or what is wrong with it. */
export interface ObservationReading {
  readonly observation?: Observation;
  readonly findings: readonly Finding[];
}

/** Reads a file of observations by its path. Never throws for what the file may contain. */
export function readObservation(path: string, findSecret: FindSecret): ObservationReading {
  const file = basename(path);
  const bytes = readBytes(path, file);
  if (!(bytes instanceof Uint8Array)) return { findings: [bytes] };
  const text = decodeText(bytes, file);
  if (typeof text !== "string") return { findings: [text] };
  const secret = secretFinding(text, file, findSecret);
  if (secret !== undefined) return { findings: [secret] };
  const { value, findings } = readObservationText(text, file);
  return value === undefined ? { findings } : observationOf(value, file);
}

/** The schema has checked the value, so its parts have the types named here. */
function observationOf(value: JsonObject, file: string): ObservationReading {
  const facts = factsOf(value);
  const [twice] = facts.filter(({ fact }, index) => facts.findIndex((other) => other.fact === fact) < index);
  if (twice) return { findings: [finding(file, "V7-D022", `${twice.fact} is observed twice in one file`)] };
  if (facts.length === 0) return { findings: [finding(file, "V7-D005", "the file holds no observation")] };
  return { observation: { node: String(value["node"]), source: String(value["source"]), facts }, findings: [] };
}

function factsOf(value: JsonObject): Fact[] {
  const { facts, postgresql, reach, software, services, databases, replication } = value;
  return [
    ...membersOf(facts, ""),
    ...entriesOf(reach, "by", factPrefixes.way),
    ...entriesOf(software, "name", factPrefixes.software),
    ...membersOf(isJsonObject(postgresql) ? postgresql["settings"] : undefined, factPrefixes.setting),
    ...entriesOf(services, "name", factPrefixes.service),
    ...entriesOf(databases, "name", factPrefixes.database),
    ...entriesOf(replication, "slot", factPrefixes.replication),
  ];
}

function membersOf(mapping: Json | undefined, prefix: string): Fact[] {
  if (!isJsonObject(mapping)) return [];
  return Object.entries(mapping).map(([name, value]) => ({ fact: prefix + name, value }));
}

function entriesOf(list: Json | undefined, key: string, prefix: string): Fact[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly JsonObject[]).map(({ [key]: name, ...value }) => ({ fact: prefix + String(name), value }));
}
