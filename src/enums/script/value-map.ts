import { qualifyName, quoteBody, quoteName, quoteText } from "../../postgres/quoting.ts";
import type { TypeName } from "../enum-change.ts";

/** Which label of one type becomes which of another. */
export interface ValueMap {
  readonly from: TypeName;
  readonly to: TypeName;
  readonly map: ReadonlyMap<string, string>;
}

/**
 * The expression that maps a value, by constants of both types: nothing goes through text, which costs most. A value without an
 * entry is an error and never NULL; NULL stays NULL. `wordOf` replaces the constant of labels that are told by something else.
 */
export function mappedValue(
  value: string,
  { from, to, map }: ValueMap,
  wordOf: (label: string) => string | undefined = () => undefined,
): string {
  const [before, after] = [qualifyName(from), qualifyName(to)];
  const branches = [...map].map(([label, word]) => {
    const constant = `${quoteText(word)}::${after}`;
    return `      WHEN ${quoteText(label)}::${before} THEN ${wordOf(label) ?? constant}`;
  });
  return [`CASE ${value}`, ...branches, `      ELSE ('no new value for ' || ${value}::text)::${after}`, "    END"].join(
    "\n",
  );
}

/** Arrays are mapped by a cast that exists inside the transaction alone: it keeps dimensions, bounds, NULLs and empty arrays. */
export interface ArrayCast {
  readonly make: readonly string[];
  readonly drop: readonly string[];
}

/** The cast from one type to the other, made by a function of the schema that the first one is in. */
export function arrayCast(values: ValueMap): ArrayCast {
  const [before, after] = [qualifyName(values.from), qualifyName(values.to)];
  const name = `${quoteName(values.from.schema)}.${quoteName("v7_enum_map")}`;
  return {
    make: [
      `CREATE FUNCTION ${name}(${before}) RETURNS ${after} LANGUAGE sql IMMUTABLE STRICT AS ${quoteBody(`\n    SELECT ${mappedValue("$1", values)}\n  `)};`,
      `CREATE CAST (${before} AS ${after}) WITH FUNCTION ${name}(${before});`,
    ],
    drop: [`DROP CAST (${before} AS ${after});`, `DROP FUNCTION ${name}(${before});`],
  };
}
