import type { PlanFile } from "../../../src/model/output/plan-file.ts";
import type { PlanStanding } from "../../../src/model/output/show-plan.ts";
import { shellWord } from "../../parts/shell-word.ts";

/** A plan and how it stands, of `/plan` and of `/plans/ID` alike. */
export interface ReviewedPlan {
  readonly plan: PlanFile;
  /** Null where the database did not say. */
  readonly standing: Pick<PlanStanding, "advisory" | "approvals" | "missing" | "approvers" | "asked_at"> | null;
  /** `open` for the plan that the documents make now. */
  readonly status: PlanStanding["status"] | "unknown";
  readonly because: string | null;
  readonly appliedBy: string | null;
}

/** A command of the rail, with what it is for. */
export interface Step {
  readonly says: string;
  readonly command: string;
}

export interface Verdict {
  /** The page's sentence. */
  readonly title: string;
  /** What a person may type; none where something stands in the way that no command of theirs removes. */
  readonly steps: readonly Step[];
  readonly note: string;
}

/** What one may think of a plan, in a sentence, and what to type then. An approval is offered only to a plan that waits for one. */
export function verdictOn(reviewed: ReviewedPlan): Verdict {
  const { plan, standing, status, because, appliedBy } = reviewed;
  const id = `Plan ${plan.plan_id.slice(0, 6)}`;
  const why = because === null ? "" : `: ${because}`;
  const again: Step = { says: "To plan again", command: "v7 plan" };
  if (status === "applied") {
    const undo = appliedBy === null ? [] : [{ says: "To take it back", command: `v7 undo ${appliedBy.slice(0, 6)}` }];
    return {
      title: `${id} was applied${appliedBy === null ? "" : ` as ${appliedBy.slice(0, 6)}`}`,
      steps: undo,
      note: "",
    };
  }
  if (status === "stale")
    return { title: `${id} is stale${why}`, steps: [again], note: "This page stays what it was." };
  if (status === "expired") return { title: `${id} has expired${why}`, steps: [again], note: "" };
  if (status === "foreign") return { title: `${id} is another database's`, steps: [], note: because ?? "" };
  if (status === "replaced")
    return { title: `${id} was replaced${why}`, steps: [again], note: "This page stays what it was." };
  const [gate] = plan.gates;
  if (gate !== undefined || status === "closed")
    return {
      title: `${id} cannot be applied: ${gate?.message ?? because ?? "a gate is closed"}`,
      steps: gate === undefined ? [again] : [{ says: "Why, and what to do", command: `v7 explain ${gate.code}` }],
      note: "A closed gate is no matter of agreement.",
    };
  if (plan.conflicts.length > 0) return ofConflicts(id, plan);
  if (plan.resource_changes.length === 0)
    return { title: "No changes. The database matches the declared state.", steps: [], note: "" };
  return ofOpen(id, reviewed, standing);
}

function ofConflicts(id: string, { conflicts }: PlanFile): Verdict {
  const rows = conflicts.length === 1 ? "a row needs" : `${conflicts.length} rows need`;
  const steps = conflicts.slice(0, 3).flatMap(({ address }) => [
    { says: `Take what ${address} holds`, command: `v7 pull ${shellWord(address)} --theirs` },
    { says: "Or let the document win", command: `v7 plan --force-conflicts ${shellWord(address)}` },
  ]);
  return { title: `${id} cannot be applied: ${rows} a decision`, steps, note: "" };
}

function ofOpen(id: string, { plan }: ReviewedPlan, standing: ReviewedPlan["standing"]): Verdict {
  const long = plan.plan_id.slice(0, 16);
  const apply: Step = { says: "To apply it, from a clean main", command: `v7 apply ${long} --approved` };
  const approve: Step = { says: "To agree, as one who may", command: `v7 approve ${long}` };
  if (standing === null)
    return { title: `${id}: how it stands is not known`, steps: [], note: "The database did not say who has agreed." };
  const { missing, advisory } = standing;
  if (plan.approvals_required.length === 0)
    return { title: `${id} is ready, nobody has to agree`, steps: [apply], note: "" };
  if (missing.length === 0) return { title: `${id} is agreed`, steps: [apply], note: "" };
  if (advisory)
    return {
      title: `${id} asks for ${list(missing)}; here that is advice`,
      steps: [approve, { ...apply, says: "Then, or without" }],
      note: "On the embedded server one login is everybody, so nothing enforces it.",
    };
  return {
    title: `${id} waits for ${list(missing)}`,
    steps: [approve, { ...apply, says: "Then, from a clean main" }],
    note: "Until they agreed, an apply is refused and writes nothing.",
  };
}

export function list(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
