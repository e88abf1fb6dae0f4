import { qualifyName, quoteName, quoteText } from "../../postgres/quoting.ts";
import type { CatalogueObject, ObjectSort } from "../catalogue/objects.ts";
import { ownerOf, settingsOf } from "../clone/statements.ts";
import type { TypeName } from "../enum-change.ts";
import type { Made } from "./exchange.ts";
import type { Dependent, EnumColumn, Survey } from "./survey.ts";

/** What a column's NOT NULL takes depends on the server's version; no column is made again. */
const newest = 180_000;

/** Sorts whose columns may have more of their own: comments, grants, defaults, statistics. */
const withColumns: ReadonlySet<ObjectSort> = new Set<ObjectSort>(["view", "materialized view"]);

/** How the objects of a survey are made again, as they were read. `replaced` puts words in the places of marks. */
export function madeFrom(
  objects: readonly CatalogueObject[],
  { dependents }: Pick<Survey, "dependents">,
  replaced: (text: string) => string = (text) => text,
): Made {
  const byKey = new Map(objects.map((object) => [object.key, object]));
  const byDependent = new Map(dependents.map((dependent) => [dependent.key, dependent]));
  return {
    statementsOf: ({ key, identity }: Dependent) => {
      const object = byKey.get(`${key}/0`);
      if (object === undefined) throw new Error(`${identity} is not among the objects of its database`);
      const partitions = object.sort === "index" ? indexesBelow(object, objects) : [];
      const parts = withColumns.has(object.sort) ? objects.filter((part) => isPartOf(part, object)) : [];
      const statements = [
        object.definition,
        ...(object.flags["populated"] === true ? [`REFRESH MATERIALIZED VIEW ${object.identity}`] : []),
        ...parts.flatMap((part) => (part.sort === "default" ? [part.definition] : [])),
        ...[object, ...parts].flatMap((one) => settingsOf(one, newest)),
        ...partitions.flatMap((one) => [one.definition, ...settingsOf(one, newest)]),
        ...ownerStatements(object),
        ...withoutDefaultPrivileges(object, objects, object.identity),
        ...[object, ...parts].flatMap(({ grants }) => grants),
      ];
      return statements.map((statement) => `${replaced(statement)};`);
    },
    storageOf: ({ tableOid, place }: EnumColumn) => {
      const object = byKey.get(`1259/${tableOid}/${place}`);
      if (object === undefined) return [];
      const { storage = null, compression = null } = object.flags;
      return settingsOf({ ...object, comment: null, flags: { storage, compression } }, newest).map(
        (statement) => `${statement};`,
      );
    },
    expressionOf: ({ key }: Dependent) => replaced(byDependent.get(key)?.expression ?? "NULL"),
    named: (dependent: Dependent) => {
      const { names, args } = byDependent.get(dependent.key) ?? dependent;
      return { ...dependent, names, args: args.map(replaced) };
    },
  };
}

/** The indexes of partitions, which went with their table's: each is made and attached, those of partitions of partitions after it. */
function indexesBelow({ identity }: CatalogueObject, objects: readonly CatalogueObject[]): readonly CatalogueObject[] {
  const below = objects.filter(({ sort, flags }) => sort === "index" && flags["partition_of"] === identity);
  return below.flatMap((index) => [index, ...indexesBelow(index, objects)]);
}

function isPartOf(part: CatalogueObject, { identity }: CatalogueObject): boolean {
  return part.table === identity && (part.sort === "column" || part.sort === "default");
}

function ownerStatements(object: CatalogueObject): string[] {
  const owner = ownerOf(object);
  return owner === undefined ? [] : [owner];
}

/** How GRANT names what default privileges give, and what PostgreSQL gives to everybody of it. */
const givenByDefault: { readonly [sort in ObjectSort]?: readonly [letter: string, word: string, base?: string] } = {
  view: ["r", "TABLE"],
  "materialized view": ["r", "TABLE"],
  function: ["f", "ROUTINE", "EXECUTE"],
  procedure: ["f", "ROUTINE", "EXECUTE"],
  aggregate: ["f", "ROUTINE", "EXECUTE"],
  enum: ["T", "TYPE", "USAGE"],
};

/** Whoever makes an object gives what default privileges say; what is made again has its own grants and no more. */
function withoutDefaultPrivileges(
  { sort }: CatalogueObject,
  objects: readonly CatalogueObject[],
  identity: string,
): string[] {
  const [letter, word, base] = givenByDefault[sort] ?? [];
  const said = objects.filter((object) => object.sort === "default privileges" && object.flags["of"] === letter);
  if (word === undefined || said.length === 0) return [];
  const named = said.flatMap(({ flags }) => (Array.isArray(flags["grantees"]) ? flags["grantees"].map(String) : []));
  const on = `ON ${word} ${identity}`;
  return [
    ...[...new Set(named)].toSorted().map((grantee) => `REVOKE ALL ${on} FROM ${grantee}`),
    ...(base === undefined ? [] : [`GRANT ${base} ${on} TO PUBLIC`]),
  ];
}

/** What gives a new type the owner, grants and comment of another one. */
export function dressOf(objects: readonly CatalogueObject[], { type }: Survey): (name: TypeName) => readonly string[] {
  const old = objects.find(({ key, sort }) => sort === "enum" && key.split("/")[1] === type.oid);
  if (old === undefined) return () => [];
  const { identity, owner, grants, comment } = old;
  return (name) => {
    const called = qualifyName(name);
    return [
      ...(owner === null ? [] : [`ALTER TYPE ${called} OWNER TO ${quoteName(owner)};`]),
      ...withoutDefaultPrivileges(old, objects, called).map((statement) => `${statement};`),
      ...grants.map((grant) => `${grant.replaceAll(identity, called)};`),
      ...(comment === null ? [] : [`COMMENT ON TYPE ${called} IS ${quoteText(comment)};`]),
    ];
  };
}
