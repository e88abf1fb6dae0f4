/** A task and those that must be completed before it. */
export interface Linked {
  readonly key: string;
  readonly dependencies: readonly string[];
}

/** The longest row of tasks of which each waits for the one before, the first one first: no faster is possible. */
export function longestChain(tasks: readonly Linked[]): string[] {
  const byKey = new Map(tasks.map((task) => [task.key, task]));
  const found = new Map<string, readonly string[]>();
  const chainTo = (key: string, above: ReadonlySet<string>): readonly string[] => {
    const known = found.get(key);
    if (known !== undefined) return known;
    const before = (byKey.get(key)?.dependencies ?? []).filter((each) => byKey.has(each) && !above.has(each));
    const chains = before.map((each) => chainTo(each, new Set([...above, each])));
    const chain = [...longest(chains), key];
    found.set(key, chain);
    return chain;
  };
  return [...longest(tasks.map(({ key }) => chainTo(key, new Set([key]))))];
}

function longest(chains: readonly (readonly string[])[]): readonly string[] {
  return chains.reduce((left, right) => (right.length > left.length ? right : left), []);
}
