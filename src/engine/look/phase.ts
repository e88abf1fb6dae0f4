import { type Address, addressOf, compareAddresses, nameOf, typedAddress } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { Projection } from "../../model/kind.ts";
import type {
  JudgedRule as ToldRule,
  OpenResource,
  PhaseGate,
  PhaseShowOutput,
  PhaseTask,
} from "../../model/output/phase-show.ts";
import type { FieldSides } from "../../model/output/show.ts";
import type { ResourceChange } from "../../model/plan.ts";
import { planOf } from "../../model/plan-file.ts";
import type { Fields } from "../../model/resource.ts";
import type { World } from "../../model/world.ts";
import { gateChecklist, gateState, type JudgedRule } from "../../plan/gate-checklist.ts";
import { phaseApproval, taskStep } from "../../plan/next-step.ts";
import { obstacleTo, plannedWorld } from "../../plan/plan-standing.ts";
import { policyInForce } from "../../plan/policy.ts";
import { type PlannedWorld, project } from "../../plan/projection.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { decide, everything } from "../plan/decide.ts";
import { obstacleText } from "../plan/plan-standing.ts";
import { requirePlan } from "../plan/plan-store.ts";
import { evidenceOf } from "./evidence.ts";
import { dayOf, passedPhase } from "./phases.ts";
import { type Look, lookAt, textIn, textsIn } from "./resources.ts";
import { readSides } from "./show.ts";

export interface ShowPhaseRequest {
  /** The phase's number. */
  readonly phase: string;
  /** The plan on top of the rows that its gate is judged with: the first digits of its id, a file, or `now`; absent: none. */
  readonly with?: string | undefined;
}

/** What a phase's gate waits for, its tasks, and its sides. */
export async function showPhase(workspace: Workspace, request: ShowPhaseRequest): Promise<Answer<PhaseShowOutput>> {
  const address = addressOf("phase", request.phase);
  return lookAt(workspace, async (look) => {
    const sides = await readSides(workspace, look, address);
    const values = declaredValues(sides.fields);
    const phase = { address, name: text(values["name"]), status: text(values["status"]), ...values };
    const judging = await judgingWorld(workspace, look, request.with);
    const projection = project(judging.planned);
    const own = look.all("Phase").get(address) ?? {};
    return answer({
      phase,
      ...sides,
      day: dayOf(own, workspace.now()),
      gate: gateOf({ ...judging, projection }, address),
      tasks: await tasksOf(look, request.phase),
    });
  });
}

interface Judging {
  readonly planned: PlannedWorld;
  readonly plan: PhaseGate["plan"];
}

/** The rows, and the plan on top of them that somebody named. */
async function judgingWorld(workspace: Workspace, { state, world }: Look, reference?: string): Promise<Judging> {
  const { kinds } = workspace;
  if (reference === undefined) return { planned: plannedWorld([], { kinds, world }), plan: null };
  if (reference === "now") {
    const { planId, changes, records } = decide(workspace, { state, world }, everything);
    return { planned: { kinds, world, changes, records }, plan: { plan_id: planId, because: null } };
  }
  const file = await requirePlan(workspace, reference);
  const plan = planOf(file);
  const obstacle = obstacleTo({ plan, createdAt: file.created_at }, { kinds, world, now: workspace.now() });
  const because = obstacle === undefined || obstacle.status === "closed" ? null : obstacleText(obstacle);
  return { planned: plannedWorld(plan.changes, { kinds, world }), plan: { plan_id: plan.planId, because } };
}

type Judged = Judging & { readonly projection: Projection };

function gateOf(judged: Judged, address: Address): PhaseGate | null {
  const { planned, projection, plan } = judged;
  const rules = gateChecklist({ kinds: planned.kinds, projection }, address, passedPhase);
  if (rules.length === 0) return null;
  return { state: gateState(rules), plan, rules: rules.map((rule) => toldRule(judged, address, rule)) };
}

function toldRule({ planned, projection }: Judged, address: Address, rule: JudgedRule): ToldRule {
  const { code, state, says, because } = rule;
  const isAsked = state === "waits";
  const who = isAsked ? personasFor(planned, address) : [];
  const explain = state === "failed" && because.length === 0 ? `v7 explain ${code}` : null;
  return {
    code,
    state,
    says,
    open: because.toSorted(compareAddresses).map((one) => openResource(planned, projection, one)),
    who,
    command: isAsked ? phaseApproval(address, projection.all("Phase").get(address) ?? {}, who[0]) : explain,
  };
}

/** Whom the applied Policy asks where the phase is approved. */
function personasFor({ kinds, world }: PlannedWorld, address: Address): readonly string[] {
  const before = world.live.get(address)?.fields.status ?? null;
  const change: ResourceChange = {
    address,
    kind: "Phase",
    action: "update",
    before: { status: before },
    after: { status: "approved" },
    effects: [],
    fields: [{ field: "status", before, after: "approved" }],
    reason: "declared",
  };
  const asked = policyInForce(kinds, world).requiredApprovals([change]);
  return [...new Set(asked.map(({ persona }) => persona))];
}

function openResource({ kinds, world }: PlannedWorld, projection: Projection, address: Address): OpenResource {
  const kind = kinds.ofAddress(address)?.name ?? "";
  const fields = projection.all(kind).get(address);
  const drifted = projection.unproven(address).length > 0;
  return {
    address,
    name: textIn(fields, "name") ?? textIn(fields, "description"),
    status: textIn(fields, kind === "Impact" ? "approvalStatus" : "status"),
    who: textIn(fields, "responsiblePersona") ?? textIn(fields, "leadPersona"),
    drifted,
    command: drifted ? "v7 drift" : stepOf(kind, world, address),
  };
}

function stepOf(kind: string, world: World, address: Address): string | null {
  const row = world.live.get(address);
  if (kind === "Task") return row === undefined ? null : (taskStep(row)[0] ?? null);
  return kind === "Phase" ? `v7 phase show ${nameOf(address)}` : `v7 show ${typedAddress(address)}`;
}

async function tasksOf(look: Look, phase: string): Promise<PhaseTask[]> {
  const { all, projection } = look;
  const tasks = all("Task");
  const isOver = (name: string): boolean => tasks.get(addressOf("task", name))?.status === "completed";
  const own = new Map([...tasks].filter(([address]) => nameOf(address).startsWith(`${phase}.`)));
  const evidence = await evidenceOf(look, own);
  return [...own].map(([address, fields]) => ({
    address,
    name: textIn(fields, "name"),
    status: textIn(fields, "status") ?? "pending",
    who: textIn(fields, "responsiblePersona"),
    waits_for: waitingFor(fields)
      .filter((name) => !isOver(name))
      .map((name) => addressOf("task", name)),
    since: textIn(fields, "completedAt") ?? textIn(fields, "startedAt"),
    drifted: projection.unproven(address).length > 0,
    evidence: evidence(address),
  }));
}

/** What is done or given up waits for nothing. */
function waitingFor(fields: Fields): readonly string[] {
  return fields.status === "completed" || fields.status === "cancelled" ? [] : textsIn(fields, "dependsOn");
}

/** What the document says, else what the row holds. */
function declaredValues(fields: readonly FieldSides[]): JsonObject {
  return Object.fromEntries(fields.map(({ field, declared, live }) => [field, declared ?? live]));
}

function text(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}
