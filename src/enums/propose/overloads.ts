import type { ScannedEnum } from "../../model/output/enum-scan.ts";

/** Functions that would have one signature once their enums are one. */
export interface Overloads {
  /** Their signatures now. */
  readonly functions: readonly string[];
}

/** Those among the functions that take or give an enum of the group, as the catalogue identifies them. */
export function collidingOverloads(members: readonly ScannedEnum[]): readonly Overloads[] {
  const types = new Set(members.map(({ sql_name: name }) => name));
  const signed = new Set(
    members.flatMap(({ uses }) =>
      uses.filter(({ sort }) => ["function", "procedure", "aggregate"].includes(sort)).map(({ object }) => object),
    ),
  );
  const byName = Map.groupBy([...signed].toSorted(), (identity) => asOneType(identity, types));
  return [...byName.values()].filter(({ length }) => length > 1).map((functions) => ({ functions }));
}

/** `public.may_edit(public.user_role,integer)` with a mark for each type of the group, arrays of it too. */
function asOneType(identity: string, types: ReadonlySet<string>): string {
  const [name, ...args] = identity.match(parts) ?? [identity];
  const marked = args.map((argument) => {
    const element = argument.replace(/(?:\[\])*$/, "");
    return types.has(element) ? `*${argument.slice(element.length)}` : argument;
  });
  return JSON.stringify([name, marked]);
}

/** What stands between brackets and commas that are not in quotes. */
const parts = /(?:"(?:[^"]|"")*"|[^",()])+/g;
