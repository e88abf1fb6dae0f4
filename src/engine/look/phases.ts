import { type Address, nameOf } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type { Kinds, Projection } from "../../model/kind.ts";
import type { GateStanding, ListedPhase, PartDone, PhaseListOutput } from "../../model/output/phase-list.ts";
import type { Fields } from "../../model/resource.ts";
import { gateChecklist, gateState } from "../../plan/gate-checklist.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type Look, lookAt, numberIn, textIn } from "./resources.ts";
import { risks } from "./risk.ts";

/** The phases, what belongs to each, and its gate. */
export async function listPhases(workspace: Workspace): Promise<Answer<PhaseListOutput>> {
  const { kinds } = workspace;
  return lookAt(workspace, (look) => {
    const { projection } = look;
    const phases = [...look.all("Phase")].map(([address, fields]) => ({
      address,
      name: textIn(fields, "name"),
      status: textIn(fields, "status") ?? "not_started",
      lead: textIn(fields, "leadPersona"),
      day: dayOf(fields, workspace.now()),
      planned_days: numberIn(fields, "plannedDays"),
      ...belongings(look, nameOf(address)),
      gate: gateStanding({ kinds, projection }, address),
    }));
    return answer({ phases });
  });
}

/** The day a phase is in, from 1, or the days it took. A row may hold `infinity`, which is no day to count from. */
export function dayOf(fields: Fields, now: Date): number | null {
  const started = Date.parse(textIn(fields, "startedAt") ?? "");
  const ended = Date.parse(textIn(fields, "completedAt") ?? "");
  if (Number.isNaN(started)) return null;
  const until = Number.isNaN(ended) ? now.getTime() : ended;
  return Math.max(1, Math.floor((until - started) / 86_400_000) + 1);
}

/** What a phase has to hold for its gate to let the next one begin. */
export const passedPhase: Fields = { status: "completed" };

function gateStanding(
  judging: { readonly kinds: Kinds; readonly projection: Projection },
  address: Address,
): GateStanding | null {
  const rules = gateChecklist(judging, address, passedPhase);
  if (rules.length === 0) return null;
  return { state: gateState(rules), codes: rules.filter(({ state }) => state !== "passed").map(({ code }) => code) };
}

type Belongings = Pick<ListedPhase, "tasks" | "files" | "enums" | "highest_risk">;

function belongings({ all }: Look, phase: string): Belongings {
  const number = Number(phase);
  const inPhase = (kind: string): Fields[] => [...all(kind).values()].filter((fields) => fields.phase === number);
  const tasks = [...all("Task")].filter(([address]) => nameOf(address).startsWith(`${phase}.`)).map(([, own]) => own);
  const enums = inPhase("EnumPlan");
  const left = [
    ...enums.filter((fields) => !isOne(finished.enums, fields, "status")).map((fields) => fields.riskLevel),
    ...inPhase("Impact")
      .filter((fields) => (fields.approvalStatus ?? "pending") === "pending")
      .map((fields) => fields.riskAssessment),
  ];
  return {
    tasks: share(tasks, finished.tasks, "status"),
    files: share(inPhase("FilePlan"), finished.files, "workflowStatus"),
    enums: share(enums, finished.enums, "status"),
    highest_risk: risks.find((risk) => left.includes(risk)) ?? null,
  };
}

const finished = {
  tasks: new Set(["completed", "cancelled"]),
  files: new Set(["migrated", "retired"]),
  enums: new Set(["implemented", "validated", "retired"]),
} as const;

function share(resources: readonly Fields[], statuses: ReadonlySet<string>, field: string): PartDone {
  return { done: resources.filter((fields) => isOne(statuses, fields, field)).length, all: resources.length };
}

function isOne(statuses: ReadonlySet<string>, fields: Fields, field: string): boolean {
  return statuses.has(textIn(fields, field) ?? "");
}
