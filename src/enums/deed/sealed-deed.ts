import type { DeedKind } from "../../model/deed.ts";
import { isJsonObject, type Json, type JsonObject, sameJson } from "../../model/json.ts";
import type { ResourceChange } from "../../model/plan.ts";
import type { Strategy } from "../script/strategy.ts";
import type { Direction } from "../enum-change.ts";
import type { EnumDeed, MovedColumn } from "./deed.ts";

const deedKind: DeedKind = "EnumMigration";

/** A deed as the change of a plan: everything that is done stands in it, and so in the plan's id. */
export function changeOfDeed(deed: Omit<EnumDeed, "id">): ResourceChange {
  const { address, direction, strategy, change, script, wayBack, ending, columns, follows, accepted } = deed;
  const { from, to, labels, words, map, target } = change;
  const before = { schema_sha256: deed.before };
  const after = {
    direction,
    target,
    strategy,
    from: { schema: from.schema, name: from.name, labels: [...labels] },
    to: { schema: to.schema, name: to.name, labels: [...words] },
    map: [...map].map(([label, word]) => [label, word]),
    columns: columns.map((column) => ({ ...column })),
    accepted: [...accepted],
    follows,
    script,
    way_back: wayBack,
    ending,
    schema_sha256: deed.after,
  };
  return {
    address,
    kind: deedKind,
    action: "update",
    before,
    after,
    effects: [],
    fields: fieldsOf(before, after),
    reason: "declared",
  };
}

/** All that differs: what people are shown is what is sealed. */
function fieldsOf(before: JsonObject, after: JsonObject): ResourceChange["fields"] {
  return Object.entries(after)
    .map(([field, value]) => ({ field, before: before[field] ?? null, after: value }))
    .filter((one) => !sameJson(one.before, one.after));
}

/** The deed of a sealed change; undefined for a change of another kind. */
export function deedOfChange(id: string, { address, kind, before, after }: ResourceChange): EnumDeed | undefined {
  if (kind !== deedKind || before === null || after === null) return undefined;
  const [from, to] = [sealedType(after["from"]), sealedType(after["to"])];
  const pairs = listOf(after["map"]).map((pair) => listOf(pair).map(String));
  return {
    id,
    address,
    direction: String(after["direction"]) as Direction,
    strategy: String(after["strategy"]) as Strategy,
    change: {
      address,
      target: String(after["target"]),
      from: from.type,
      labels: from.labels,
      to: to.type,
      words: to.labels,
      map: new Map(pairs.map(([label = "", word = ""]) => [label, word])),
      mayReorder: true,
      isCompat: after["strategy"] === "compat",
    },
    script: String(after["script"]),
    wayBack: String(after["way_back"]),
    ending: String(after["ending"]),
    columns: listOf(after["columns"]).map(columnOf),
    follows: typeof after["follows"] === "string" ? after["follows"] : null,
    before: String(before["schema_sha256"]),
    after: String(after["schema_sha256"]),
    accepted: listOf(after["accepted"]).map(String),
  };
}

function sealedType(value: Json | undefined) {
  const { schema, name, labels } = objectOf(value);
  return { type: { schema: String(schema), name: String(name) }, labels: listOf(labels).map(String) };
}

function columnOf(value: Json): MovedColumn {
  const { schema, table, column } = objectOf(value);
  return { schema: String(schema), table: String(table), column: String(column) };
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value ?? null) ? (value as JsonObject) : {};
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
