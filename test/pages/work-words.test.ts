import { describe, expect, test } from "vitest";
import { kinds } from "../../src/reconcilers/index.ts";
import { placeOf, segments } from "../../web/pages/find/place.ts";
import { around, layoutOf } from "../../web/pages/work/graph-layout.ts";
import { columnsOf } from "../../web/pages/work/board.ts";

const task = (
  number: string,
  status: string | null,
  needs: readonly string[] = [],
): Parameters<typeof columnsOf>[0][number] => ({
  address: `task/${number}`,
  name: "Document all duplicate ENUMs",
  status,
  depends_on: needs.map((need) => `task/${need}`),
});

describe("the graph", () => {
  const node = (address: string): { address: string; name: null; status: null } => ({
    address,
    name: null,
    status: null,
  });
  const graph = {
    nodes: ["persona/The Architect", "phase/1", "task/1.1", "task/1.2", "task/1.10", "phase/2", "task/2.1"].map(node),
    edges: [
      { from: "task/1.1", to: "task/1.10", relation: "depends_on" },
      { from: "task/2.1", to: "task/1.1", relation: "depends_on" },
      { from: "task/1.2", to: "phase/1", relation: "part_of" },
    ],
  } as const;
  const layout = layoutOf(graph);

  test("has a column a phase, and what waits below what it waits for", () => {
    const order = layout.nodes.map(({ address, left }) => [address, left]);
    expect(order).toEqual([
      ["phase/1", 0],
      ["task/1.2", 0],
      ["task/1.10", 0],
      ["task/1.1", 0],
      ["phase/2", 14],
      ["task/2.1", 14],
    ]);
    expect(new Set(layout.nodes.map(({ left, top }) => `${left} ${top}`)).size).toBe(layout.nodes.length);
  });

  test("leads from what is needed to what needs it, and tells what is around one", () => {
    expect(layout.edges.map(({ from, to }) => `${from.address} ${to.address}`)).toEqual([
      "task/1.10 task/1.1",
      "task/1.1 task/2.1",
    ]);
    expect([...around("task/2.1", layout, 1)]).toEqual(["task/2.1", "task/1.1"]);
    expect(around("task/2.1", layout, 2).has("task/1.10")).toBe(true);
  });
});

describe("the board", () => {
  const shown = columnsOf([
    task("1.1", "completed"),
    task("1.2", "pending", ["1.1"]),
    task("1.3", null, ["1.2"]),
    task("1.4", "pending", ["0.9"]),
    task("1.5", "in_progress"),
    task("1.6", "blocked"),
    task("1.7", "deferred"),
  ]).map(({ name, tasks }) => [name, tasks.map(({ address }) => address)]);

  test("tells tasks that are ready from those that wait, also for what a filter hides", () => {
    expect(Object.fromEntries(shown)).toMatchObject({ Ready: ["task/1.2"], Waiting: ["task/1.3", "task/1.4"] });
  });

  test("has every task once", () => {
    const all = shown.flatMap(([, addresses]) => addresses);
    expect({ count: all.length, different: new Set(all).size }).toEqual({ count: 7, different: 7 });
  });
});

test.each([
  ["task/1.2", "/ui/r/task/1.2"],
  ["node/ALPHA/service/PostgreSQL", "/ui/r/node/ALPHA/service/PostgreSQL"],
  ["v7-g002", "/ui/explain/V7-G002"],
  ["3f9a1c", "/ui/plans/3f9a1c"],
  ["duplicate enums", undefined],
  ["facade", undefined],
  ["src/models/contact.py", "/ui/files/at/src/models/contact.py"],
])("%s in the search field leads to %s", (typed, href) => {
  expect(placeOf(typed)?.href).toBe(href);
});

test("each kind's addresses are known, and no others", () => {
  expect([...segments].toSorted()).toEqual([...new Set(kinds.all.map(({ segment }) => segment))].toSorted());
});
