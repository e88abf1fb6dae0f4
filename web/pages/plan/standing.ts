import type { PlanFile } from "../../../src/model/output/plan-file.ts";
import type { PlanStanding } from "../../../src/model/output/show-plan.ts";
import { shellWord } from "../../parts/shell-word.ts";
import { briefly } from "../../parts/moments.ts";
import type { LastApplied } from "./sided.ts";

/** A plan and how it stands, of `/plan` and of `/plans/ID` alike. */
export interface ReviewedPlan {
  readonly plan: PlanFile;
  /** Null where the database did not say. */
  readonly standing: Pick<
    PlanStanding,
    "advisory" | "approvals" | "missing" | "approvers" | "asked_at" | "next"
  > | null;
  /** `open` for the plan that the documents make now. */
  readonly status: PlanStanding["status"] | "unknown";
  readonly because: string | null;
  readonly appliedBy: string | null;
  /** What v7 last wrote of the rows that it changes; null where nobody could say. */
  readonly lastApplied: LastApplied;
  /** Until when it may be carried out, as far as Policy says; ISO 8601. */
  readonly expiresAt: string | null;
  readonly refused: PlanStanding["refused"];
}

/** Commands of plans that are of no rows, by the kind of their changes. */
const deeds: Readonly<Record<string, { readonly again: string; readonly carryOut: string }>> = {
  Copy: { again: "v7 consolidate plan GROUP -o FILE.json", carryOut: "v7 consolidate execute" },
  DartPush: { again: "v7 dart push", carryOut: "v7 dart push" },
};

function deedOf({ resource_changes: [first] }: PlanFile): { readonly again: string; readonly carryOut: string } {
  if (first?.kind === "EnumMigration") {
    const direction = String(first.change.after?.["direction"] ?? "implement");
    const name = first.address.slice(first.address.indexOf("/") + 1);
    return { again: `v7 enum ${direction} ${shellWord(name)}`, carryOut: `v7 enum ${direction}` };
  }
  return deeds[first?.kind ?? ""] ?? { again: "v7 plan", carryOut: "v7 apply" };
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
export function verdictOn(reviewed: ReviewedPlan, now = new Date()): Verdict {
  const { plan, status, because, appliedBy, expiresAt } = reviewed;
  const id = `Plan ${plan.plan_id.slice(0, 6)}`;
  const why = because === null ? "" : `: ${because}`;
  const again: Step = { says: "To plan again", command: deedOf(plan).again };
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
  if (status === "expired")
    return {
      title: `${id} has expired${expiresAt === null ? why : `, ${briefly(new Date(expiresAt), now)}`}`,
      steps: [again],
      note: "",
    };
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
  return ofOpen(id, reviewed, now);
}

function ofConflicts(id: string, { conflicts }: PlanFile): Verdict {
  const rows = conflicts.length === 1 ? "a row needs" : `${conflicts.length} rows need`;
  const steps = conflicts.slice(0, 3).flatMap(({ address }) => [
    { says: `Take what ${address} holds`, command: `v7 pull ${shellWord(address)} --theirs` },
    { says: "Or let the document win", command: `v7 plan --force-conflicts ${shellWord(address)}` },
  ]);
  return { title: `${id} cannot be applied: ${rows} a decision`, steps, note: "" };
}

function ofOpen(id: string, { plan, standing, expiresAt, refused }: ReviewedPlan, now: Date): Verdict {
  const apply: Step = { says: carryingOut(plan), command: applyCommand(plan, standing?.next ?? null) };
  const approve: Step = { says: "To agree, as one who may", command: `v7 approve ${plan.plan_id.slice(0, 16)}` };
  if (standing === null)
    return { title: `${id}: how it stands is not known`, steps: [], note: "The database did not say who has agreed." };
  const { missing, advisory } = standing;
  if (plan.approvals_required.length === 0)
    return { title: `${id} is ready, nobody has to agree`, steps: [apply], note: "" };
  const until = expiresAt === null ? "" : `, until ${briefly(new Date(expiresAt), now)}`;
  if (missing.length === 0) return { title: `${id} is agreed${until}`, steps: [apply], note: "" };
  if (advisory)
    return {
      title: `${id} asks for ${list(missing)}; here that is advice`,
      steps: [approve, { ...apply, says: "Then, or without" }],
      note: "On the embedded server one login is everybody, so nothing enforces it.",
    };
  const waits = { steps: [approve, { ...apply, says: `Then, ${carryingOut(plan).replace("To apply it, ", "")}` }] };
  if (refused !== null)
    return {
      ...waits,
      title: `${id} was refused ${briefly(new Date(refused.at), now)} and waits for ${list(missing)}`,
      note: `Nothing was written: ${refused.because}.`,
    };
  return {
    ...waits,
    title: `${id} waits for ${list(missing)}`,
    note: "Until they agreed, an apply is refused and writes nothing.",
  };
}

function carryingOut(plan: PlanFile): string {
  return deedOf(plan).carryOut === "v7 apply" ? "To apply it, from a clean main" : "To carry it out";
}

/** What the server says to type, with as many digits of the id as nobody else's plan has; else the usual. */
function applyCommand(plan: PlanFile, next: string | null): string {
  const { carryOut } = deedOf(plan);
  const [short, long] = [plan.plan_id.slice(0, 6), plan.plan_id.slice(0, 16)];
  const told = next?.startsWith(`${carryOut} ${short} `) === true ? next.replace(short, long) : undefined;
  return told ?? `${carryOut} ${long} --approved`;
}

export function list(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
