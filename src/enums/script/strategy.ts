import { Failure } from "../../model/failure.ts";
import { sameJson } from "../../model/json.ts";
import { type EnumChange, mergesOf } from "../enum-change.ts";
import type { EnumType, Survey } from "./survey.ts";

/**
 * How an enum becomes another: renamed where it is (nothing is rewritten), its columns moved to a type that is there already, or to
 * a new one; or, for as long as old clients are there, a column of each beside the other.
 */
export type Strategy = "in place" | "survivor" | "new type" | "compat";

export interface Choice {
  readonly strategy: Strategy;
  /** For people, as the end of a sentence. */
  readonly why: string;
}

/** The cheapest way that loses nothing. Throws V7-E053 where the type it becomes is there with other values. */
export function chooseStrategy(change: EnumChange, survey: Survey, there: EnumType | undefined): Choice {
  const { from, to, words } = change;
  refuseOtherOrder(change);
  if (change.isCompat) return compatChoice(change, there);
  if (there !== undefined && there.oid !== survey.type.oid) {
    refuseOtherValues(change, there);
    return {
      strategy: "survivor",
      why: `${to.name} is there with exactly these values; only columns of ${from.name} are rewritten`,
    };
  }
  const hindrance = hindranceInPlace(change, survey);
  if (hindrance === undefined) {
    return {
      strategy: "in place",
      why: "each value keeps its place and nothing shows it as text; no row is rewritten",
    };
  }
  return {
    strategy: "new type",
    why: hindrance + (words.length === 0 ? "" : "; every row of its columns is rewritten"),
  };
}

function compatChoice(change: EnumChange, there: EnumType | undefined): Choice {
  const { address, from, to } = change;
  if (from.name === to.name) {
    throw new Failure(
      "V7-E081",
      `${address}: the old type and the new one are there beside each other, and need two names`,
      {
        next: [`v7 set ${address} targetName=NAME`],
      },
    );
  }
  if (there !== undefined) refuseOtherValues(change, there);
  return {
    strategy: "compat",
    why: "old clients go on with their column, new ones have a view; v7 enum retire ends that",
  };
}

function refuseOtherValues({ address, to, words }: EnumChange, { labels }: EnumType): void {
  if (sameJson([...labels], [...words])) return;
  throw new Failure(
    "V7-E053",
    `${address} becomes ${to.schema}.${to.name}, which is there with the values ${labels.join(", ")} instead of ${words.join(", ")}`,
    { next: ["give the plan exactly those targetValues in that order, or another targetName"] },
  );
}

/** What nobody asked for is not done because a list was written by the alphabet. */
function refuseOtherOrder({ address, labels, words, map, mayReorder }: EnumChange): void {
  const present = [...new Set(labels.map((label) => map.get(label) ?? label))];
  const planned = words.filter((word) => present.includes(word));
  if (mayReorder || sameJson(present, planned)) return;
  throw new Failure("V7-E017", `${address}: its values would compare in another order: ${planned.join(", ")}`, {
    next: [`put targetValues into the order ${present.join(", ")}`, `v7 set ${address} reorder=true`],
  });
}

/** Why renaming is not enough, or undefined. */
function hindranceInPlace(change: EnumChange, { leaves }: Survey): string | undefined {
  const { labels, words, map, from, to } = change;
  if (from.schema !== to.schema) return `it moves to the schema ${to.schema}`;
  const merges = mergesOf(change);
  if (merges.length > 0) {
    const [{ word, keeper, merged } = { word: "", keeper: "", merged: [] }] = merges;
    return `${[keeper, ...merged].join(" and ")} become one value, ${word}`;
  }
  if (labels.length !== words.length) return "it gets values that no present one becomes";
  if (labels.some((label, at) => map.get(label) !== words[at])) return "the order of its values changes";
  const swapped = words.find((word, at) => word !== labels[at] && labels.includes(word));
  if (swapped !== undefined) return `${swapped} would mean another value than before`;
  const [first] = leaves;
  if (first !== undefined && labels.some((label) => map.get(label) !== label))
    return `${first.sort} ${first.identity} makes text of a value`;
  return undefined;
}
