import { addressOf } from "../../../src/model/address.ts";
import type { Json } from "../../../src/model/json.ts";
import type { Plan } from "../../../src/model/plan.ts";
import type { Fields, Resource } from "../../../src/model/resource.ts";
import type { AppliedResource, LiveResource, World } from "../../../src/model/world.ts";
import { assemblePlan, type PlanOptions } from "../../../src/plan/assemble.ts";
import { kinds } from "../../../src/reconcilers/index.ts";

const segments = {
  Phase: "phase",
  Task: "task",
  Impact: "impact",
  Persona: "persona",
  Policy: "policy",
  Node: "node",
} as const;

type KindName = keyof typeof segments;

export const lineage = "6f1f9d0a-6a52-4f0e-9a55-0d5c3f0f4b11";
export const everything: PlanOptions = { targets: [], reverts: [], forcedConflicts: [] };

/** What a document declares; `fields` are the declared ones only. */
export function declared(kind: KindName, name: string, fields: Fields, movedFrom?: string): Resource {
  const segment = segments[kind];
  return {
    address: addressOf(segment, name),
    kind,
    name,
    fields,
    ...(movedFrom === undefined ? {} : { movedFrom: addressOf(segment, movedFrom) }),
    source: { file: `state/${segment}s/${name}.yaml`, index: 0, line: 1 },
  };
}

/** A row, or its applied state; the two have one shape. A row has every column, empty where nothing is said. */
export function row(kind: KindName, name: string, fields: Fields): LiveResource & AppliedResource {
  const address = addressOf(segments[kind], name);
  return { address, kind, name, fields, recordKey: address };
}

export function worldOf(live: readonly LiveResource[], applied: readonly AppliedResource[] = []): World {
  return {
    lineage,
    serial: 1,
    live: new Map(
      live.map((resource) => [
        resource.address,
        { ...resource, fields: { ...emptyColumns(resource.kind), ...resource.fields } },
      ]),
    ),
    retired: new Map(),
    applied: new Map(applied.map((resource) => [resource.address, resource])),
  };
}

/** Rows that are exactly what was applied. */
export function settled(...resources: readonly (LiveResource & AppliedResource)[]): World {
  return worldOf(resources, resources);
}

/** The plan of documents against a world; tasks need what their `dependsOn` names, and their phase. */
export function planOf(documents: readonly Resource[], world: World, options: Partial<PlanOptions> = {}): Plan {
  const byAddress = new Map(documents.map((resource) => [resource.address, resource]));
  return assemblePlan({
    kinds,
    declared: documents,
    world,
    options: { ...everything, ...options },
    dependenciesOf: (address) => {
      const resource = byAddress.get(address);
      const tasks = (resource?.fields["dependsOn"] ?? []) as readonly string[];
      return resource?.kind === "Task"
        ? [`phase/${resource.name.split(".")[0]}`, ...tasks.map((name) => `task/${name}`)]
        : [];
    },
  });
}

/** What an apply of the plan would leave behind, without a database. */
export function applyTo(world: World, plan: Plan, now = "2025-08-07T09:00:00Z"): World {
  const live = new Map(world.live);
  const applied = new Map(world.applied);
  for (const change of plan.changes) {
    const { address, kind, movedFrom } = change;
    const before = live.get(movedFrom ?? address);
    if (movedFrom !== undefined) live.delete(movedFrom);
    if (change.action === "delete") live.delete(address);
    else
      live.set(address, {
        address,
        kind,
        name: nameIn(address),
        recordKey: before?.recordKey ?? address,
        fields: written(kind, before, change, now),
      });
  }
  for (const record of plan.records) {
    if (record.action === "forget") applied.delete(record.address);
    else
      applied.set(record.address, {
        address: record.address,
        kind: record.kind,
        name: record.name,
        fields: record.applied,
      });
  }
  return { ...world, serial: world.serial + 1, live, applied };
}

function written(kind: string, before: LiveResource | undefined, change: Plan["changes"][number], now: string): Fields {
  const effects = change.effects.map(({ field, effect }): [string, Json] => [field, effect === "clear" ? null : now]);
  return {
    ...emptyColumns(kind),
    ...defaults(kind, before),
    ...before?.fields,
    ...change.after,
    ...Object.fromEntries(effects),
  };
}

function defaults(kind: string, before: LiveResource | undefined): Fields {
  const specs = before ? [] : (kinds.byName(kind)?.table?.fields ?? []);
  return Object.fromEntries(
    specs.flatMap(({ field, default: value }) => (value === undefined ? [] : [[field, value]])),
  );
}

function emptyColumns(kind: string): Fields {
  return Object.fromEntries((kinds.byName(kind)?.table?.fields ?? []).map(({ field }) => [field, null]));
}

function nameIn(address: string): string {
  return address.slice(address.indexOf("/") + 1);
}

/** Makes a value and all it holds read only, so that a change to it throws. Maps are watched as well. */
export function frozen<T>(value: T): T {
  if (value instanceof Map) {
    for (const item of value.values()) frozen(item);
    const refuse = (): never => {
      throw new TypeError("the map is read only");
    };
    return Object.assign(value, { set: refuse, delete: refuse, clear: refuse });
  }
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const item of Object.values(value)) frozen(item);
  return Object.freeze(value);
}
