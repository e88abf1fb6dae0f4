import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { CollectedMachine, NodeFactsCollectedOutput } from "../../model/output/node-facts-collected.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { withWorld } from "../../workspace/world.ts";
import { machinesAtHand } from "./at-hand.ts";
import { lookAtMachine } from "./look-at-machine.ts";
import { recordInTurn } from "./record-look.ts";

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
  const machines = await withWorld(workspace, (world) => machinesAtHand(workspace, world, node));
  const record = recordInTurn(workspace);
  const collected = await Promise.all(
    machines.map(async (machine) => {
      const look = await lookAtMachine(workspace, machine);
      return record(machine, look);
    }),
  );
  const away = collected.filter(({ reached, postgresql }) => !reached || postgresql?.reached === false);
  const output = { database: workspace.database.describe("write"), machines: collected };
  return answer(output, away.length === 0 ? null : somebodyAway(away));
}

function somebodyAway(away: readonly CollectedMachine[]): Failure {
  const named = away.map(reasonOf).join(", ");
  return new Failure("V7-M006", `not every machine could be looked at: ${named}`, {
    next: away.map(({ node }) => `v7 node facts ${node} --collect`),
  });
}

function reasonOf({ node, reached, because, postgresql }: CollectedMachine): string {
  const reasons = [
    ...(reached ? [] : [because ?? ""]),
    ...(postgresql === null || postgresql.reached ? [] : [`PostgreSQL: ${postgresql.because}`]),
  ];
  return `${node} (${reasons.join("; ")})`;
}
