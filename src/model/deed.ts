/**
 * A write to the world that is no row of v7's own: files that are brought home, and what will come. It is planned, sealed,
 * approved and expires as plans of rows do; who carries it out, and how its refusals speak, is all that differs.
 */
export interface Deed {
  /** The command that carries such a plan out. */
  readonly carriedOutBy: string;
  /** The command that makes such a plan. */
  readonly plannedBy: string;
  /** What a refusal ends with. */
  readonly undone: string;
  /** How to settle what is in conflict. */
  readonly settledBy: string;
}

/** Every deed by the kind that its changes have in a plan; documents have no such kind, and `apply` has no part in it. */
export const deeds = {
  Copy: {
    carriedOutBy: "v7 consolidate execute",
    plannedBy: "v7 consolidate plan GROUP -o FILE.json",
    undone: "nothing was copied",
    settledBy: "settle them by overrides of the SourceGroup, and plan again",
  },
  DartPush: {
    carriedOutBy: "v7 dart push",
    plannedBy: "v7 dart push",
    undone: "nothing was sent",
    settledBy: "settle them by v7 dart pull --theirs or --force-conflicts ADDRESS, and plan again",
  },
} as const satisfies { readonly [kind: string]: Deed };

export type DeedKind = keyof typeof deeds;

/** The deed that a plan is of; undefined for a plan of rows. A plan is of one or the other, never of both. */
export function deedOf(changes: readonly { readonly kind: string }[]): Deed | undefined {
  const [first] = changes;
  return first !== undefined && Object.hasOwn(deeds, first.kind) ? deeds[first.kind as DeedKind] : undefined;
}
