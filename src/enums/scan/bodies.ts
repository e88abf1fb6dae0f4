import type { EnumUse } from "../../model/output/enum-scan.ts";
import { sqlWords, type SqlWords } from "./sql-words.ts";
import type { CatalogueEnum } from "./read-enums.ts";

/** A function whose body PostgreSQL keeps as text. */
export interface TextBody {
  readonly object: string;
  readonly language: string;
  readonly body: string;
}

interface KnownEnum extends CatalogueEnum {
  readonly uses: readonly EnumUse[];
}

/** Where a body may name an enum: the type, tables with it, columns of it. */
interface Places {
  readonly tables: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
}

/**
 * The functions that name an enum in their text: the type itself, or one of its labels as a string beside a table that holds it,
 * or beside a column of it where the body names no table and no type of any. What is found is worth a look, and proves nothing.
 */
export function usesInBodies(
  enums: readonly KnownEnum[],
  bodies: readonly TextBody[],
): ReadonlyMap<string, readonly EnumUse[]> {
  const places = new Map(enums.map((one) => [one.oid, placesOf(one)]));
  const known = new Set([
    ...enums.map(({ name }) => name),
    ...[...places.values()].flatMap(({ tables }) => [...tables]),
  ]);
  const found = new Map<string, EnumUse[]>(enums.map(({ oid }) => [oid, []]));
  for (const body of bodies) {
    const words = sqlWords(body.body);
    const isPlaced = [...words.names].some((name) => known.has(name));
    for (const one of enums) {
      const note = noteOf(one, words, { ...placeOf(places, one.oid), isPlaced });
      if (note !== undefined) found.get(one.oid)?.push(useIn(body, note));
    }
  }
  return found;
}

/** Functions of which the text does not tell what they do. */
export function buildersIn(bodies: readonly TextBody[]): readonly TextBody[] {
  return bodies.filter(
    ({ language, body }) => (language !== "sql" && language !== "plpgsql") || sqlWords(body).names.has("execute"),
  );
}

function useIn({ object }: TextBody, note: string): EnumUse {
  return { sort: "function text", object, table: null, column: null, via: null, note };
}

function noteOf(
  { name, labels }: CatalogueEnum,
  { names, strings }: SqlWords,
  { tables, columns, isPlaced }: Places & { readonly isPlaced: boolean },
): string | undefined {
  const namesType = names.has(name);
  const isNear = namesType || meets(names, tables) || (!isPlaced && meets(names, columns));
  const told = isNear ? labels.filter((label) => strings.has(label)) : [];
  if (!namesType && told.length === 0) return undefined;
  return [...(namesType ? ["names the type"] : []), ...told.map((label) => `'${label.replaceAll("'", "''")}'`)].join(
    ", ",
  );
}

function meets(names: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return [...wanted].some((name) => names.has(name));
}

function placesOf({ uses }: KnownEnum): Places {
  const held = uses.filter(({ sort }) => sort === "column" || sort === "view" || sort === "materialized view");
  return {
    tables: new Set(held.map(({ table, object }) => lastName(table ?? object))),
    columns: new Set(held.flatMap(({ column }) => (column === null ? [] : [column]))),
  };
}

function placeOf(places: ReadonlyMap<string, Places>, oid: string): Places {
  return places.get(oid) ?? { tables: new Set(), columns: new Set() };
}

/** `public."Jobs"` → `Jobs`. */
function lastName(identity: string): string {
  const [, quoted, plain] = /(?:"((?:[^"]|"")*)"|([^."]+))$/.exec(identity) ?? [];
  return quoted?.replaceAll('""', '"') ?? plain ?? identity;
}
