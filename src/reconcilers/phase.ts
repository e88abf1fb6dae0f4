import type { Code } from "../model/codes/codes.ts";
import type { Document } from "../model/document.ts";
import { type Address, addressOf, compareAddresses, nameOf } from "../model/address.ts";
import { documentFile } from "../model/file-name.ts";
import type { GateViolation, Kind, Projection, Reference, StatusMachine, TableSpec } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";
import { isJsonObject } from "../model/json.ts";
import { asksForCriteria, unmetCriteria } from "./completion.ts";
import { personasIn, resourceOf } from "./fields.ts";

const table: TableSpec = {
  name: "v7_migration_workflow",
  id: "id",
  key: [{ column: "phase_number", type: "integer" }],
  keyOf: (address) => [Number(nameOf(address))],
  addressOf: ([number]) => addressOf("phase", String(number)),
  ownership: "sole",
  fields: [
    { field: "name", column: "phase_name", type: "text", nullable: false },
    { field: "status", column: "status", type: "text", nullable: false, default: "not_started" },
    { field: "leadPersona", column: "lead_persona", type: "text", nullable: false },
    { field: "plannedDays", column: "planned_days", type: "integer", nullable: true },
    { field: "startedAt", column: "started_at", type: "timestamp", nullable: true },
    { field: "completedAt", column: "completed_at", type: "timestamp", nullable: true },
    { field: "approval.status", column: "approval_status", type: "text", nullable: true },
    { field: "approval.by", column: "approved_by", type: "text", nullable: true },
    { field: "approval.notes", column: "approval_notes", type: "text", nullable: true },
    { field: "deliverables", column: "deliverables", type: "jsonb", nullable: true },
    { field: "blockers", column: "blockers", type: "jsonb", nullable: true },
  ],
};

const status: StatusMachine = {
  field: "status",
  edges: {
    not_started: ["in_progress"],
    in_progress: ["review", "blocked", "rolled_back"],
    blocked: ["in_progress", "rolled_back"],
    review: ["approved", "rolled_back"],
    approved: ["completed", "rolled_back"],
    completed: ["rolled_back"],
    rolled_back: ["in_progress"],
  },
  effects: [
    { to: ["in_progress"], stamps: [{ field: "startedAt", ifNull: true }] },
    { to: ["completed"], stamps: [{ field: "completedAt" }] },
    { from: ["completed"], clears: ["completedAt"] },
    { to: ["not_started"], clears: ["startedAt"] },
    { to: ["rolled_back"], clears: ["completedAt", "approval.status", "approval.by"] },
  ],
};

/** A phase of the migration: it opens after the phases before it were approved and closes when its tasks are done. */
export const phase: Kind = {
  name: "Phase",
  segment: "phase",
  rank: 10,
  table,
  status,
  gatedFields: ["status", "approval.status"],
  approval: { by: "approval.by", fields: ["approval.status", "approval.by", "approval.notes"], enters: ["approved"] },
  fileOf: (name) => documentFile("state/phases", name),
  expand: (document) => [resourceOf(document, { segment: "phase" }, ["approval"])],
  references: personaReferences,
  gates,
  gateRules: [
    {
      code: "V7-G002",
      of: "Phase",
      passed: "all its tasks are finished",
      open: (count) => `${count} ${plural(count)} ${count === 1 ? "is" : "are"} open`,
    },
    {
      code: "V7-G003",
      of: "Phase",
      passed: "the phases before it are approved",
      open: (count) => `${count} ${count === 1 ? "phase before it is" : "phases before it are"} not approved`,
    },
    {
      code: "V7-G004",
      of: "Phase",
      passed: "it is approved",
      open: () => "nobody has approved it",
      waitsForPerson: true,
    },
  ],
};

/** True when the phases behind this one may start: approved, and neither untouched, blocked nor rolled back. */
export function isPhaseOpen(fields: Fields): boolean {
  return fields["approval.status"] === "approved" && !closedStatuses.has(String(fields.status));
}

const closedStatuses = new Set(["not_started", "blocked", "rolled_back"]);
const finishedTaskStatuses = new Set(["completed", "cancelled"]);
const needsFinishedTasks = new Set(["review", "approved", "completed"]);

