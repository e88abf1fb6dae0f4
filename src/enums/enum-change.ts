import { type Address, nameOf } from "../model/address.ts";
import { readEnumName } from "../model/enum-name.ts";
import { Failure } from "../model/failure.ts";
import { isJsonObject } from "../model/json.ts";
import type { Fields } from "../model/resource.ts";

/** A type of a target, by its schema and name as the catalogue has them. */
export interface TypeName {
  readonly schema: string;
  readonly name: string;
}

/** What becomes of one enum of a target, as its document says it. */
export interface EnumChange {
  readonly address: Address;
  /** The target's name in v7.yaml. */
  readonly target: string;
  readonly from: TypeName;
  /** The present labels, in order. */
  readonly labels: readonly string[];
  readonly to: TypeName;
  /** The new labels, in order. */
  readonly words: readonly string[];
  /** The new word of every present label. */
  readonly map: ReadonlyMap<string, string>;
  /** Whether the order of values may change: whatever sorts and compares them goes by it. */
  readonly mayReorder: boolean;
  /** Whether old clients are to go on with the old words for a while. */
  readonly isCompat: boolean;
}

/** What is done with a change on its target. */
export type Direction = "implement" | "rollback" | "retire";

/** Labels that become one word: the first keeps it, the others are merged away. */
export interface Merge {
  readonly word: string;
  readonly keeper: string;
  readonly merged: readonly string[];
}

/**
 * Reads a change out of an EnumPlan's fields; `usual` says which schema a target's types are in where nothing else does. Throws V7-E050 where
 * it names no target, V7-E051 where a label has no new word or a word is none of the new values, V7-E052 where a word is longer than
 * PostgreSQL takes.
 */
export function enumChangeOf(address: Address, fields: Fields, usual: (target: string) => string): EnumChange {
  const name = readEnumName(nameOf(address));
  const target = name?.target ?? textOf(fields, "database");
  if (name === undefined || target === undefined) {
    throw new Failure("V7-E050", `${address} does not say which database its enum lives in`, {
      next: [`v7 set ${address} database=TARGET, a name under targets in v7.yaml`],
    });
  }
  const schema = name.schema ?? usual(target);
  const labels = textsOf(fields, "currentValues");
  const words = textsOf(fields, "targetValues");
  const map = mapOf(address, { fields, labels, words });
  return {
    address,
    target,
    from: { schema, name: name.type },
    labels,
    to: targetOf(textOf(fields, "targetName") ?? "", schema),
    words,
    map,
    mayReorder: fields["reorder"] === true,
    isCompat: fields["compat"] === true,
  };
}

/** The new name, whose schema stands in front where it is another than the enum's own. */
function targetOf(text: string, own: string): TypeName {
  const name = readEnumName(text);
  return { schema: name?.schema ?? own, name: name?.type ?? text };
}

interface Values {
  readonly fields: Fields;
  readonly labels: readonly string[];
  readonly words: readonly string[];
}

/** A label without an entry keeps its word, where the new values have it. */
function mapOf(address: Address, { fields, labels, words }: Values): ReadonlyMap<string, string> {
  const given = isJsonObject(fields["valueMap"] ?? null) ? (fields["valueMap"] as Fields) : {};
  const map = new Map(labels.map((label) => [label, Object.hasOwn(given, label) ? String(given[label]) : label]));
  const unmapped = labels.filter((label) => !words.includes(map.get(label) ?? ""));
  if (unmapped.length > 0) {
    throw new Failure(
      "V7-E051",
      `${address} has no new value for ${unmapped.map((one) => JSON.stringify(one)).join(", ")}`,
      {
        next: [`name in its valueMap which of its targetValues each becomes`],
      },
    );
  }
  const tooLong = words.filter((word) => Buffer.byteLength(word) > 63);
  if (tooLong.length > 0) {
    throw new Failure(
      "V7-E052",
      `${address} has values longer than the 63 bytes that PostgreSQL takes: ${tooLong.join(", ")}`,
    );
  }
  return map;
}

/** Which labels are merged; none where each has a word of its own. */
export function mergesOf({ labels, words, map }: EnumChange): readonly Merge[] {
  return words.flatMap((word) => {
    const [keeper, ...merged] = labels.filter((label) => map.get(label) === word);
    return keeper === undefined || merged.length === 0 ? [] : [{ word, keeper, merged }];
  });
}

/** The label that a word was, where it was one alone or stands for several: what is written since is taken for it. */
export function labelOf({ labels, map }: EnumChange, word: string): string | undefined {
  return labels.find((label) => map.get(label) === word);
}

function textOf(fields: Fields, field: string): string | undefined {
  const value = fields[field];
  return typeof value === "string" ? value : undefined;
}

function textsOf(fields: Fields, field: string): readonly string[] {
  const value = fields[field];
  return Array.isArray(value) ? value.map(String) : [];
}
