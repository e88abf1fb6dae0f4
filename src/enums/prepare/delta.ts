import { sameJson } from "../../model/json.ts";
import { type CatalogueObject, digestOf } from "../catalogue/objects.ts";

/** The same object in two readings of a schema, whatever its ids. */
function nameOf({ sort, identity, table }: CatalogueObject): string {
  return JSON.stringify([sort, identity, table]);
}

/**
 * What a target's schema is once that is done to it which was done to its clone: everything that the clone shows changed, made or gone is
 * so, and all else stays. So a clone that lacks something says nothing about it.
 */
export function afterAll(
  target: readonly CatalogueObject[],
  cloneBefore: readonly CatalogueObject[],
  cloneAfter: readonly CatalogueObject[],
): readonly CatalogueObject[] {
  const before = new Map(cloneBefore.map((object) => [nameOf(object), object]));
  const after = new Map(cloneAfter.map((object) => [nameOf(object), object]));
  const isChanged = (name: string): boolean => {
    const [was, is] = [before.get(name), after.get(name)];
    return was === undefined || is === undefined || !sameJson(tellable(was), tellable(is));
  };
  const changed = new Set([...before.keys(), ...after.keys()].filter(isChanged));
  return [
    ...target.filter((object) => !changed.has(nameOf(object))),
    ...cloneAfter.filter((object) => changed.has(nameOf(object))),
  ];
}

/** The digest of that. */
export function digestAfter(
  target: readonly CatalogueObject[],
  cloneBefore: readonly CatalogueObject[],
  cloneAfter: readonly CatalogueObject[],
): string {
  return digestOf(afterAll(target, cloneBefore, cloneAfter));
}

/** Names of what two readings of a schema differ in. */
export function differingObjects(
  one: readonly CatalogueObject[],
  other: readonly CatalogueObject[],
): readonly string[] {
  const [left, right] = [one, other].map((objects) => new Map(objects.map((object) => [nameOf(object), object])));
  const names = new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])]);
  return [...names].flatMap((name) => {
    const [was, is] = [left?.get(name), right?.get(name)];
    if (was !== undefined && is !== undefined && sameJson(tellable(was), tellable(is))) return [];
    const { sort = "", identity = "" } = was ?? is ?? {};
    return [`${sort} ${identity}`];
  });
}

/** All that tells an object but its ids. */
function tellable({ sort, identity, table, owner, grants, comment, definition, flags }: CatalogueObject) {
  return { sort, identity, table, owner, grants: [...grants], comment, definition, flags };
}
