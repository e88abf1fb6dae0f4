import type { Catalog } from "../src/postgres/catalog.ts";
import { tableOfIndex } from "../src/postgres/expected-schema.ts";
import type { NameExceptions } from "./db-contract.ts";

/** A name that the schema has: `table` of a table, `table.name` of what belongs to one. */
interface SchemaName {
  readonly address: string;
  /** The last part. */
  readonly name: string;
  /** The table or view that it belongs to; its own name where it is one. */
  readonly table: string;
  readonly definition: string;
}

/** One rule of Docs/db-contract.md, by the words that stand there. */
interface NameRule {
  readonly rule: string;
  /** Kinds of objects, as the catalog calls them. */
  readonly kinds: readonly string[];
  readonly keeps: (object: SchemaName) => boolean;
}

/** The rules in the order of the page, which a test compares them with. */
export const nameRules: readonly NameRule[] = [
  {
    rule: "Names are lower-case words with underscores, which need no quotes",
    kinds: ["table", "view", "column", "index", "constraint", "trigger"],
    keeps: ({ name }) => /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(name),
  },
  {
    rule: "A table begins with `v7_`",
    kinds: ["table"],
    keeps: ({ name }) => name.startsWith("v7_"),
  },
  {
    rule: "A view begins with `v_` if people and scripts read it, with `v7_` if it is v7's own",
    kinds: ["view"],
    keeps: ({ name }) => /^v7?_/.test(name),
  },
  {
    rule: "A function begins with `v7_`",
    kinds: ["function"],
    keeps: ({ name }) => name.startsWith("v7_"),
  },
  {
    rule: "A trigger begins with `v7_`, or is `touch_updated_at` or the table's name and `_append_only`",
    kinds: ["trigger"],
    keeps: ({ name, table }) =>
      name.startsWith("v7_") || name === "touch_updated_at" || name === `${table}_append_only`,
  },
  {
    rule: "An index begins with its table's name, or with `idx_`",
    kinds: ["index"],
    keeps: ({ name, definition }) => name.startsWith("idx_") || name.startsWith(`${tableOfIndex(definition)}_`),
  },
  {
    rule: "A constraint begins with its table's name",
    kinds: ["constraint"],
    keeps: ({ name, table }) => name.startsWith(`${table}_`),
  },
  {
    rule: "A column that is true or false begins with `is_`, `has_`, `uses_` or `requires_`",
    kinds: ["column"],
    keeps: ({ name, definition }) => !definition.startsWith("boolean") || /^(?:is|has|uses|requires)_/.test(name),
  },
  {
    rule: "A column with a time ends in `_at`, `_since` or `_until`, or begins with `first_` or `last_`",
    kinds: ["column"],
    keeps: ({ name, definition }) =>
      !definition.startsWith("timestamp") || /_(?:at|since|until)$|^(?:first|last)_/.test(name),
  },
  {
    rule: "A column with a day ends in `_on` or `_date`",
    kinds: ["column"],
    keeps: ({ name, definition }) => !/^date\b/.test(definition) || /_(?:on|date)$/.test(name),
  },
];

/** Names that keep to no rule and are no exception, and exceptions that nothing needs, a line each. */
export function nameFaults(schema: Catalog, names: readonly NameExceptions[]): string[] {
  const allowed = new Set(names.flatMap(({ exceptions }) => exceptions));
  const needed = new Set<string>();
  const faults = nameRules.flatMap(({ rule, kinds, keeps }) =>
    kinds
      .flatMap((kind) => Object.entries(schema[kind] ?? {}))
      .map(([address, definition]) => schemaName(address, definition))
      .filter((object) => !keeps(object))
      .flatMap(({ address }) => {
        needed.add(address);
        return allowed.has(address) ? [] : [`${address}: ${rule}`];
      }),
  );
  const idle = [...allowed].filter((address) => !needed.has(address));
  return [...faults, ...idle.map((address) => `${address} is an exception, and keeps to every rule or is not there`)];
}

function schemaName(address: string, definition: string): SchemaName {
  const [table = "", ...rest] = address.split(".");
  return { address, table, name: rest.length === 0 ? table : rest.join("."), definition };
}
