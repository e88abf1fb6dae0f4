import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import { sameJson } from "../../model/json.ts";
import { type Fact, factPrefixes } from "../../model/machine.ts";
import type { CollectedMachine, NodeFactsCollectedOutput } from "../../model/output/node-facts-collected.ts";
import type { Fields } from "../../model/resource.ts";
import type { LiveResource, World } from "../../model/world.ts";
import { policyInForce } from "../../plan/policy.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";
import { recordObservation, unknownNode } from "../facts.ts";
import { expectationsOf, nodesOf } from "../machines.ts";
import { entriesOf, type LookedFor } from "./declared-probes.ts";
import { declaredOf, hideIdentity, readHidingKey } from "./hide.ts";
import { type Look, lookAt } from "./look-at.ts";
import { type Shell, shellHere, shellOver } from "./run-script.ts";
import { nodeHere, unknownHere } from "./whose.ts";

export interface CollectRequest {
  /** A node's name; absent: this machine, and every node that is reached over ssh. */
  readonly node?: string | undefined;
}

/**
 * Looks at machines, all at once, and records what was seen of each by itself: one that is away keeps nothing from the others, and that it was
 * is a fact too. V7-M001 and V7-M005 for nodes that nobody can look at; V7-M006 is the problem where somebody was away.
 */
export async function collectFacts(
  workspace: Workspace,
  { node }: CollectRequest,
): Promise<Answer<NodeFactsCollectedOutput>> {
  const machines = await withWorld(workspace, (world) => machinesToLookAt(workspace, world, node));
  const collected = await Promise.all(
    machines.map(async (machine) => {
      const look = await lookAt(machine.shell, machine.sought, workspace.signal);
      return recorded(workspace, machine, look);
    }),
  );
  const away = collected.filter(({ reached }) => !reached);
  const output = { database: workspace.database.describe("write"), machines: collected };
  return answer(output, away.length === 0 ? null : somebodyAway(away));
}

interface Machine {
  readonly node: LiveResource;
  readonly by: "here" | "ssh";
  readonly shell: Shell;
  readonly sought: LookedFor;
  /** Addresses that its document tells. */
  readonly interfaces: readonly string[];
}

async function machinesToLookAt(workspace: Workspace, world: World, name: string | undefined): Promise<Machine[]> {
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
    const shell = node === here ? shellHere : shellOver(node.fields, workspace.variable("PATH"));
    if (shell === undefined) return [];
    const by = node === here ? ("here" as const) : ("ssh" as const);
    return [
      { node, by, shell, sought: soughtOn(workspace, world, node), interfaces: expectationsOf(world, node).interfaces },
    ];
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
    mayRun: (words) => commands.some((allowed) => sameJson([...allowed], [...words])),
  };
}

async function recorded(workspace: Workspace, machine: Machine, look: Look): Promise<CollectedMachine> {
  const { node, by } = machine;
  const observedAt = workspace.now();
  const facts = [...(by === "ssh" ? [wayTo(node.fields, look)] : []), ...seenFacts(workspace, machine, look)];
  const source =
    by === "here" ? `v7 on ${workspace.system.hostName()}` : `v7 on ${workspace.system.hostName()}, over ssh`;
  const { recorded: count } =
    facts.length === 0
      ? { recorded: 0 }
      : await recordObservation(workspace, { node: node.name, source, facts }, observedAt);
  const { seen, failure, milliseconds } = look;
  return {
    node: node.name,
    by,
    reached: seen !== undefined,
    because: failure ?? null,
    recorded: count,
    duration_ms: milliseconds,
    clock_ahead_s: seen === undefined ? null : Math.round((seen.clock - observedAt.getTime()) / 1_000),
    unfinished: seen?.unfinished.map((one) => ({ ...one })) ?? [],
  };
}

function wayTo({ ssh }: Fields, { seen, failure }: Look): Fact {
  const address = (ssh as { readonly host?: string } | undefined)?.host ?? "";
  return {
    fact: `${factPrefixes.way}ssh`,
    value: { reachable: seen !== undefined, address, ...(failure === undefined ? {} : { note: failure }) },
  };
}

/** With how long it took, and what the machine's clock said beside this one's. */
function seenFacts({ repository, now }: Workspace, machine: Machine, { seen, milliseconds }: Look): readonly Fact[] {
  if (seen === undefined) return [];
  const declared = declaredOf(machine.node.fields, machine.interfaces);
  const { clock, unfinished } = seen;
  return [
    ...hideIdentity(seen.facts, declared, readHidingKey(repository.home)),
    {
      fact: "look",
      value: {
        durationMs: milliseconds,
        clock: new Date(clock).toISOString(),
        clockAheadSeconds: Math.round((clock - now().getTime()) / 1_000),
        unfinished: unfinished.map(({ look, state }) => `${look} ${state}`),
      },
    },
  ];
}

function somebodyAway(away: readonly CollectedMachine[]): Failure {
  const named = away.map(({ node, because }) => `${node} (${because})`).join(", ");
  return new Failure("V7-M006", `not every machine could be looked at: ${named}`, {
    next: away.map(({ node }) => `v7 node facts ${node} --collect`),
  });
}
