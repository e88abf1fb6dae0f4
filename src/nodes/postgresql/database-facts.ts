import { type Fact, factPrefixes } from "../../model/machine.ts";

/** A database of a server. */
export interface FoundDatabase {
  readonly name: string;
  /** As PostgreSQL says it: `9573 kB`; null where this login may not ask. */
  readonly size: string | null;
  /** Whether it is the one that was asked. */
  readonly is_here: boolean;
}

export interface FoundExtension {
  readonly name: string;
  readonly version: string;
}

/** A fact for each that is there, and for each of `declared` that is not; extensions where they are known. */
export function databaseFacts(
  found: readonly FoundDatabase[],
  extensions: ReadonlyMap<string, readonly FoundExtension[] | undefined>,
  declared: readonly string[],
): Fact[] {
  const absent = declared.filter((name) => !found.some((one) => one.name === name));
  return [
    ...found.map(({ name, size }): Fact => {
      const known = extensions.get(name);
      const value = {
        present: true,
        ...(size === null ? {} : { size }),
        ...(known === undefined ? {} : extensionsOf(known)),
      };
      return { fact: factPrefixes.database + name, value };
    }),
    ...absent.map((name): Fact => ({ fact: factPrefixes.database + name, value: { present: false } })),
  ];
}

function extensionsOf(known: readonly FoundExtension[]) {
  return {
    extensions: known.map(({ name }) => name),
    extensionVersions: Object.fromEntries(known.map(({ name, version }) => [name, version])),
  };
}
