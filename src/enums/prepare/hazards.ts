import type { Code } from "../../model/codes/codes.ts";
import { Failure } from "../../model/failure.ts";
import type { Connection } from "../../postgres/connection.ts";
import { readSql } from "../../system/package-file.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Clone } from "../clone/clone.ts";
import { type EnumChange, mergesOf } from "../enum-change.ts";
import { irreversible } from "../script/merged-values.ts";
import type { Survey } from "../script/survey.ts";
import { type EnumTarget, inTargetTransaction, withTarget } from "../targets.ts";

/** Something that a deed does besides what it should: it is accepted by name, or nothing is done. */
export interface Hazard {
  readonly code: Code;
  /** The objects it is about, as people know them. */
  readonly objects: readonly string[];
}

/** What hazards are told from. */
export interface Circumstances {
  readonly target: EnumTarget;
  readonly change: EnumChange;
  readonly survey: Survey;
  readonly clone: Pick<Clone, "completeness" | "missing">;
}

/** All hazards of a change, in the order of their codes; those without objects do not count. */
export async function hazardsOf(workspace: Workspace, around: Circumstances): Promise<readonly Hazard[]> {
  const { target, change, survey, clone } = around;
  const found = await withTarget(workspace, target, "read", (connection) =>
    inTargetTransaction(connection, "read", () => lookAround(connection, change, survey)),
  );
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
    { code: "V7-E074", objects: replicationOf(found.surroundings) },
    {
      code: "V7-E075",
      objects: irreversible(change, survey).map(({ table, column }) => `${table.schema}.${table.name}.${column}`),
    },
    { code: "V7-E076", objects: found.surroundings.eventTriggers },
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

interface Surroundings {
  readonly slots: readonly string[];
  readonly publications: readonly string[];
  readonly received: readonly string[];
  readonly eventTriggers: readonly string[];
}

async function lookAround(
  connection: Connection,
  { from, labels }: EnumChange,
  { columns }: Survey,
): Promise<{ readonly texts: readonly FunctionText[]; readonly surroundings: Surroundings }> {
  const { rows: texts } = await connection.query<FunctionText>(readSql("enums/script/function-texts.sql"), [
    from.name,
    labels,
  ]);
  const { rows } = await connection.query<Surroundings>(readSql("enums/script/surroundings.sql"), [
    columns.map(({ tableOid }) => tableOid),
  ]);
  const [surroundings = { slots: [], publications: [], received: [], eventTriggers: [] }] = rows;
  return { texts, surroundings };
}

function toldText({ identity, namesType, labels }: FunctionText): string {
  const words = labels.map((label) => `'${label}'`).join(", ");
  return [identity, ...(namesType ? ["names the type"] : []), ...(words === "" ? [] : [`names ${words}`])].join(" ");
}

function replicationOf({ slots, publications, received }: Surroundings): readonly string[] {
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
