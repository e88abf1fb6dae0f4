import { sameJson } from "../../model/json.ts";
import type { LiveResource, World } from "../../model/world.ts";
import { policyInForce } from "../../plan/policy.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { unknownNode } from "../facts.ts";
import { expectationsOf, nodesOf } from "../machines.ts";
import { entriesOf, type LookedFor } from "./declared-probes.ts";
import { type NodeServer, serverOf } from "../postgresql/server.ts";
import { type Shell, shellHere, shellOver } from "./run-script.ts";
import { nodeHere, unknownHere } from "./whose.ts";

/** A machine that can be looked at, and how. */
export interface Machine {
  readonly node: LiveResource;
  readonly by: "here" | "ssh";
  readonly shell: Shell;
  readonly sought: LookedFor;
  /** Undefined where the document names none. */
  readonly server: NodeServer | undefined;
  /** Addresses that its document tells. */
  readonly interfaces: readonly string[];
}

/** The machine of a name, or this one and all that are reached over ssh. V7-M001 and V7-M005 where there is none. */
export async function machinesAtHand(workspace: Workspace, world: World, name: string | undefined): Promise<Machine[]> {
  const nodes = nodesOf(world);
  const asked = nodes.find((node) => node.name === name);
  if (name !== undefined && asked === undefined)
    throw unknownNode(
      name,
      nodes.map((one) => one.name),
    );
  const here = await nodeHere(workspace, nodes);
  const wanted = asked === undefined ? nodes : [asked];
  const machines = wanted.flatMap((node): readonly Machine[] => {
    const shell = node === here ? shellHere(workspace.variable) : shellOver(node.fields, workspace.variable);
    if (shell === undefined) return [];
    const by = node === here ? ("here" as const) : ("ssh" as const);
    const sought = soughtOn(workspace, world, node);
    const { interfaces } = expectationsOf(world, node);
    return [{ node, by, shell, sought, server: serverOf(workspace, world, node), interfaces }];
  });
  if (machines.length > 0) return machines;
  throw asked === undefined
    ? unknownHere("no node has its name, and none has spec.ssh", nodes)
    : unknownHere(`${asked.name} has no spec.ssh, and this machine is called ${workspace.system.hostName()}`, [asked]);
}

function soughtOn({ kinds }: Workspace, world: World, node: LiveResource): LookedFor {
  const expected = expectationsOf(world, node);
  const { commands } = policyInForce(kinds, world);
  return {
    software: entriesOf(expected.node["software"]),
    services: expected.services,
    checks: entriesOf(expected.node["checks"]),
    mayRun: (words) => commands.some((allowed) => sameJson([...allowed], [...words])),
  };
}
