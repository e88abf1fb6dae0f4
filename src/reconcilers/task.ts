import type { Code } from "../model/codes/codes.ts";
import { type Address, addressOf, compareAddresses, nameOf } from "../model/address.ts";
import type { Document } from "../model/document.ts";
import { documentFile } from "../model/file-name.ts";
import { isJsonObject, type Json } from "../model/json.ts";
import { findCycles, hasCycle } from "../model/find-cycles.ts";
import type { GateViolation, Kind, Projection, Reference, StatusMachine, TableSpec } from "../model/kind.ts";
import type { Fields } from "../model/resource.ts";
import { asksForCriteria, unmetCriteria } from "./completion.ts";
import { resourceOf } from "./fields.ts";

const table: TableSpec = {
  name: "v7_subworkflow_tasks",
  id: "id",
  key: [
    { column: "parent_phase", type: "integer" },
    { column: "task_number", type: "integer" },
  ],
  keyOf: (address) => nameOf(address).split(".").map(Number),
  addressOf: (key) => addressOf("task", key.join(".")),
  ownership: "sole",
  fields: [
    { field: "name", column: "task_name", type: "text", nullable: false },
    { field: "responsiblePersona", column: "responsible_persona", type: "text", nullable: false },
    { field: "status", column: "status", type: "text", nullable: true, default: "pending" },
    { field: "dartTaskId", column: "dart_task_id", type: "text", nullable: true, unique: true },
    { field: "dartTaskUrl", column: "dart_task_url", type: "text", nullable: true },
    { field: "due", column: "due_on", type: "date", nullable: true },
    { field: "startedAt", column: "started_at", type: "timestamp", nullable: true },
    { field: "completedAt", column: "completed_at", type: "timestamp", nullable: true },
    { field: "blockers", column: "blockers", type: "text[]", collection: "list", nullable: true },
    {
      field: "dependsOn",
      column: "dependencies",
      type: "uuid[]",
      collection: "set",
      nullable: true,
      references: "Task",
    },
    { field: "deliverableUrls", column: "deliverable_urls", type: "text[]", collection: "list", nullable: true },
    { field: "claim.by", column: "claimed_by", type: "text", nullable: true },
    { field: "claim.until", column: "claimed_until", type: "timestamp", nullable: true },
    { field: "acceptance", column: "acceptance", type: "jsonb", nullable: true },
    { field: "reports", column: "dart_reports", type: "jsonb", nullable: true },
    { field: "notes", column: "notes", type: "text", nullable: true },
  ],
};

const status: StatusMachine = {
  field: "status",
  edges: {
    pending: ["in_progress", "blocked", "deferred", "cancelled"],
    blocked: ["in_progress", "deferred", "cancelled"],
    deferred: ["in_progress", "blocked", "cancelled"],
    in_progress: ["review", "completed", "blocked", "deferred", "cancelled"],
    review: ["completed", "blocked", "deferred", "cancelled"],
    completed: ["cancelled"],
    cancelled: ["pending"],
  },
  effects: [
    { to: ["in_progress"], stamps: [{ field: "startedAt", ifNull: true }] },
    { to: ["completed"], stamps: [{ field: "completedAt" }] },
    { from: ["completed"], clears: ["completedAt"] },
    { to: ["pending"], clears: ["startedAt"] },
  ],
};

/** A piece of work inside a phase: it starts after the tasks it depends on. */
export const task: Kind = {
  name: "Task",
  segment: "task",
  rank: 20,
  table,
  status,
  gatedFields: ["status", "dependsOn", "acceptance"],
  fileOf: (name) => documentFile("state/tasks", name),
  expand: (document) => [resourceOf(document, { segment: "task" }, ["claim"])],
  references,
  gates,
};

const needsDependencies = new Set(["in_progress", "review", "completed"]);

const namePath = ["metadata", "name"];
const personaPath = ["spec", "responsiblePersona"];

function references(document: Document): Reference[] {
  const { responsiblePersona: persona, dependsOn, claim = null } = document.spec;
  const found: Reference[] = [{ kind: "Phase", name: phaseOf(document.name), path: namePath }];
  if (typeof persona === "string") found.push({ kind: "Persona", name: persona, path: personaPath, optional: true });
  const taken = isJsonObject(claim) ? claim["by"] : undefined;
  if (typeof taken === "string")
    found.push({ kind: "Persona", name: taken, path: ["spec", "claim", "by"], optional: true });
  for (const [index, name] of names(dependsOn).entries()) {
    const phase = phaseOf(name);
    found.push({
      kind: "Task",
      name,
      path: ["spec", "dependsOn", index],
      group: { prefix: `${phase}.`, owner: `phase ${phase}` },
    });
  }
  return found;
}

