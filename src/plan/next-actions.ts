import { type Address, nameOf, typedAddress } from "../model/address.ts";
import type { NextAction } from "../model/output/next.ts";
import type { Conflict, Drift, Plan } from "../model/plan.ts";
import { typedWord } from "../model/typed-word.ts";
import type { LiveResource, World } from "../model/world.ts";
import { type Asker, isFinished, isFor, namesIn, readyTasks, tasksOf } from "./ready-tasks.ts";

/** What is known when somebody asks what to do. */
export interface Evidence {
  readonly world: World;
  /** Undefined while the documents are wrong: then nobody knows what they would change. */
  readonly plan: Plan | undefined;
  /** How many findings keep the documents from being planned. */
  readonly errors: number;
  /** With who changed them. */
  readonly drift: readonly Drift[];
  readonly conflicts: readonly Conflict[];
  /** Plans that wait, with whose word. */
  readonly waiting: readonly {
    readonly plan_id: string;
    readonly missing: readonly string[];
    readonly next: string | null;
  }[];
  /** What takes the phase on that is under way; null where nothing does. */
  readonly phaseStep: string | null;
  /** What was queued, the most valuable first. */
  readonly queued: readonly {
    readonly title: string;
    readonly rationale: string | null;
    readonly argv: readonly string[];
  }[];
  readonly now: Date;
}

/** So long a task is in progress before somebody should look, in days. */
const usualDays = 3;

/**
 * What to do now, the gravest first: wrong documents, conflicts, drift, plans that wait, what is declared and not applied,
 * impacts without an answer, the gate, work that stands still, tasks that can begin, what was queued. Never a task that waits, or that is somebody
 * else's. The same evidence gives the same list.
 */
export function nextActions(evidence: Evidence, asker: Asker): NextAction[] {
  return [
    ...wrongDocuments(evidence),
    ...conflicts(evidence),
    ...drifted(evidence),
    ...waitingPlans(evidence, asker),
    ...undelivered(evidence),
    ...unansweredImpacts(evidence),
    ...gate(evidence),
    ...standingStill(evidence, asker),
    ...readyTasks(evidence, asker).map((task) => readyAction(evidence, task)),
    ...queued(evidence),
  ];
}

function wrongDocuments({ errors }: Evidence): NextAction[] {
  if (errors === 0) return [];
  const title = `The documents have ${errors} ${errors === 1 ? "error" : "errors"}`;
  return [
    { kind: "documents", address: null, title, why: "Nothing is planned while they do.", command: "v7 validate" },
  ];
}

function conflicts({ conflicts: rows }: Evidence): NextAction[] {
  return rows.map(({ address, message, fields }) => ({
    kind: "conflict",
    address,
    title: `${address} was changed here and in the database`,
    why: message,
    command: fields.length === 0 ? "v7 plan" : `v7 pull ${typedAddress(address)} --theirs`,
  }));
}

function drifted({ drift }: Evidence): NextAction[] {
  return byAddress(drift).map(([address, [first]]) => ({
    kind: "drift",
    address,
    title: `${address} was changed outside v7`,
    why: whoChanged(first),
    command: `v7 pull ${typedAddress(address)}`,
  }));
}

function waitingPlans({ waiting }: Evidence, { persona }: Asker): NextAction[] {
  return waiting
    .filter(({ missing }) => persona === undefined || missing.includes(persona))
    .map(({ plan_id: id, missing, next }) => ({
      kind: "approval",
      address: null,
      title: `Plan ${id.slice(0, 6)} waits for ${missing.join(" and ")}`,
      why: "Look at it, then agree or not.",
      command: next,
    }));
}

function undelivered({ plan, waiting }: Evidence): NextAction[] {
  if (plan === undefined || plan.changes.length === 0) return [];
  if (waiting.some(({ plan_id: id }) => id === plan.planId)) return [];
  const count = plan.changes.length;
  const title = `${count} ${count === 1 ? "change is" : "changes are"} declared and not applied`;
  return [{ kind: "plan", address: null, title, why: "The rows are not as the documents say.", command: "v7 plan" }];
}

const severe = new Set(["high", "critical"]);
const answers = new Set(["approved", "rejected"]);

function unansweredImpacts({ world }: Evidence): NextAction[] {
  return [...world.live.values()]
    .filter(({ kind, fields }) => kind === "Impact" && severe.has(String(fields.riskAssessment)))
    .filter(({ fields }) => !answers.has(String(fields.approvalStatus)))
    .map(({ address, fields }) => ({
      kind: "impact",
      address,
      title: `${address} is ${String(fields.riskAssessment)} and has no answer`,
      why: String(fields.description ?? ""),
      command: `v7 impact approve ${typedWord(nameOf(address))} --as PERSONA`,
    }));
}

/** A task that the gate waits for is named as what it is, below. */
function gate({ phaseStep: step }: Evidence): NextAction[] {
  if (step === null || step.startsWith("v7 task ")) return [];
  return [
    {
      kind: "gate",
      address: null,
      title: "The phase can go on",
      why: "Nothing else waits before this.",
      command: step,
    },
  ];
}

function standingStill({ world, now }: Evidence, { persona }: Asker): NextAction[] {
  return tasksOf(world)
    .filter(({ fields }) => fields.status === "in_progress" && isFor(fields.responsiblePersona, persona))
    .flatMap((task) => {
      const started = typeof task.fields.startedAt === "string" ? Date.parse(task.fields.startedAt) : Number.NaN;
      const days = Math.floor((now.getTime() - started) / 86_400_000);
      if (!(days > usualDays)) return [];
      const why = `In progress for ${days} days, by ${String(task.fields.responsiblePersona)}.`;
      return [
        {
          kind: "stale",
          address: task.address,
          title: titleOf(task),
          why,
          command: `v7 task show ${nameOf(task.address)}`,
        },
      ];
    });
}

function readyAction(evidence: Evidence, task: LiveResource): NextAction {
  const waiting = tasksOf(evidence.world).filter(
    (other) => !isFinished(other) && namesIn(other.fields.dependsOn).includes(task.name),
  ).length;
  const who = `For ${String(task.fields.responsiblePersona)}`;
  const why = waiting === 0 ? `${who}.` : `${who}; ${waiting} ${waiting === 1 ? "task waits" : "tasks wait"} for it.`;
  return {
    kind: "task",
    address: task.address,
    title: titleOf(task),
    why,
    command: `v7 task start ${nameOf(task.address)}`,
  };
}

function queued({ queued: actions }: Evidence): NextAction[] {
  return actions.map(({ title, rationale, argv }) => ({
    kind: "gap",
    address: null,
    title,
    why: rationale ?? "",
    command: argv.length === 0 ? null : argv.map(typedWord).join(" "),
  }));
}

function titleOf({ address, fields }: LiveResource): string {
  return `${address} ${String(fields.name)}`;
}

function byAddress(rows: readonly Drift[]): [Address, Drift[]][] {
  return [...Map.groupBy(rows, ({ address }) => address)];
}

function whoChanged(row: Drift | undefined): string {
  const { changedBy, application } = row ?? {};
  if (changedBy === undefined) return "Nobody knows by whom.";
  return `By ${changedBy}${application ? ` with ${application}` : ""}.`;
}
