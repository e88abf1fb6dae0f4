import type { CatalogueObject, ObjectSort } from "../catalogue/objects.ts";
import { missing, type MissingObject } from "./missing.ts";
import { literal } from "./names.ts";
import { orderOf, type Step } from "./order.ts";
import type { ClonePlace } from "./place.ts";
import { runAll, type Task } from "./run.ts";
import { isMadeWithOther, makingOf, ownerOf, quoted, settingsOf, whyNever } from "./statements.ts";

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
  const made = objects.filter((object) => object.sort !== "role" && !gone.has(object));
  const tasks = (statementsOf: (object: CatalogueObject) => readonly string[]): Task[] =>
    made.flatMap((object) => statementsOf(object).map((statement) => ({ statement, failed: partly(object) })));
  for (const stage of stages(place)) {
    signal.throwIfAborted();
    await runAll(place.administrator, tasks(stage));
  }
  return { lacking, absent };
}

function ofSort(objects: readonly CatalogueObject[], sort: ObjectSort): CatalogueObject[] {
  return objects.filter((object) => object.sort === sort);
}

/** What is said of all objects once they are there, stage by stage: grants last, and then what would watch all of it. */
function stages(place: ClonePlace): ((object: CatalogueObject) => readonly string[])[] {
  return [
    // While all is its maker's: its owner may see less than they did when it was filled.
    (object) => (object.flags["populated"] === true ? [`REFRESH MATERIALIZED VIEW ${object.identity}`] : []),
    (object) => (object.sort === "event trigger" ? [] : settingsOf(object, place.administrator.serverVersion)),
    (object) => (object.sort === "event trigger" || isSuperusers(object, place) ? [] : listed(ownerOf(object))),
    (object) => (isSuperusers(object, place) ? asSuperuser(object) : []),
    (object) => (object.sort === "default privileges" ? [object.definition] : []),
    ({ grants }) => grants,
    (object) => (object.sort === "setting" ? [settingOf(object, place.database)] : []),
    (object) => (object.sort === "event trigger" ? watching(object, place) : []),
  ];
}

function listed(statement: string | undefined): string[] {
  return statement === undefined ? [] : [statement];
}

/** Only superusers own these; whoever does on the target is one here for a moment, in which nothing of the target's runs. */
function isSuperusers({ sort }: CatalogueObject, { ownsServer }: ClonePlace): boolean {
  return sort === "foreign-data wrapper" && ownsServer;
}

function asSuperuser(object: CatalogueObject): string[] {
  const { owner } = object;
  if (owner === null) return [];
  return [`ALTER ROLE ${quoted(owner)} SUPERUSER; ${ownerOf(object)}; ALTER ROLE ${quoted(owner)} NOSUPERUSER`];
}

function watching(object: CatalogueObject, place: ClonePlace): string[] {
  const owner = place.ownsServer ? asSuperuser(object) : listed(ownerOf(object));
  return [[object.definition, ...owner, ...settingsOf(object, place.administrator.serverVersion)].join("; ")];
}

function settingOf({ flags, definition }: CatalogueObject, database: string): string {
  const name = String(flags["name"]);
  const value = name.toLowerCase() === "search_path" ? listOf(definition) : literal(definition);
  const whose =
    flags["role"] === undefined
      ? `DATABASE ${database}`
      : `ROLE ${quoted(String(flags["role"]))} IN DATABASE ${database}`;
  return `ALTER ${whose} SET ${quoted(name)} TO ${value}`;
}

/** `"$user", "public"`, as the catalogue's reader writes it, in constants: '$user', 'public'. */
function listOf(path: string): string {
  const names = path.match(/"(?:[^"]|"")*"/g) ?? [];
  return names.map((name) => literal(name.slice(1, -1).replaceAll('""', '"'))).join(", ") || "''";
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
