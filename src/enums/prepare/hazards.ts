import type { Code } from "../../model/codes/codes.ts";
import { Failure } from "../../model/failure.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { Clone } from "../clone/clone.ts";
import { type EnumChange, mergesOf } from "../enum-change.ts";
import { irreversible } from "../script/merged-values.ts";
import type { Survey } from "../script/survey.ts";

/** Something that a deed does besides what it should: it is accepted by name, or nothing is done. */
export interface Hazard {
  readonly code: Code;
  /** The objects it is about, as people know them. */
  readonly objects: readonly string[];
}

/** What hazards are told from. */
export interface Circumstances {
  readonly change: EnumChange;
  readonly survey: Survey;
  readonly surroundings: Surroundings;
  readonly clone: Pick<Clone, "completeness" | "missing">;
}

/** All hazards of a change, in the order of their codes; those without objects do not count. */
export function hazardsOf({ change, survey, surroundings: found, clone }: Circumstances): readonly Hazard[] {
  const isReworded = change.labels.some((label) => change.map.get(label) !== label);
  const texts = found.texts.filter(({ namesType, labels }) => namesType || (isReworded && labels.length > 0));
  const hazards: readonly Hazard[] = [
    { code: "V7-E070", objects: texts.map(toldText) },
    {
      code: "V7-E071",
      objects: found.texts.filter(({ makesStatements }) => makesStatements).map(({ identity }) => identity),
    },
    { code: "V7-E072", objects: isReworded ? survey.leaves.map(({ sort, identity }) => `${sort} ${identity}`) : [] },
    { code: "V7-E073", objects: conditionsOfMerged(change, survey) },
    { code: "V7-E074", objects: replicationOf(found) },
    {
      code: "V7-E075",
      objects: irreversible(change, survey).map(({ table, column }) => `${table.schema}.${table.name}.${column}`),
    },
    { code: "V7-E076", objects: found.eventTriggers },
    { code: "V7-E077", objects: incompleteness(clone) },
    { code: "V7-E080", objects: change.isCompat ? sharedTables(survey) : [] },
  ];
  return hazards.filter(({ objects }) => objects.length > 0);
}

/** Throws V7-E059 with each hazard that is not accepted. */
export function refuseHazards(address: string, hazards: readonly Hazard[], accepted: readonly string[]): void {
  const open = hazards.filter(({ code }) => !accepted.includes(code));
  if (open.length === 0) return;
  const named = open.map(({ code, objects }) => `${code} ${shortList(objects)}`);
  throw new Failure("V7-E059", `${address}: hazards that nobody accepted: ${named.join("; ")}`, {
    next: [
      ...open.map(({ code }) => `v7 explain ${code}`),
      `accept them by name: ${open.map(({ code }) => `--accept ${code}`).join(" ")}`,
    ],
  });
}

function shortList(objects: readonly string[]): string {
  const [first = "", second, ...more] = objects;
  return [first, ...(second === undefined ? [] : [second]), ...(more.length === 0 ? [] : [`${more.length} more`])].join(
    ", ",
  );
}

interface FunctionText {
  readonly identity: string;
  readonly namesType: boolean;
  readonly labels: readonly string[];
  readonly makesStatements: boolean;
}

interface Listeners {
  readonly slots: readonly string[];
  readonly publications: readonly string[];
  readonly received: readonly string[];
  readonly eventTriggers: readonly string[];
}

/** What is around an enum and stands on it in no way that the catalogue knows. */
export interface Surroundings extends Listeners {
  readonly texts: readonly FunctionText[];
}

/** Reads within a running transaction on the target. */
export async function readSurroundings(
  connection: Connection,
  { from, labels }: EnumChange,
  { columns }: Survey,
): Promise<Surroundings> {
  const { rows: texts } = await connection.query<FunctionText>(readSql("enums/script/function-texts.sql"), [
    from.name,
    labels,
  ]);
  const { rows } = await connection.query<Listeners>(readSql("enums/script/surroundings.sql"), [
    columns.map(({ tableOid }) => tableOid),
  ]);
  const [listeners = { slots: [], publications: [], received: [], eventTriggers: [] }] = rows;
  return { ...listeners, texts };
}

function toldText({ identity, namesType, labels }: FunctionText): string {
  const words = labels.map((label) => `'${label}'`).join(", ");
  return [identity, ...(namesType ? ["names the type"] : []), ...(words === "" ? [] : [`names ${words}`])].join(" ");
}

function replicationOf({ slots, publications, received }: Listeners): readonly string[] {
  return [
    ...slots.map((name) => `slot ${name}`),
    ...publications.map((name) => `publication ${name}`),
    ...received.map((name) => `received table ${name}`),
  ];
}

/** Indexes, checks, policies and the like that stand on an enum whose values are merged. */
function conditionsOfMerged(change: EnumChange, { dependents }: Survey): readonly string[] {
  if (mergesOf(change).length === 0) return [];
  return dependents
    .filter(({ sort, constraint, isAnothers, hasExpression }) => {
      if (isAnothers) return false;
      return (
        sort === "policy" ||
        sort === "trigger" ||
        sort === "view" ||
        sort === "materialized view" ||
        constraint === "c" ||
        hasExpression
      );
    })
    .map(({ sort, identity }) => `${sort} ${identity}`);
}

/** Tables that old clients and new ones share, and triggers that listen to the old column alone. */
function sharedTables({ columns, dependents }: Survey): readonly string[] {
  const tables = columns
    .filter(({ kind }) => kind === "r" || kind === "p")
    .map(({ table }) => `${table.schema}.${table.name}`);
  const triggers = dependents.filter(({ sort, isAnothers }) => sort === "trigger" && !isAnothers);
  return [...new Set(tables), ...triggers.map(({ identity }) => `trigger ${identity}`)];
}

function incompleteness({ completeness, missing }: Pick<Clone, "completeness" | "missing">): readonly string[] {
  if (completeness === "full") return [];
  const named = missing.map(({ identity, why }) => `${identity} (${why})`);
  return named.length === 0 ? ["another version of PostgreSQL"] : named;
}
