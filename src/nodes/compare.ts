import { stepsOf } from "../model/address.ts";
import { type Answer, answer } from "../model/answer.ts";
import type { NetworkInterface, NodeCompareOutput, ReplicationLink } from "../model/output/node-compare.ts";
import type { Json } from "../model/json.ts";
import type { World } from "../model/world.ts";
import { allExpectations } from "../plan/expectations.ts";
import type { Connection } from "../postgres/connection.ts";
import { readSql } from "../system/package-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { withWorld } from "../workspace/world.ts";
import { readLatestFacts, unknownNode } from "./facts.ts";
import { expectationsOf, listed, nodesOf, reportOf } from "./machines.ts";

export interface CompareRequest {
  /** The node's name. */
  readonly node: string;
}

/** A machine as declared, as configured and as it runs, at one instant. V7-M001 for one that has no row. */
export async function compareMachine(
  workspace: Workspace,
  { node: name }: CompareRequest,
): Promise<Answer<NodeCompareOutput>> {
  const compared = await withWorld(workspace, async (world, connection) => {
    const nodes = nodesOf(world);
    const node = nodes.find((one) => one.name === name);
    if (node === undefined)
      throw unknownNode(
        name,
        nodes.map((one) => one.name),
      );
    const facts = await readLatestFacts(connection, name);
    const byName = new Map(facts.map((fact) => [fact.fact, fact]));
    return {
      machine: listed(reportOf(world, node, facts), node.fields),
      expectations: allExpectations(expectationsOf(world, node), byName),
      facts,
      replication: await readLinks(connection, name),
      interfaces: interfacesOf(world, name),
    };
  });
  return answer({ database: workspace.database.describe(), ...compared });
}

function interfacesOf(world: World, node: string): NetworkInterface[] {
  const own = [...world.live.values()].filter(
    ({ kind, address }) => kind === "NodeInterface" && stepsOf(address)[1] === node,
  );
  const shown = own.map(({ address, name, fields }) => ({
    address,
    ip_address: name,
    name: text(fields["name"]),
    type: text(fields["type"]),
    netmask: text(fields["netmask"]),
    gateway: text(fields["gateway"]),
    is_primary: fields["isPrimary"] === true,
    status: text(fields["status"]),
    is_declared: world.applied.has(address),
  }));
  return shown.toSorted((left, right) => Number(right.is_primary) - Number(left.is_primary));
}

function text(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

async function readLinks(connection: Connection, node: string): Promise<ReplicationLink[]> {
  const { rows } = await connection.query<{ link: ReplicationLink }>(readSql("nodes/replication.sql"), [node]);
  return rows.map(({ link }) => link);
}
