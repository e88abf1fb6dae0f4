import { qualifyName, quoteName, quoteText } from "../../postgres/quoting.ts";
import type { CatalogueObject } from "../catalogue/objects.ts";
import { ownerOf, settingsOf } from "../clone/statements.ts";
import type { TypeName } from "../enum-change.ts";
import type { Made } from "./exchange.ts";
import type { Dependent, Survey } from "./survey.ts";

/** What a column's NOT NULL takes depends on the server's version; no column is made again. */
const newest = 180_000;

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
      const owner = ownerOf(object);
      const statements = [
        object.definition,
        ...settingsOf(object, newest),
        ...(owner === undefined ? [] : [owner]),
        ...object.grants,
      ];
      return statements.map((statement) => `${replaced(statement)};`);
    },
    expressionOf: ({ key }: Dependent) => replaced(byDependent.get(key)?.expression ?? "NULL"),
    named: (dependent: Dependent) => {
      const { names, args } = byDependent.get(dependent.key) ?? dependent;
      return { ...dependent, names, args: args.map(replaced) };
    },
  };
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
      ...grants.map((grant) => `${grant.replaceAll(identity, called)};`),
      ...(comment === null ? [] : [`COMMENT ON TYPE ${called} IS ${quoteText(comment)};`]),
    ];
  };
}
