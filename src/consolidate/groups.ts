import { globExpression } from "../files/places/glob.ts";
import type { Document } from "../model/document.ts";
import { Failure } from "../model/failure.ts";
import { isJsonObject, type Json } from "../model/json.ts";

/** A declared SourceGroup. */
export interface SourceGroup {
  readonly name: string;
  /** The Node its folders are on. */
  readonly node: string;
  /** As declared: absolute, below `~/`, or relative to the repository's root. */
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  /** In order: the first that matches counts. */
  readonly overrides: readonly Override[];
}

/** What happens to certain files, whatever the Layout says. */
export interface Override {
  /** Asked with the path below the group's folder. */
  readonly expression: RegExp;
  readonly isSkipped: boolean;
  /** The folder in the repository; undefined where only `skip` is declared. */
  readonly target: string | undefined;
}

/** The groups in the order in which they are declared: that order decides which of equal copies is kept. */
export function declaredGroups(documents: readonly Document[]): SourceGroup[] {
  return documents
    .filter(({ kind }) => kind === "SourceGroup")
    .map(({ name, spec }) => ({
      name,
      node: String(spec.node),
      paths: texts(spec.paths),
      exclude: texts(spec.exclude),
      overrides: list(spec.overrides).flatMap(overrideOf),
    }));
}

/** The groups of these names, or all. Throws a Failure for a name nobody declared, and where no group is declared. */
export function groupsNamed(groups: readonly SourceGroup[], names: readonly string[]): readonly SourceGroup[] {
  if (groups.length === 0) {
    throw new Failure("V7-K001", "no SourceGroup is declared", { next: ["v7 explain SourceGroup"] });
  }
  const unknown = names.filter((name) => !groups.some((group) => group.name === name));
  if (unknown.length > 0) {
    throw new Failure("V7-K001", `no SourceGroup ${unknown.join(", ")}; declared are ${namesOf(groups)}`, {
      next: ["v7 explain SourceGroup"],
    });
  }
  return names.length === 0 ? groups : groups.filter(({ name }) => names.includes(name));
}

/** `notebook, legacy`. */
export function namesOf(groups: readonly SourceGroup[]): string {
  return groups.map(({ name }) => name).join(", ");
}

function overrideOf(value: Json): Override[] {
  if (!isJsonObject(value)) return [];
  const { match, skip, target } = value;
  return [
    {
      expression: globExpression(String(match)),
      isSkipped: skip === true,
      target: typeof target === "string" ? target : undefined,
    },
  ];
}

function texts(value: Json | undefined): string[] {
  return list(value).map(String);
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
