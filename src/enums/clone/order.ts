import type { CatalogueObject, ObjectSort } from "../catalogue/objects.ts";

/** One thing to make. A view in a circle is made twice: as a stub with its columns alone, and replaced later by what it is. */
export interface Step {
  readonly kind: "make" | "stub" | "replace";
  readonly object: CatalogueObject;
}

/**
 * The order in which objects can be made: what an object needs comes before it, and what needs nothing comes by its sort and
 * name, so that two orders of the same objects are the same.
 */
export function orderOf(objects: readonly CatalogueObject[]): readonly Step[] {
  const stubs = new Set<string>();
  for (;;) {
    const { steps, circles } = walk(objects, stubs);
    const view = circles.flat().find(({ key, sort }) => sort === "view" && !stubs.has(key));
    // A circle without a view is tried as it comes; what fails is told.
    if (view === undefined) return steps;
    stubs.add(view.key);
  }
}

interface Walk {
  readonly steps: readonly Step[];
  readonly circles: readonly (readonly CatalogueObject[])[];
}

function walk(objects: readonly CatalogueObject[], stubs: ReadonlySet<string>): Walk {
  const byKey = new Map(objects.map((object) => [object.key, object]));
  const ranks = new Map(objects.toSorted(byRank).map(({ key }, rank) => [key, rank] as const));
  const [steps, circles]: [Step[], (readonly CatalogueObject[])[]] = [[], []];
  const done = new Set<string>();
  const stubbed = new Set<string>();
  const path: CatalogueObject[] = [];
  const needsOf = ({ needs }: CatalogueObject): CatalogueObject[] =>
    needs
      .flatMap((key) => byKey.get(key) ?? [])
      .toSorted((left, right) => (ranks.get(left.key) ?? 0) - (ranks.get(right.key) ?? 0));
  const stub = (view: CatalogueObject): void => {
    if (stubbed.has(view.key)) return;
    stubbed.add(view.key);
    needsOf(view)
      .filter(({ sort }) => typeSorts.has(sort))
      .forEach(visit);
    steps.push({ kind: "stub", object: view });
  };
  const visit = (object: CatalogueObject): void => {
    if (done.has(object.key)) return;
    const at = path.indexOf(object);
    if (at >= 0) return void circles.push(path.slice(at));
    path.push(object);
    for (const need of needsOf(object)) {
      if (stubs.has(need.key) && !done.has(need.key)) stub(need);
      else visit(need);
    }
    path.pop();
    done.add(object.key);
    steps.push({ kind: stubbed.has(object.key) ? "replace" : "make", object });
  };
  objects.toSorted(byRank).forEach(visit);
  return { steps, circles };
}

/** What the columns of a stub are made of. */
const typeSorts: ReadonlySet<ObjectSort> = new Set<ObjectSort>([
  "schema",
  "extension",
  "collation",
  "enum",
  "domain",
  "composite",
  "range",
  "table",
  "foreign table",
]);

function byRank(left: CatalogueObject, right: CatalogueObject): number {
  return rankOf(left.sort) - rankOf(right.sort) || (left.identity < right.identity ? -1 : 1);
}

function rankOf(sort: ObjectSort): number {
  const rank = ranked.indexOf(sort);
  return rank < 0 ? ranked.length : rank;
}

/** What comes first where nothing else decides. */
const ranked: readonly ObjectSort[] = [
  "schema",
  "extension",
  "collation",
  "enum",
  "domain",
  "composite",
  "range",
  "foreign-data wrapper",
  "foreign server",
  "function",
  "procedure",
  "aggregate",
  "operator",
  "operator family",
  "operator class",
  "cast",
  "text search dictionary",
  "text search configuration",
  "sequence",
  "table",
  "foreign table",
  "column",
  "default",
  "view",
  "materialized view",
  "constraint",
  "index",
  "rule",
  "trigger",
  "policy",
  "statistics",
];
