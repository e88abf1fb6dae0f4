import { Failure } from "../../model/failure.ts";
import { sameJson } from "../../model/json.ts";
import type { Connection } from "../../postgres/connection.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type CatalogueObject, digestOf, readObjects } from "../catalogue/objects.ts";
import { withoutOwn } from "../catalogue/own-objects.ts";
import { type Clone, openClone } from "../clone/clone.ts";
import type { EnumChange } from "../enum-change.ts";
import { type Obstacle, obstaclesInPlace, type Rebuild, rebuildFor, refuseObstacles } from "../script/rebuild.ts";
import { type Choice, chooseStrategy } from "../script/strategy.ts";
import { type Dependent, readEnum, type Survey, surveyEnum } from "../script/survey.ts";
import { type EnumTarget, inTargetTransaction, targetNamed, withTarget } from "../targets.ts";
import { type ScriptTexts, tryScript, tryScripts } from "./clone-trial.ts";
import { digestAfter } from "./delta.ts";
import type { KeyCollision } from "../../model/output/enum-check.ts";
import { type Filled, fillClone } from "../clone/rows.ts";
import { makeScripts } from "./make-scripts.ts";
import { countCollisions } from "./collisions.ts";
import { type Hazard, hazardsOf, readSurroundings, type Surroundings } from "./hazards.ts";
import { thinClone } from "./thin-clone.ts";

/** What is known of a change before anything is changed. */
export interface Prepared {
  readonly change: EnumChange;
  readonly choice: Choice;
  readonly survey: Survey;
  readonly texts: ScriptTexts;
  /** What ends the way back, once it is done. */
  readonly ending: string;
  /** What goes and comes back. */
  readonly rebuilt: readonly Dependent[];
  /** Whether what is rewritten goes through the target's WAL. */
  readonly logsRewrites: boolean;
  /** The SHA-256 of the target's schema now, and once the change is made. */
  readonly before: string;
  readonly after: string;
  readonly hazards: readonly Hazard[];
  /** Keys that merged values would make equal. */
  readonly collisions: readonly KeyCollision[];
  /** Rows that went there and back on the clone. */
  readonly tried: Filled;
  readonly clone: Pick<Clone, "completeness" | "missing">;
}

/**
 * Looks at a target, makes a clone of its schema and tries there what would be done, both ways. Writes nothing on the target. Without `given`
 * scripts they are made; those that are given are tried as they are. Throws V7-E053 to V7-E057.
 */
export async function prepareChange(workspace: Workspace, change: EnumChange, given?: ScriptTexts): Promise<Prepared> {
  const target = targetNamed(workspace, change.target);
  const present = await withTarget(workspace, target, "read", (connection) => lookAt(connection, change));
  const { choice, rebuild, survey, objects } = present;
  return withClone(workspace, { target, objects }, async (clone) => {
    const made = await makeScripts(clone, change, choice);
    const texts = given ?? made;
    const rows = await fillClone(clone, { enums: [identityOf(objects, survey)] });
    await thinClone(clone.connection, change);
    const tried = await tryScripts(clone.connection, { change, survey, texts });
    const own = withoutOwn(objects);
    return {
      change,
      choice,
      survey,
      texts,
      ending: made.ending,
      rebuilt: choice.strategy === "in place" ? [] : rebuild.objects,
      logsRewrites: present.logsRewrites,
      before: digestOf(own),
      after: digestAfter(own, tried.before, tried.after),
      hazards: hazardsOf({ change, survey, surroundings: present.surroundings, clone }),
      collisions: present.collisions,
      tried: rows,
      clone: { completeness: clone.completeness, missing: clone.missing },
    };
  });
}

/** What is known of a way that was made before: back, or the end of it. */
export interface PreparedWay {
  readonly before: string;
  readonly after: string;
  readonly clone: Pick<Clone, "completeness" | "missing">;
}

/** Tries one script on a clone of a target as it is now. Writes nothing on the target. Throws V7-E057 where it fails there. */
export async function prepareWay(workspace: Workspace, change: EnumChange, script: string): Promise<PreparedWay> {
  const target = targetNamed(workspace, change.target);
  const objects = await withTarget(workspace, target, "read", (connection) =>
    inTargetTransaction(connection, "read", () => readObjects(connection)),
  );
  return withClone(workspace, { target, objects }, async (clone) => {
    const tried = await tryScript(clone.connection, change, script);
    const own = withoutOwn(objects);
    return {
      before: digestOf(own),
      after: digestAfter(own, tried.before, tried.after),
      clone: { completeness: clone.completeness, missing: clone.missing },
    };
  });
}

async function withClone<T>(
  workspace: Workspace,
  { target, objects }: { readonly target: EnumTarget; readonly objects: readonly CatalogueObject[] },
  work: (clone: Clone) => Promise<T>,
): Promise<T> {
  const clone = await openClone(workspace, target, objects);
  try {
    return await work(clone);
  } finally {
    await clone.drop();
  }
}

interface Present {
  readonly survey: Survey;
  readonly choice: Choice;
  readonly rebuild: Rebuild;
  readonly objects: readonly CatalogueObject[];
  readonly collisions: readonly KeyCollision[];
  readonly surroundings: Surroundings;
  readonly logsRewrites: boolean;
}

/** One snapshot of the target. */
async function lookAt(connection: Connection, change: EnumChange): Promise<Present> {
  return inTargetTransaction(connection, "read", async () => {
    const survey = await surveyEnum(connection, change.from);
    if (survey === undefined) throw otherEnum(change, "there is none of that name");
    const { type } = survey;
    if (type.extension !== null) throw extensions(change, type.extension);
    if (!sameJson([...type.labels], [...change.labels])) {
      throw otherEnum(change, `it has the values ${type.labels.map((label) => JSON.stringify(label)).join(", ")}`);
    }
    const choice = chooseStrategy(change, survey, await readEnum(connection, change.to));
    const rebuild = rebuildFor(survey);
    refuseObstacles(change.address, obstaclesOf(change, { choice, rebuild, survey }));
    return {
      survey,
      choice,
      rebuild,
      objects: await readObjects(connection),
      collisions: await countCollisions(connection, change, survey),
      surroundings: await readSurroundings(connection, change, survey),
      logsRewrites: await logsRewrites(connection),
    };
  });
}

async function logsRewrites(connection: Connection): Promise<boolean> {
  const { rows } = await connection.query<{ wal_level: string }>("SHOW wal_level");
  return rows[0]?.wal_level !== "minimal";
}

/** Whoever reads rows of another server reads the old words there, also where nothing is rewritten here. */
function obstaclesOf(
  { labels, map }: EnumChange,
  { choice, rebuild, survey }: Pick<Present, "choice" | "rebuild" | "survey">,
): readonly Obstacle[] {
  if (choice.strategy !== "in place") return rebuild.obstacles;
  return labels.some((label) => map.get(label) !== label) ? obstaclesInPlace(survey) : [];
}

function otherEnum({ address, from, target }: EnumChange, what: string): Failure {
  return new Failure("V7-E054", `${address} is about ${from.schema}.${from.name} of ${target}: ${what}`, {
    next: [`v7 enum scan ${target}`],
  });
}

function extensions({ address, from }: EnumChange, extension: string): Failure {
  return new Failure("V7-E056", `${address}: ${from.schema}.${from.name} belongs to the extension ${extension}`);
}

/** As the catalogue's objects call it. */
function identityOf(objects: readonly CatalogueObject[], { type }: Survey): string {
  const found = objects.find(({ sort, key }) => sort === "enum" && key.split("/")[1] === type.oid);
  return found?.identity ?? type.name;
}
