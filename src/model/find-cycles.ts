/**
 * Finds one cycle in every knot of a graph (node → nodes it points to), each starting at its smallest name.
 * Without recursion, so that long chains are no danger.
 */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const remaining = withoutTails(edges);
  const cycles: string[][] = [];
  const done = new Set<string>();
  for (const start of [...remaining.keys()].toSorted()) {
    if (done.has(start)) continue;
    const cycle = followUntilRepeat(start, remaining, done);
    if (cycle.length > 0) cycles.push(fromSmallest(cycle));
  }
  return cycles;
}

/** Tells whether a graph of indexes (node → nodes it points to) has a cycle: cheap, for the usual answer no. */
export function hasCycle(edges: readonly (readonly number[])[]): boolean {
  const sources: number[][] = edges.map(() => []);
  const open = edges.map((targets) => targets.length);
  for (const [node, targets] of edges.entries()) for (const target of targets) sources[target]?.push(node);
  const free = [...edges.keys()].filter((node) => open[node] === 0);
  let settled = 0;
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    settled += 1;
    for (const source of sources[node] ?? []) {
      const left = (open[source] ?? 0) - 1;
      open[source] = left;
      if (left === 0) free.push(source);
    }
  }
  return settled < edges.length;
}

/** Drops, again and again, what points at nothing: what is left leads into a cycle wherever one goes. */
function withoutTails(edges: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const open = new Map([...edges].map(([node, targets]) => [node, new Set(targets)]));
  const sources = reversed(edges);
  const free = [...open].filter(([, targets]) => targets.size === 0).map(([node]) => node);
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    open.delete(node);
    for (const source of sources.get(node) ?? []) {
      const targets = open.get(source);
      if (targets?.delete(node) === true && targets.size === 0) free.push(source);
    }
  }
  return new Map([...open].map(([node, targets]) => [node, [...targets]]));
}

function reversed(edges: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, string[]>();
  for (const [node, targets] of edges) {
    for (const target of targets) {
      const known = sources.get(target);
      if (known === undefined) sources.set(target, [node]);
      else known.push(node);
    }
  }
  return sources;
}

function followUntilRepeat(start: string, edges: ReadonlyMap<string, readonly string[]>, done: Set<string>): string[] {
  const walk = new Map<string, number>();
  let node = start;
  while (!walk.has(node)) {
    if (done.has(node)) return finish(walk, done, []);
    walk.set(node, walk.size);
    const [next] = edges.get(node) ?? [];
    if (next === undefined) return finish(walk, done, []);
    node = next;
  }
  return finish(walk, done, [...walk.keys()].slice(walk.get(node)));
}

function finish(walk: ReadonlyMap<string, number>, done: Set<string>, cycle: string[]): string[] {
  for (const node of walk.keys()) done.add(node);
  return cycle;
}

function fromSmallest(cycle: readonly string[]): string[] {
  const smallest = cycle.indexOf(cycle.toSorted()[0] ?? "");
  return [...cycle.slice(smallest), ...cycle.slice(0, smallest)];
}