/** `1` of `1.2`. */
function phaseOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(".")));
}

function gates(projection: Projection): GateViolation[] {
  const tasks = projection.all("Task");
  return [
    ...missingPhases(projection, tasks),
    ...circles(tasks),
    ...criteriaGates(projection, tasks),
    ...moving(tasks).flatMap(([address, fields]) => dependencyGates(projection, address, fields)),
  ];
}

/** Done means that what was agreed is so. */
function criteriaGates(projection: Projection, tasks: ReadonlyMap<Address, Fields>): GateViolation[] {
  const open = [...tasks].flatMap(([address, fields]) => {
    const unmet = fields.status === "completed" ? unmetCriteria(fields) : [];
    return unmet.length === 0 ? [] : [{ address, unmet }];
  });
  if (open.length === 0) return [];
  const isAdvice = !asksForCriteria(projection);
  return open.map(({ address, unmet }) => ({
    code: "V7-G024",
    address,
    because: [],
    message: `${address} is completed, and is not so yet: ${unmet.join("; ")}`,
    isAdvice,
  }));
}

/** A phase goes after its tasks: one that leaves some behind, declared or not, stays. */
function missingPhases(projection: Projection, tasks: ReadonlyMap<Address, Fields>): GateViolation[] {
  const phases = projection.all("Phase");
  const isThere = new Map<string, boolean>();
  const left: Address[] = [];
  for (const address of tasks.keys()) {
    const phase = phaseOf(nameOf(address));
    const known = isThere.get(phase) ?? phases.has(addressOf("phase", phase));
    isThere.set(phase, known);
    if (!known) left.push(address);
  }
  return [...Map.groupBy(left, (address) => addressOf("phase", phaseOf(nameOf(address))))].map(([phase, remaining]) =>
    waits("V7-G012", phase, remaining.toSorted(compareAddresses), "still has"),
  );
}

/**
 * Tasks of a circle wait for each other for ever. Documents alone cannot show it: a field that is no longer declared keeps what
 * stands in the row.
 */
function circles(tasks: ReadonlyMap<Address, Fields>): GateViolation[] {
  const places = new Map<Address, number>();
  const needed: string[][] = [];
  for (const [address, { dependsOn }] of tasks) {
    // What needs nothing closes no circle.
    if (!Array.isArray(dependsOn) || dependsOn.length === 0) continue;
    places.set(address, needed.length);
    needed.push(names(dependsOn));
  }
  const edges = needed.map((tasksNeeded) => indexes(tasksNeeded, places));
  if (!hasCycle(edges)) return [];
  const waiting = [...places.keys()];
  const addressAt = (place: number): Address => waiting[place] ?? "";
  const named = new Map(edges.map((targets, place) => [addressAt(place), targets.map(addressAt)]));
  return findCycles(named).flatMap((circle) =>
    circle.map((address) => ({
      code: "V7-P088",
      address,
      because: circle.filter((other) => other !== address),
      message: `${[...circle, circle[0] ?? ""].join(" → ")} wait for each other; declare dependsOn of each`,
    })),
  );
}

/** The tasks whose dependencies count. */
function moving(tasks: ReadonlyMap<Address, Fields>): [Address, Fields][] {
  const found: [Address, Fields][] = [];
  for (const [address, fields] of tasks)
    if (needsDependencies.has(String(fields.status))) found.push([address, fields]);
  return found;
}

function indexes(names: readonly string[], places: ReadonlyMap<Address, number>): number[] {
  const found: number[] = [];
  for (const name of names) {
    const place = places.get(addressOf("task", name));
    if (place !== undefined) found.push(place);
  }
  return found;
}

function dependencyGates(projection: Projection, address: Address, fields: Fields): GateViolation[] {
  const tasks = projection.all("Task");
  const dependencies = names(fields.dependsOn).map((name) => addressOf("task", name));
  const statusOf = (dependency: Address): Json | undefined => tasks.get(dependency)?.status;
  const cancelled = dependencies.filter((dependency) => statusOf(dependency) === "cancelled");
  const unfinished = dependencies.filter(
    (dependency) => !settled.has(String(statusOf(dependency))) || projection.unproven(dependency).length > 0,
  );
  return [
    ...(unfinished.length > 0 ? [waits("V7-G005", address, unfinished, "waits for")] : []),
    ...(cancelled.length > 0 ? [waits("V7-G006", address, cancelled, "depends on the cancelled")] : []),
  ];
}

const settled = new Set(["completed", "cancelled"]);

function waits(code: Code, address: Address, because: readonly Address[], verb: string): GateViolation {
  return { code, address, because, message: `${address} ${verb} ${because.join(", ")}` };
}

function names(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
