import type { GraphOutput } from "../../../src/model/output/graph.ts";

/** A task or a phase and where it is drawn, in rem. */
export interface PlacedNode {
  readonly address: string;
  readonly name: string;
  readonly status: string | null;
  readonly left: number;
  readonly top: number;
}

/** A line from what is needed to what needs it. */
export interface PlacedEdge {
  readonly from: PlacedNode;
  readonly to: PlacedNode;
}

export interface Layout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

export const box = { width: 11, height: 2.75 } as const;
const step = { across: 14, down: 3.5 } as const;

/** Phases are columns, their tasks stand below them, those that wait below what they wait for. */
export function layoutOf({ nodes, edges }: GraphOutput): Layout {
  const drawn = nodes.filter(({ address }) => /^(phase|task)\//.test(address));
  const needs = Map.groupBy(
    edges.filter(({ relation }) => relation === "depends_on"),
    ({ from }) => from,
  );
  const depths = depthsOf(needs);
  const columns = Map.groupBy(drawn, ({ address }) => phaseOf(address));
  const names = [...columns.keys()].toSorted(inWords.compare);
  const placed = names.flatMap((name, column) =>
    (columns.get(name) ?? [])
      .toSorted(
        (left, right) => rank(left.address) - rank(right.address) || inWords.compare(left.address, right.address),
      )
      .map((node, row) => ({
        address: node.address,
        name: node.name ?? "",
        status: node.status,
        left: column * step.across,
        top: row * step.down,
      })),
  );
  const at = new Map(placed.map((node) => [node.address, node]));
  return {
    nodes: placed,
    edges: [...needs.values()].flat().flatMap(({ from, to }) => {
      const [needed, needing] = [at.get(to), at.get(from)];
      return needed === undefined || needing === undefined ? [] : [{ from: needed, to: needing }];
    }),
    width: names.length * step.across,
    height: Math.max(0, ...placed.map(({ top }) => top)) + box.height,
  };

  function rank(address: string): number {
    return address.startsWith("phase/") ? -1 : (depths(address) ?? 0);
  }
}

/** How many there are above each, the longest way. Circles, which no plan has, end where they began. */
function depthsOf(needs: ReadonlyMap<string, readonly { readonly to: string }[]>): (address: string) => number {
  const known = new Map<string, number>();
  const depth = (address: string): number => {
    const before = known.get(address);
    if (before !== undefined) return before;
    known.set(address, 0);
    const found = Math.max(-1, ...(needs.get(address) ?? []).map(({ to }) => depth(to))) + 1;
    known.set(address, found);
    return found;
  };
  return depth;
}

/** All that an address waits for and all that waits for it, to a depth; itself too. */
export function around(address: string, { edges }: Pick<Layout, "edges">, depth: number): ReadonlySet<string> {
  const reached = new Set([address]);
  for (let round = 0; round < depth; round++) {
    const known = new Set(reached);
    for (const { from, to } of edges) {
      if (known.has(from.address)) reached.add(to.address);
      if (known.has(to.address)) reached.add(from.address);
    }
  }
  return reached;
}

const inWords = new Intl.Collator("en", { numeric: true });

/** `1` for `task/1.2` and `phase/1`. */
function phaseOf(address: string): string {
  return address.replace(/^(phase|task)\//, "").split(".")[0] ?? "";
}
