import type { Address } from "../../model/address.ts";
import type { PlanOutput } from "../../model/output/plan.ts";
import type { PlanStanding, ShowPlanOutput } from "../../model/output/show-plan.ts";
import type { Plan } from "../../model/plan.ts";
import { type PlanFile, planOf } from "../../model/plan-file.ts";
import type { Clock } from "../type/time.ts";

/** Who has agreed to a plan, who is missing, and what to type next. */
export type PlanAgreement = Pick<PlanOutput, "approvals" | "missing" | "approvers" | "asked_at" | "next">;

/** A plan as its texts draw it. */
export interface PlanView extends Clock {
  readonly plan: Plan;
  /** `aya_rag on ALPHA`. */
  readonly databaseLine: string;
  /** `wo-1.3 4c1e9aa, contains last apply`; absent outside git. */
  readonly gitLine?: string;
  /** The statements of each change, when they were asked for. */
  readonly sql?: ReadonlyMap<Address, string>;
  /** All fields of all new and removed rows, however many there are. */
  readonly isFull?: boolean;
  /** Who agreed, who is missing, what to type next; absent where nobody could say. */
  readonly agreement?: PlanAgreement;
  /** Of a plan made earlier: what has become of it. */
  readonly standing?: Pick<PlanStanding, "status" | "because" | "expires_at" | "refused">;
  /** Whoever reads it is asked about it at once: what to type next would be beside the point. */
  readonly isQuestion?: boolean;
  /** The file it was written to, where somebody asked for one. */
  readonly writtenTo?: string | undefined;
  /** Nothing here can tell people apart, so approvals are asked for and not required. */
  readonly approvalsAreAdvisory?: boolean;
  /** The first part of the addresses a field's names stand for: `task` for a Task's `dependsOn`. */
  readonly referenceSegment?: (kind: string, field: string) => string | undefined;
  /** What the rules say that a kind's documents set, a sentence each. */
  readonly rulesOf?: (kind: string) => readonly string[];
  /** True of kinds whose rows a removal takes out of use instead of deleting them. */
  readonly keepsRows?: (kind: string) => boolean;
}

/** The plan that a use case answered, to be drawn. */
export function planViewOf(output: PlanOutput, clock: Clock): PlanView {
  const where = gitLine(output.git);
  return {
    ...savedPlanView(output, clock),
    ...(where === undefined ? {} : { gitLine: where + lastApplyText(output) }),
    approvalsAreAdvisory: output.advisory,
    agreement: output,
  };
}

/** A saved plan with what has become of it, to be drawn. */
export function shownPlanView({ plan, kinds, standing }: ShowPlanOutput, clock: Clock): PlanView {
  const view = savedPlanView({ ...plan, kinds }, clock);
  return standing === null ? view : { ...view, standing, agreement: standing, approvalsAreAdvisory: standing.advisory };
}

/** A saved plan, to be drawn: of where it was made nothing is said, for that was then. */
function savedPlanView(file: Omit<PlanFile, "format_version"> & Pick<PlanOutput, "kinds">, clock: Clock): PlanView {
  const statements = file.resource_changes.flatMap(({ address, sql }) =>
    sql === undefined ? [] : [[address, sql] as const],
  );
  const kinds = new Map(Object.entries(file.kinds));
  return {
    ...clock,
    plan: planOf({ format_version: 1, ...file }),
    databaseLine: file.database.name,
    ...(statements.length === 0 ? {} : { sql: new Map(statements) }),
    referenceSegment: (kind, field) => new Map(Object.entries(kinds.get(kind)?.references ?? {})).get(field),
    rulesOf: (kind) => kinds.get(kind)?.rules.map(({ says }) => says) ?? [],
    keepsRows: (kind) => kinds.get(kind)?.keeps_rows ?? false,
  };
}

/** `main 8e2d410`; undefined outside git. */
export function gitLine({ branch, commit, dirty }: PlanFile["git"]): string | undefined {
  if (branch === null && commit === null) return undefined;
  const at = `${branch ?? "detached"} ${commit?.slice(0, 7) ?? "without commits"}`;
  return `${at}${dirty ? " with uncommitted changes" : ""}`;
}

function lastApplyText({ contains_last_apply: contains }: PlanOutput): string {
  if (contains === null) return "";
  return contains ? ", contains last apply" : ", does not contain the last apply";
}
