import { qualifyName, quoteName } from "../../postgres/quoting.ts";
import type { TypeName } from "../enum-change.ts";
import type { Rebuild } from "./rebuild.ts";
import type { Dependent, EnumColumn } from "./survey.ts";
import { arrayCast, mappedValue, type ValueMap } from "./value-map.ts";

/** How objects are made, in the words that hold after an exchange. */
export interface Made {
  /** The statements that make an object again as it was, its owner, grants, comment and flags included. */
  statementsOf(dependent: Dependent): readonly string[];
  /** What a change of its type resets of a column: how its values are stored and compressed. */
  storageOf(column: EnumColumn): readonly string[];
  /** A default's expression. */
  expressionOf(dependent: Dependent): string;
  /** What it is called: a function's name has the types of its arguments. */
  named(dependent: Dependent): Dependent;
}

/** Moving columns from one type to another. */
export interface Exchange {
  readonly columns: readonly EnumColumn[];
  readonly rebuild: Rebuild;
  readonly values: ValueMap;
  /** As it is before, and as it is to be. */
  readonly present: Made;
  readonly made: Made;
  /** Once what stands on the columns is gone, and before they change: what drops it knows the types by the names they had. */
  readonly between?: readonly string[];
  /** What a label becomes in a column where that is told by something else than the map. */
  wordOf(column: EnumColumn, label: string): string | undefined;
}

/** The statements that move columns from one type to another: what stands on them goes, they change, it comes back. */
export function exchangeStatements(exchange: Exchange): string[] {
  const { columns, rebuild, values, present, made, between = [] } = exchange;
  const hasArrays = columns.some(({ isArray, isInherited }) => isArray && !isInherited);
  const cast = hasArrays ? arrayCast(values) : { make: [], drop: [] };
  const local = columns.filter(({ isInherited }) => !isInherited);
  const own = new Set(local.map(columnKey));
  const others = rebuild.defaults.filter((one) => !own.has(defaultKey(one)) || one.needs.length > 0);
  return [
    ...others.map((one) => `ALTER TABLE ${tableOf(one)} ALTER COLUMN ${lastName(one)} DROP DEFAULT;`),
    ...rebuild.objects.toReversed().map((one) => dropStatement(present.named(one))),
    ...between,
    ...cast.make,
    ...[...Map.groupBy(local, ({ tableOid }) => tableOid).values()].map((group) => alterTable(group, exchange)),
    ...cast.drop,
    ...columns.flatMap((column) => made.storageOf(column)),
    ...rebuild.objects.flatMap((one) => [...made.statementsOf(one)]),
    ...others.map(
      (one) => `ALTER TABLE ${tableOf(one)} ALTER COLUMN ${lastName(one)} SET DEFAULT ${made.expressionOf(one)};`,
    ),
  ];
}

/** One statement a table, so that it is rewritten once. */
function alterTable(columns: readonly EnumColumn[], { values, rebuild, made, wordOf }: Exchange): string {
  const [first] = columns;
  const table = first === undefined ? "" : qualifyName(first.table);
  const parts = columns.flatMap((column) => {
    const name = quoteName(column.column);
    const type = qualifyName(values.to) + (column.isArray ? "[]" : "");
    const using = column.isArray ? `${name}::${type}` : mappedValue(name, values, (label) => wordOf(column, label));
    // A default that calls what is made anew waits until that is there.
    const own = rebuild.defaults.find((one) => defaultKey(one) === columnKey(column) && one.needs.length === 0);
    return [
      ...(own === undefined ? [] : [`ALTER COLUMN ${name} DROP DEFAULT`]),
      `ALTER COLUMN ${name} TYPE ${type} USING (${using})`,
      ...(own === undefined ? [] : [`ALTER COLUMN ${name} SET DEFAULT ${made.expressionOf(own)}`]),
    ];
  });
  return `ALTER TABLE ${table}\n  ${parts.join(",\n  ")};`;
}

/** Never CASCADE: what is not named here stops it. */
export function dropStatement(dependent: Dependent): string {
  const { sort, names, args } = dependent;
  const name = names.map(quoteName).join(".");
  switch (sort) {
    case "view":
      return `DROP VIEW ${name};`;
    case "materialized view":
      return `DROP MATERIALIZED VIEW ${name};`;
    case "index":
      return `DROP INDEX ${name};`;
    case "statistics object":
      return `DROP STATISTICS ${name};`;
    case "function":
    case "procedure":
      return `DROP ROUTINE ${name}(${args.join(", ")});`;
    case "table constraint":
      return `ALTER TABLE ${tableOf(dependent)} DROP CONSTRAINT ${lastName(dependent)};`;
    case "publication relation":
      return `ALTER PUBLICATION ${quoteName(args[0] ?? "")} DROP TABLE ${name};`;
    case "aggregate":
      return `DROP AGGREGATE ${name}(${args.join(", ")});`;
    case "cast":
      return `DROP CAST (${names[0]} AS ${args[0]});`;
    case "policy":
    case "trigger":
    case "rule":
      return `DROP ${sort.toUpperCase()} ${lastName(dependent)} ON ${tableOf(dependent)};`;
    default:
      throw new Error(`no statement takes away a ${sort}`);
  }
}

function tableOf({ names }: Dependent): string {
  return names.slice(0, -1).map(quoteName).join(".");
}

function lastName({ names }: Dependent): string {
  return quoteName(names.at(-1) ?? "");
}

function columnKey({ table, column }: { readonly table: TypeName; readonly column: string }): string {
  return JSON.stringify([table.schema, table.name, column]);
}

function defaultKey({ names }: Dependent): string {
  return JSON.stringify(names);
}
