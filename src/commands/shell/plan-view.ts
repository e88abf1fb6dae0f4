import type { PlannedChanges } from "../../engine/plan/make-plan.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { fieldSpecOf } from "../../model/kind.ts";
import type { PlanView } from "../../render/plan/plan-view.ts";

/** A plan with what its texts show around it. */
export function planView(workspace: Workspace, planned: PlannedChanges): PlanView {
  const where = gitLine(workspace, planned);
  return {
    plan: planned.plan,
    databaseLine: planned.database,
    ...(where === undefined ? {} : { gitLine: where + lastApplyText(planned) }),
    ...(planned.sql ? { sql: planned.sql } : {}),
    referenceSegment: referenceSegments(workspace),
    keepsRows: keptKinds(workspace),
    approvalsAreAdvisory: !workspace.database.separatesLogins,
    now: workspace.now(),
    timeZone: workspace.config.timezone,
  };
}

/** `main 8e2d410`; undefined outside git. */
export function gitLine({ repository }: Workspace, { revision }: Pick<PlannedChanges, "revision">): string | undefined {
  if (!repository.isGit) return undefined;
  const { branch = "detached", commit, dirty } = revision;
  return `${branch} ${commit?.slice(0, 7) ?? "without commits"}${dirty ? " with uncommitted changes" : ""}`;
}

function lastApplyText({ containsLastApply }: PlannedChanges): string {
  if (containsLastApply === undefined) return "";
  return containsLastApply ? ", contains last apply" : ", does not contain the last apply";
}

/** The first part of the addresses that a field's names stand for. */
export function referenceSegments({ kinds }: Workspace): (kind: string, field: string) => string | undefined {
  return (kindName, field) => {
    const kind = kinds.byName(kindName);
    return kinds.byName((kind && fieldSpecOf(kind, field)?.references) ?? "")?.segment;
  };
}

/** Tells of a kind whether its rows stay when they are removed. */
export function keptKinds({ kinds }: Workspace): (kind: string) => boolean {
  return (kind) => kinds.byName(kind)?.table?.retirement !== undefined;
}
