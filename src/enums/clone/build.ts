import type { CatalogueObject, ObjectSort } from "../catalogue/objects.ts";
import { missing, type MissingObject } from "./missing.ts";
import { orderOf, type Step } from "./order.ts";
import type { ClonePlace } from "./place.ts";
import { runAll, type Task } from "./run.ts";
import { stages } from "./stages.ts";
import { isMadeWithOther, makingOf, quoted, whyNever } from "./statements.ts";

/** What making a clone came to. */
export interface Built {
  /** What could not be made, or not as it is on the target. */
  readonly lacking: readonly MissingObject[];
  /** All that is not there, parts of what could not be made too. */
  readonly absent: readonly CatalogueObject[];
}

/** Makes all objects in an empty database, as far as they can be made. */
export async function build(
  place: ClonePlace,
  objects: readonly CatalogueObject[],
  signal: AbortSignal,
): Promise<Built> {
  const lacking: MissingObject[] = [];
  const failed =
    (object: CatalogueObject): Task["failed"] =>
    (why) =>
      void lacking.push(missing(object, why));
  const partly = (object: CatalogueObject): Task["failed"] => {
    const note = failed(object);
    return (why) => note(`it is there, and not as it should be: ${why}`);
  };
  await place.roles(ofSort(objects, "role"), failed);
  await makeTablespaces(place, objects);
  const absent = await makeAll(place, { objects, failed, signal });
  const gone = new Set(absent);
  // In the order of their making: a materialized view over another is filled after that.
  const made = orderOf(objects)
    .filter(({ kind, object }) => kind !== "stub" && object.sort !== "role" && !gone.has(object))
    .map(({ object }) => object);
  for (const { of, isQuiet } of stages(place, made)) {
    signal.throwIfAborted();
    const told = (object: CatalogueObject): Task["failed"] => (isQuiet === true ? () => undefined : partly(object));
    const tasks = made.flatMap((object) => of(object).map((statement) => ({ statement, failed: told(object) })));
    await runAll(place.administrator, tasks);
  }
  return { lacking, absent };
}

function ofSort(objects: readonly CatalogueObject[], sort: ObjectSort): CatalogueObject[] {
  return objects.filter((object) => object.sort === sort);
}

/** A tablespace is a place on the target's disks; here it is a folder of the server's own, by the same name. */
async function makeTablespaces(
  { administrator, ownsServer }: ClonePlace,
  objects: readonly CatalogueObject[],
): Promise<void> {
  if (!ownsServer) return;
  const names = new Set(
    objects.flatMap(({ flags }) => (typeof flags["tablespace"] === "string" ? [flags["tablespace"]] : [])),
  );
  for (const name of names) {
    // What lies in one that cannot be made is told by the difference.
    await administrator.query(`CREATE TABLESPACE ${quoted(name)} LOCATION ''`).catch(() => undefined);
  }
}

interface Making {
  readonly objects: readonly CatalogueObject[];
  readonly failed: (object: CatalogueObject) => Task["failed"];
  readonly signal: AbortSignal;
}

/** Answers with what is not there then. What stands on something absent is not tried. */
async function makeAll(place: ClonePlace, { objects, failed, signal }: Making): Promise<CatalogueObject[]> {
  const columns = ofSort(objects, "column");
  const byKey = new Map(objects.map((object) => [object.key, object]));
  const refused = new Set(objects.filter((object) => whyNever(object) !== undefined).map(({ key }) => key));
  for (const object of objects) if (refused.has(object.key)) failed(object)(whyNever(object) ?? "");
  const isAbsent = (key: string): boolean => {
    const object = byKey.get(key);
    return refused.has(key) || (object !== undefined && isMadeWithOther(object) && object.needs.some(isAbsent));
  };
  const taskOf = (step: Step): Task => ({
    statement: makingOf(step, columns),
    otherwise: anyVersionOf(step.object),
    skip: () => {
      const need = step.kind === "stub" ? undefined : step.object.needs.find(isAbsent);
      return need === undefined ? undefined : `it stands on ${byKey.get(need)?.identity}, which is not there`;
    },
    failed: (why) => {
      if (refused.has(step.object.key)) return;
      refused.add(step.object.key);
      failed(step.object)(why);
    },
  });
  const steps = orderOf(objects).filter(({ object }) => !isMadeWithOther(object) && whyNever(object) === undefined);
  for (const { special, run } of runsOf(steps)) {
    signal.throwIfAborted();
    await runAll(special ? place.administrator : place.builder, run.map(taskOf));
  }
  return objects.filter(({ key }) => isAbsent(key));
}

/** Another version of an extension is better than none; that it is another one, the difference tells. */
function anyVersionOf({ sort, definition }: CatalogueObject): string | undefined {
  return sort === "extension" ? definition.replace(/ VERSION '[^']*'$/, "") : undefined;
}

/** Neighbours in the order that the same session makes. */
function runsOf(steps: readonly Step[]): { readonly special: boolean; readonly run: Step[] }[] {
  const runs: { readonly special: boolean; readonly run: Step[] }[] = [];
  for (const step of steps) {
    const special = needsAdministrator(step.object);
    const last = runs.at(-1);
    if (last?.special === special) last.run.push(step);
    else runs.push({ special, run: [step] });
  }
  return runs;
}

/** What only a superuser may make, and which runs nothing of the target's while it is made. */
function needsAdministrator({ sort, flags, definition }: CatalogueObject): boolean {
  if (sort !== "function" && sort !== "procedure") return administratorSorts.has(sort);
  return !["sql", "plpgsql"].includes(String(flags["language"])) || /\bLEAKPROOF\b/.test(definition);
}

const administratorSorts: ReadonlySet<ObjectSort> = new Set<ObjectSort>([
  "extension",
  "cast",
  "operator family",
  "operator class",
  "foreign-data wrapper",
  "foreign server",
  "foreign table",
  "user mapping",
  "publication",
  "publication table",
  "publication schema",
]);
