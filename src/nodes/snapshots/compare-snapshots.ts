import { type Answer, answer } from "../../model/answer.ts";
import { type Json, sameJson } from "../../model/json.ts";
import type {
  ComparedSnapshot,
  NodeSnapshotDiffOutput,
  SnapshotChange,
} from "../../model/output/node-snapshot-diff.ts";
import type { KnownMachine, MachineSnapshot } from "../../model/output/node-snapshot.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";
import { standingOf } from "./known-machines.ts";
import { snapshotCalled } from "./read-snapshot.ts";
import { knownMachines } from "./record-snapshot.ts";

export interface CompareSnapshotsRequest {
  readonly from: string;
  /** Absent: what is known now of the same machines. */
  readonly to?: string | undefined;
}

/** How two snapshots differ, or one and what is known now. When something was seen is no difference. V7-M010 where there is none. */
export async function compareSnapshots(
  workspace: Workspace,
  { from, to }: CompareSnapshotsRequest,
): Promise<Answer<NodeSnapshotDiffOutput>> {
  const [before, after] = await withWorld(workspace, async (world, connection) => {
    const first = await snapshotCalled(connection, from);
    if (to !== undefined) return [sideOf(first), sideOf(await snapshotCalled(connection, to))];
    const machines = await knownMachines(
      connection,
      world,
      first.machines.map(({ node }) => node),
    );
    const { status } = standingOf(machines);
    return [sideOf(first), { said: { name: null, taken_at: workspace.now().toISOString(), status }, machines }];
  });
  return answer({
    database: workspace.database.describe(),
    from: before.said,
    to: after.said,
    changes: changesBetween(before.machines, after.machines),
  });
}

interface Side {
  readonly said: ComparedSnapshot;
  readonly machines: readonly KnownMachine[];
}

function sideOf({ name, taken_at, status, machines }: MachineSnapshot): Side {
  return { said: { name, taken_at, status }, machines };
}

/** By machine, then rows, facts and checks, each by name. */
export function changesBetween(before: readonly KnownMachine[], after: readonly KnownMachine[]): SnapshotChange[] {
  const nodes = [...new Set([...before, ...after].map(({ node }) => node))];
  return nodes.flatMap((node): readonly SnapshotChange[] => {
    const [first, second] = [before, after].map((machines) => machines.find((machine) => machine.node === node));
    if (first === undefined || second === undefined) {
      const change = first === undefined ? "added" : "removed";
      return [{ node, part: "machine", name: node, change, before: null, after: null }];
    }
    return [
      ...partChanges(node, "spec", [first.spec, second.spec]),
      ...partChanges(node, "fact", [seenValues(first), seenValues(second)]),
      ...partChanges(node, "check", [outcomes(first), outcomes(second)]),
    ];
  });
}

type Values = { readonly [name: string]: Json };

function partChanges(
  node: string,
  part: SnapshotChange["part"],
  [before, after]: readonly [Values, Values],
): SnapshotChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names.flatMap((name): readonly SnapshotChange[] => {
    const [left, right] = [before[name], after[name]];
    if (left !== undefined && right !== undefined && sameJson(left, right)) return [];
    const change = left === undefined ? "added" : right === undefined ? "removed" : "changed";
    return [{ node, part, name, change, before: left ?? null, after: right ?? null }];
  });
}

/** How a look itself went says nothing of the machine. */
function seenValues({ facts }: KnownMachine): Values {
  return Object.fromEntries(
    Object.entries(facts)
      .filter(([fact]) => fact !== "look")
      .map(([fact, { value }]) => [fact, value]),
  );
}

function outcomes({ checks }: KnownMachine): Values {
  return Object.fromEntries(checks.map(({ name, outcome }) => [name, outcome]));
}