function personaReferences(document: Document): Reference[] {
  const approval = document.spec.approval ?? null;
  const decided = isJsonObject(approval) ? approval["by"] : undefined;
  return [
    ...personasIn(document, "leadPersona"),
    ...(typeof decided === "string"
      ? [{ kind: "Persona", name: decided, path: ["spec", "approval", "by"], optional: true }]
      : []),
  ];
}

function gates(projection: Projection): GateViolation[] {
  const phases = [...projection.all("Phase")].toSorted(([left], [right]) => numberOf(left) - numberOf(right));
  const tasks = tasksByPhase(projection);
  return phases.flatMap(([address, fields], index) => [
    ...orderGate(projection, address, fields, phases.slice(0, index)),
    ...tasksGate(projection, address, fields, tasks.get(numberOf(address)) ?? []),
    ...approvalGate(address, fields),
  ]);
}

function orderGate(
  projection: Projection,
  address: Address,
  fields: Fields,
  earlier: readonly (readonly [Address, Fields])[],
): GateViolation[] {
  if (fields.status === "not_started" || fields.status === "rolled_back" || fields.status === "blocked") return [];
  const closed = earlier.filter(([phase, own]) => !isPhaseOpen(own) || projection.unproven(phase).length > 0);
  if (closed.length === 0) return [];
  const forged = closed.flatMap(([phase, own]) => (isPhaseOpen(own) ? [phase] : []));
  const because = closed.map(([phase]) => phase);
  const waits = `${address} waits for the approval of ${because.join(", ")}`;
  const told =
    forged.length === 0 ? waits : `${waits}: ${forged.join(", ")} was changed past v7, which approves nothing`;
  return [violation("V7-G003", address, because, told)];
}

function tasksGate(
  projection: Projection,
  address: Address,
  fields: Fields,
  tasks: readonly (readonly [Address, Fields])[],
): GateViolation[] {
  if (!needsFinishedTasks.has(String(fields.status))) return [];
  const asksCriteria = asksForCriteria(projection);
  const isProven = ([task, own]: readonly [Address, Fields]): boolean =>
    projection.unproven(task).length === 0 &&
    !(asksCriteria && own.status === "completed" && unmetCriteria(own).length > 0);
  const open = tasks
    .filter((entry) => !finishedTaskStatuses.has(String(entry[1].status)) || !isProven(entry))
    .map(([task]) => task)
    .toSorted(compareAddresses);
  if (open.length > 0) {
    return [
      violation(
        "V7-G002",
        address,
        open,
        `${address} has ${open.length} open ${plural(open.length)}: ${shortList(open)}`,
      ),
    ];
  }
  if (tasks.some(([, task]) => task.status === "completed")) return [];
  return [violation("V7-G007", address, [], `${address} has no completed task; nothing could be reviewed`)];
}

function approvalGate(address: Address, fields: Fields): GateViolation[] {
  const approved = fields["approval.status"] === "approved";
  if (!approved && (fields.status === "completed" || fields.status === "approved")) {
    return [violation("V7-G004", address, [], `${address} is ${fields.status} without approval.status approved`)];
  }
  if (approved && (fields.status === "rolled_back" || fields.status === "not_started")) {
    return [
      violation(
        "V7-G008",
        address,
        [],
        `${address} is ${fields.status} and cannot stay approved; set approval.status to null`,
      ),
    ];
  }
  return [];
}

function tasksByPhase(projection: Projection): Map<number, (readonly [Address, Fields])[]> {
  const grouped = new Map<number, (readonly [Address, Fields])[]>();
  for (const entry of projection.all("Task")) {
    const number = numberOf(entry[0]);
    const group = grouped.get(number);
    if (group) group.push(entry);
    else grouped.set(number, [entry]);
  }
  return grouped;
}

/** `phase/1` and `task/1.2` both belong to phase 1. */
function numberOf(address: Address): number {
  return Number.parseInt(address.slice(address.indexOf("/") + 1), 10);
}

function violation(code: Code, address: Address, because: readonly Address[], message: string): GateViolation {
  return { code, address, because, message };
}

function plural(count: number): string {
  return count === 1 ? "task" : "tasks";
}

function shortList(addresses: readonly Address[]): string {
  const shown = addresses.slice(0, 5).join(", ");
  return addresses.length > 5 ? `${shown} and ${addresses.length - 5} more` : shown;
}
