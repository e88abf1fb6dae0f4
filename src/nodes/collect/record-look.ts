import { type Fact, factPrefixes } from "../../model/machine.ts";
import type { CollectedMachine } from "../../model/output/node-facts-collected.ts";
import type { Fields } from "../../model/resource.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { recordObservation } from "../facts.ts";
import { recordCatalogues } from "../postgresql/catalogue.ts";
import type { ServerLook } from "../postgresql/look.ts";
import type { Machine } from "./at-hand.ts";
import type { Look } from "./look-at.ts";
import type { MachineLook } from "./look-at-machine.ts";

/** Records looks one after another, in the order in which they are there: a database has few sessions, and machines may be many. */
export function recordInTurn(workspace: Workspace): (machine: Machine, look: MachineLook) => Promise<CollectedMachine> {
  let last: Promise<unknown> = Promise.resolve();
  return (machine, look) => {
    const recording = last.then(() => recordLook(workspace, machine, look));
    last = recording.catch(() => undefined);
    return recording;
  };
}

/** Records what was seen of a machine, or that it was away. */
async function recordLook(workspace: Workspace, machine: Machine, look: MachineLook): Promise<CollectedMachine> {
  const { node, by } = machine;
  const observedAt = workspace.now();
  const facts = [...(by === "ssh" ? [wayTo(node.fields, look)] : []), ...seenFacts(workspace, look)];
  const { hostName } = workspace.system;
  const observations = [
    { source: by === "here" ? `v7 on ${hostName()}` : `v7 on ${hostName()}, over ssh`, facts },
    { source: `v7 on ${hostName()}, by PostgreSQL`, facts: look.server?.facts ?? [] },
  ];
  let recorded = 0;
  for (const observation of observations.filter((one) => one.facts.length > 0)) {
    recorded += (await recordObservation(workspace, { node: node.name, ...observation }, observedAt)).recorded;
  }
  await recordCatalogues(workspace, node.name, look.server?.catalogues ?? []);
  const { seen, failure, milliseconds } = look;
  return {
    node: node.name,
    by,
    reached: seen !== undefined,
    because: failure ?? null,
    recorded,
    duration_ms: milliseconds,
    clock_ahead_s: seen === undefined ? null : Math.round((seen.clock - observedAt.getTime()) / 1_000),
    unfinished: seen?.unfinished.map((one) => ({ ...one })) ?? [],
    postgresql: look.server === undefined ? null : askedServer(look.server),
  };
}

function askedServer({ failure, unknown }: ServerLook): NonNullable<CollectedMachine["postgresql"]> {
  return { reached: failure === undefined, because: failure ?? null, unknown: [...unknown] };
}

function wayTo({ ssh }: Fields, { seen, failure }: Look): Fact {
  const address = (ssh as { readonly host?: string } | undefined)?.host ?? "";
  return {
    fact: `${factPrefixes.way}ssh`,
    value: { reachable: seen !== undefined, address, ...(failure === undefined ? {} : { note: failure }) },
  };
}

/** With how long it took, and what the machine's clock said beside this one's. */
function seenFacts({ now }: Workspace, { seen, milliseconds }: Look): readonly Fact[] {
  if (seen === undefined) return [];
  const { facts, clock, unfinished } = seen;
  return [
    ...facts,
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
