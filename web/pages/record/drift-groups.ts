import type { DriftEntry, DriftOutput } from "../../../src/model/output/drift.ts";
import { type SidedResource, sectionsOf, sidesOfDrift } from "../plan/sided.ts";

/** What one login did with one program. */
export interface DriftGroup {
  readonly id: string;
  /** `agent_rw with psql`. */
  readonly who: string;
  readonly by: string | null;
  readonly resources: readonly SidedResource[];
}

/** Drift by who made it, in the order it is told. */
export function groupsOf({ drift }: DriftOutput): readonly DriftGroup[] {
  const byWho = Map.groupBy(drift, ({ changed_by: by, application }) => JSON.stringify([by, application]));
  return [...byWho.values()].map((entries, at) => {
    const [first] = entries;
    const by = first?.changed_by ?? null;
    const program = first?.application ?? null;
    return {
      id: `by-${at + 1}`,
      who: `${by ?? "Somebody unknown"}${program === null ? "" : ` with ${program}`}`,
      by,
      resources: resourcesOf(entries),
    };
  });
}

function resourcesOf(entries: readonly DriftEntry[]): readonly SidedResource[] {
  return [...Map.groupBy(entries, ({ address }) => address).values()].flatMap((fields) => {
    const [first] = fields;
    if (first === undefined) return [];
    return [
      sidesOfDrift({
        ...first,
        kind: "",
        fields: fields.map(({ field, applied, live }) => ({ field: field ?? "the whole row", applied, live })),
      }),
    ];
  });
}

/** Rows where all three sides differ. */
export function conflictsOf({ conflicts }: DriftOutput): readonly SidedResource[] {
  return (
    sectionsOf({ resource_drift: [], resource_changes: [], approvals_required: [], conflicts })[0]?.resources ?? []
  );
}
