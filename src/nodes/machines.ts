import { isJsonObject } from "../model/json.ts";
import { factPrefixes, type KnownFact, type MachineReport } from "../model/machine.ts";
import type { Fields } from "../model/resource.ts";
import type { LiveResource, World } from "../model/world.ts";
import { stepsOf } from "../model/address.ts";
import { type Expectations, unmetExpectations } from "../plan/expectations.ts";
import type { Connection } from "../postgres/connection.ts";
import { readWorld } from "../postgres/rows/read-world.ts";
import { inTransaction } from "../postgres/transaction.ts";
import { readLatestFacts } from "./facts.ts";
import { withConnection, type Workspace } from "../workspace/workspace.ts";

/** Every machine's expectations, as applied, against what was seen of it; within a running transaction. */
export async function readMachines(connection: Connection, world: World): Promise<MachineReport[]> {
  const nodes = nodesOf(world);
  if (nodes.length === 0) return [];
  const facts = Map.groupBy(await readLatestFacts(connection), ({ node }) => node);
  return nodes.map((node) => reportOf(world, node, facts.get(node.name) ?? []));
}

/** A machine as `v7 node list` shows it. */
export interface ListedMachine extends MachineReport {
  readonly role: string;
  readonly status: string;
}

/** All machines that have a row. */
export function listMachines(workspace: Workspace): Promise<ListedMachine[]> {
  return withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, async () => {
      const world = await readWorld(connection, workspace.kinds);
      const reports = await readMachines(connection, world);
      return reports.map((report) => {
        const fields = world.live.get(report.address)?.fields ?? {};
        return { ...report, role: String(fields["role"]), status: String(fields["status"] ?? "active") };
      });
    }),
  );
}

function nodesOf(world: World): LiveResource[] {
  const nodes = [...world.live.values()].filter(({ kind }) => kind === "Node");
  return nodes.toSorted((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1));
}

/** What others depend on comes first. */
function orderOf({ name, fields }: LiveResource): string {
  const rank = ["primary", "replica", "client"].indexOf(String(fields["role"]));
  return `${rank < 0 ? 9 : rank} ${name}`;
}

function reportOf(world: World, node: LiveResource, facts: readonly KnownFact[]): MachineReport {
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

/** Services that others have found are nobody's expectation. */
function expectationsOf(world: World, node: LiveResource): Expectations {
  const services = [...world.live.values()].filter(
    ({ kind, address }) => kind === "NodeService" && world.applied.has(address) && stepsOf(address)[1] === node.name,
  );
  return { node: node.fields, services: new Map(services.map(({ name, fields }): [string, Fields] => [name, fields])) };
}

function waitsForRestart({ fact, value }: KnownFact): boolean {
  return fact.startsWith(factPrefixes.setting) && isJsonObject(value) && value["pendingValue"] !== undefined;
}

function isClosedWay({ fact, value }: KnownFact): boolean {
  return fact.startsWith(factPrefixes.way) && isJsonObject(value) && value["reachable"] === false;
}
