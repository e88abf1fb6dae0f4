import { isJsonObject } from "../model/json.ts";
import { type Address, stepsOf } from "../model/address.ts";
import { type Answer, answer } from "../model/answer.ts";
import { factPrefixes, isDifferent, type UnmetExpectation } from "../model/machine.ts";
import type { KnownFact } from "../model/output/node-facts.ts";
import type { ListedNode, NodeListOutput } from "../model/output/node-list.ts";
import type { MachineStatus } from "../model/output/status.ts";
import type { Fields } from "../model/resource.ts";
import type { LiveResource, World } from "../model/world.ts";
import { type Expectations, unmetExpectations } from "../plan/expectations.ts";
import type { Connection } from "../postgres/connection.ts";
import { readLatestFacts } from "./facts.ts";
import type { DeclaredLink } from "./postgresql/replication-facts.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { withWorld } from "../workspace/world.ts";

/** How a machine may stand. */
export const machineStates = ["ok", "differs", "unknown"] as const satisfies readonly ListedNode["state"][];

/** Which machines are wanted; whatever is absent restricts nothing. */
export interface MachinesRequest {
  readonly state?: ListedNode["state"] | undefined;
  /** What they are for: `replica`. */
  readonly role?: string | undefined;
}

/** Machines that have a row. */
export async function listMachines(
  workspace: Workspace,
  { state, role }: MachinesRequest = {},
): Promise<Answer<NodeListOutput>> {
  const nodes = await withWorld(workspace, async (world, connection) => {
    const reports = await readMachines(connection, world);
    return reports.map((report) => listed(report, world.live.get(report.address)?.fields ?? {}));
  });
  const wanted = nodes.filter(
    (node) => (state === undefined || node.state === state) && (role === undefined || node.role === role),
  );
  return answer({ database: workspace.database.describe(), nodes: wanted });
}

/** A machine of the list. */
export function listed(report: MachineReport, fields: Fields): ListedNode {
  return {
    ...machineStatus(report),
    role: String(fields["role"]),
    status: String(fields["status"] ?? "active"),
  };
}

/** A machine's expectations against what was seen of it. */
export interface MachineReport {
  readonly node: string;
  readonly address: Address;
  /** The newest observation. ISO 8601, UTC; null when nobody has looked. */
  readonly observed_at: string | null;
  /** In a fixed order. */
  readonly unmet: readonly UnmetExpectation[];
  /** Settings that wait for a restart, whether they were declared or not. */
  readonly pending_restart: number;
  /** Ways on which the machine was last seen not to answer: `ssh`. */
  readonly unreachable: readonly string[];
}

/** What one can say of a machine in a line: nothing, where nobody has looked or got through. */
export function machineStatus({
  node,
  observed_at,
  unmet,
  pending_restart,
  unreachable,
}: MachineReport): MachineStatus {
  const differing = unmet.filter(({ state }) => state === "differs").length;
  const isUnknown = observed_at === null || unreachable.length > 0;
  return {
    node,
    state: isUnknown ? "unknown" : differing > 0 ? "differs" : "ok",
    observed_at,
    pending_restart,
    differing,
    unverified: unmet.filter((expectation) => !isDifferent(expectation)).length,
    unreachable,
  };
}

/** Every machine's expectations, as applied, against what was seen of it; within a running transaction. */
export async function readMachines(connection: Connection, world: World): Promise<MachineReport[]> {
  const nodes = nodesOf(world);
  if (nodes.length === 0) return [];
  const facts = Map.groupBy(await readLatestFacts(connection), ({ node }) => node);
  return nodes.map((node) => reportOf(world, node, facts.get(node.name) ?? []));
}

/** The machines that have a row, in the order in which people read them. */
export function nodesOf(world: World): LiveResource[] {
  const nodes = [...world.live.values()].filter(({ kind }) => kind === "Node");
  return nodes.toSorted((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1));
}

/** What others depend on comes first. */
function orderOf({ name, fields }: LiveResource): string {
  const rank = ["primary", "replica", "client"].indexOf(String(fields["role"]));
  return `${rank < 0 ? 9 : rank} ${name}`;
}

/** One machine against what was seen of it. */
export function reportOf(world: World, node: LiveResource, facts: readonly KnownFact[]): MachineReport {
  const byName = new Map(facts.map((fact) => [fact.fact, fact]));
  return {
    node: node.name,
    address: node.address,
    observed_at:
      facts
        .map(({ observed_at }) => observed_at)
        .toSorted()
        .at(-1) ?? null,
    unmet: unmetExpectations(expectationsOf(world, node), byName),
    pending_restart: facts.filter(waitsForRestart).length,
    unreachable: facts.filter(isClosedWay).map(({ fact }) => fact.slice(factPrefixes.way.length)),
  };
}

/** What is expected of a machine. Services that others have found are nobody's expectation. */
export function expectationsOf(world: World, node: LiveResource): Expectations {
  const services = partsOf(world, node, "NodeService");
  return {
    node: node.fields,
    services: new Map(services.map(({ name, fields }): [string, Fields] => [name, fields])),
    interfaces: partsOf(world, node, "NodeInterface").map(({ name }) => name),
    links: linksOf(world, node.name).map(({ slot, replica }) => ({
      slot,
      role: replica === node.name ? ("replica" as const) : ("primary" as const),
    })),
  };
}

/** Replication that a machine is declared to be part of. */
export function linksOf(world: World, node: string): DeclaredLink[] {
  const links = [...world.live.values()].filter(
    ({ kind, address }) => kind === "Replication" && world.applied.has(address),
  );
  return links
    .map(({ name, fields }) => ({
      slot: name,
      primary: String(fields["primaryNode"]),
      replica: String(fields["replicaNode"]),
    }))
    .filter(({ primary, replica }) => primary === node || replica === node);
}

function partsOf(world: World, node: LiveResource, part: string): LiveResource[] {
  return [...world.live.values()].filter(
    ({ kind, address }) => kind === part && world.applied.has(address) && stepsOf(address)[1] === node.name,
  );
}

function waitsForRestart({ fact, value }: KnownFact): boolean {
  return fact.startsWith(factPrefixes.setting) && isJsonObject(value) && value["pendingValue"] !== undefined;
}

function isClosedWay({ fact, value }: KnownFact): boolean {
  return fact.startsWith(factPrefixes.way) && isJsonObject(value) && value["reachable"] === false;
}
