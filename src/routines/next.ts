import { readPending } from "../engine/approvals/approvals.ts";
import { claimTask } from "../engine/edit/claim.ts";
import { decide, everything } from "../engine/plan/decide.ts";
import { attributed } from "../engine/plan/explain-plan.ts";
import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { NextClaim, NextOutput } from "../model/output/next.ts";
import type { World } from "../model/world.ts";
import { type Evidence, nextActions } from "../plan/next-actions.ts";
import { readyTasks } from "../plan/ready-tasks.ts";
import type { Connection } from "../postgres/connection.ts";
import { readSql } from "../system/package-file.ts";
import { readState } from "../workspace/state.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { withWorld } from "../workspace/world.ts";
import { phaseNextStep } from "./status.ts";

export interface NextRequest {
  /** Only what this persona can do; absent: what anybody can. */
  readonly persona?: string | undefined;
  /** How many are answered. */
  readonly limit: number;
  /** Take the first task that can begin, for so many milliseconds. Needs a persona. */
  readonly claimFor?: number | undefined;
}

/** What to do now, the gravest first, and with a claim the first task taken. Throws V7-P074 where no task is free. */
export async function readNext(workspace: Workspace, request: NextRequest): Promise<Answer<NextOutput>> {
  const { persona, limit, claimFor } = request;
  const evidence = await gather(workspace);
  const actions = nextActions(evidence, { persona });
  const claim = claimFor === undefined ? null : await claimed(workspace, evidence, { persona, claimFor });
  return answer({ actions: actions.slice(0, limit), total: actions.length, claim });
}

async function gather(workspace: Workspace): Promise<Evidence> {
  const state = await readState(workspace);
  const errors = state.findings.filter(({ severity }) => severity === "error").length;
  return withWorld(workspace, async (world, connection) => {
    const plan = errors > 0 ? undefined : decide(workspace, { state, world }, everything);
    return {
      world,
      plan,
      errors,
      drift: await attributed({ workspace, connection }, plan?.drift ?? []),
      conflicts: plan?.conflicts ?? [],
      waiting: await readPending({ workspace, connection }, world),
      phaseStep: phaseNextStep(workspace, world),
      queued: await readQueue(connection),
      now: workspace.now(),
    };
  });
}

async function readQueue(connection: Connection): Promise<Evidence["queued"]> {
  const { rows } = await connection.query<Evidence["queued"][number]>(readSql("routines/next/queued.sql"));
  return rows;
}

interface Claiming {
  readonly persona: string | undefined;
  readonly claimFor: number;
}

async function claimed(
  workspace: Workspace,
  { world, now }: { readonly world: World; readonly now: Date },
  { persona, claimFor }: Claiming,
): Promise<NextClaim> {
  if (persona === undefined)
    throw new Failure("V7-C004", "--claim takes a task for a persona", { next: ["v7 next --claim --as PERSONA"] });
  const [first] = readyTasks({ world, now }, { persona });
  if (first === undefined)
    throw new Failure("V7-P074", `no task that can begin is free for ${persona}`, {
      next: ["v7 next", "v7 report readiness"],
    });
  const { address } = first;
  const until = new Date(now.getTime() + claimFor).toISOString().replace(/\.\d+Z$/, "Z");
  const { files, diffs } = await claimTask(workspace, { address, by: persona, until });
  return { address, by: persona, until, files: [...files], diffs: [...diffs] };
}
