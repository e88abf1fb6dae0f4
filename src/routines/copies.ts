import type { Tell } from "../model/work-event.ts";
import { execute } from "../consolidate/copy/execute.ts";
import { countsOf, planGroup, recordPlanned } from "../consolidate/copy/make-plan.ts";
import { changesOf, conflictsOf, copiesOf } from "../consolidate/copy/manifest.ts";
import type { Surroundings } from "../consolidate/surroundings.ts";
import { type Admitted, admitDeed, keepSealed, sealDeed } from "../engine/approvals/sealed-plan.ts";
import { deeds } from "../model/deed.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { CopyPlanView, Execution } from "../model/consolidation.ts";

/** A plan of copies as it is shown and as it is saved. */
export interface SealedView extends CopyPlanView {
  readonly file: Awaited<ReturnType<typeof sealDeed>>;
}

/** Plans a group and seals the plan; one without conflicts is kept, so that it can be approved and executed. */
export async function makeCopies(workspace: Workspace, surroundings: Surroundings, name: string): Promise<SealedView> {
  const plan = await planGroup(surroundings, name);
  const { group, node, passed, present, ignored } = plan;
  const counts = countsOf(plan);
  const file = await sealDeed(workspace, {
    changes: changesOf(plan.copies),
    conflicts: conflictsOf(plan),
    detail: {
      group,
      node,
      counts: { ...counts },
      passed: passed.map((entry) => ({ ...entry })),
      present,
      ignored,
    },
  });
  if (plan.conflicts.length === 0 && plan.copies.length > 0) {
    await keepSealed(workspace, file);
    await recordPlanned(surroundings, plan);
  }
  return { plan, file, counts, isAdvisory: !workspace.database.separatesLogins };
}

export interface ExecuteCopiesRequest {
  /** A plan file or an id prefix. */
  readonly plan: string;
  readonly approved: boolean;
  readonly tell?: Tell | undefined;
}

/** Executes a plan that may be executed now, as it is. */
export async function executeCopies(
  workspace: Workspace,
  surroundings: Surroundings,
  { plan, approved, tell }: ExecuteCopiesRequest,
): Promise<Execution> {
  const admitted = await admitDeed(workspace, { deed: deeds.Copy, plan, approved });
  const copies = copiesOf(admitted.plan.changes);
  return execute(surroundings, {
    planId: admitted.plan.planId,
    copies,
    consent: consentOf(admitted, await workspace.actor()),
    tell,
  });
}

/** Where nobody's approval is asked for, the flag is the consent of whoever gave it. */
function consentOf({ plan, approvals }: Admitted, actor: string): { readonly by: string; readonly at: string | null } {
  const asked = new Set(plan.approvals.map(({ persona }) => persona));
  const counted = approvals.filter(({ persona }) => asked.has(persona));
  const [first] = counted;
  if (first === undefined) return { by: actor, at: null };
  return { by: [...new Set(counted.map(({ approved_by }) => approved_by))].join(", "), at: first.approved_at };
}
