import type { CatalogueRow, DependencyRow } from "./read-rows.ts";

/** What a catalogue says of who belongs to whom and who needs whom. */
export interface Dependencies {
  /** The extension that brought an object, by key; undefined for those of people. */
  extensionOf(key: string): string | undefined;
  /**
   * The keys of the objects among `objects` that each needs, by key. What is no object of its own (a view's rule, a table's
   * row type, an array of a type) counts as the object it hangs on, and whatever a table's columns need, it needs.
   */
  needsAmong(objects: readonly CatalogueRow[]): ReadonlyMap<string, readonly string[]>;
}

export function dependenciesOf(rows: readonly DependencyRow[]): Dependencies {
  const byKey = Map.groupBy(rows, ({ key }) => key);
  const extensions = new Map(
    rows.flatMap(({ key, needs, type }) => (type === "e" && needs.startsWith("3079/") ? [[key, needs] as const] : [])),
  );
  return {
    extensionOf: (key) => extensions.get(key),
    needsAmong: (objects) => {
      const representative = representativeAmong(new Set(objects.map(({ key }) => key)), byKey);
      const needs = new Map(objects.map(({ key }) => [key, new Set<string>()] as const));
      const add = (key: string | undefined, need: string | undefined): void => {
        if (key !== undefined && need !== undefined && key !== need) needs.get(key)?.add(need);
      };
      for (const { key, needs: need, type } of rows) {
        if (type !== "x") add(representative(key), representative(need));
      }
      const holders = new Map(
        objects.map(({ key, within }) => [key, within === null ? undefined : representative(within)] as const),
      );
      for (const { key, sort } of objects) {
        const holder = holders.get(key);
        const own = sort === "column" ? [...(needs.get(key) ?? [])] : [];
        // A generated column needs its neighbours, and their table makes them all.
        for (const need of own) if (holders.get(need) !== holder) add(holder, need);
        add(key, holder);
      }
      return new Map([...needs].map(([key, keys]) => [key, [...keys].toSorted()]));
    },
  };
}

function representativeAmong(
  known: ReadonlySet<string>,
  byKey: ReadonlyMap<string, readonly DependencyRow[]>,
): (key: string) => string | undefined {
  const found = new Map<string, string | undefined>();
  const seek = (key: string): string | undefined => {
    if (known.has(key)) return key;
    if (found.has(key)) return found.get(key);
    // Whoever comes back here on the way finds nothing new.
    found.set(key, undefined);
    const holders = (byKey.get(key) ?? []).filter((row) => hangsOn(row)).map(({ needs }) => needs);
    const whole = key.replace(/\/\d+$/, "/0");
    const answer = [...(whole === key ? [] : [whole]), ...holders].map(seek).find((each) => each !== undefined);
    found.set(key, answer);
    return answer;
  };
  return seek;
}

/** What is generated hangs on its column, by a dependency that is called automatic. */
function hangsOn({ key, type }: DependencyRow): boolean {
  return type === "i" || type === "e" || (type === "a" && key.startsWith("2604/"));
}
