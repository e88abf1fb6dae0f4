/**
 * A write to the world that is no row of v7's own: files that are brought home, and what will come. It is planned, sealed,
 * approved and expires as plans of rows do; who carries it out, and how its refusals speak, is all that differs.
 */
export interface Deed {
  /** What such a plan is of: `copies`. */
  readonly of: string;
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
    of: "copies",
    carriedOutBy: "v7 consolidate execute",
    plannedBy: "v7 consolidate plan GROUP -o FILE.json",
    undone: "nothing was copied",
    settledBy: "settle them by overrides of the SourceGroup, and plan again",
  },
  DartPush: {
    of: "a push to DART",
    carriedOutBy: "v7 dart push",
    plannedBy: "v7 dart push",
    undone: "nothing was sent",
    settledBy: "settle them by v7 dart pull --theirs or --force-conflicts ADDRESS, and plan again",
  },
  EnrichAction: {
    of: "an action of the queue",
    carriedOutBy: "v7 enrich run",
    plannedBy: "v7 enrich run ID",
    undone: "nothing was run",
    settledBy: "v7 enrich refresh-meta, and plan again",
  },
  EnumMigration: {
    of: "an enum's change",
    carriedOutBy: "v7 enum {direction}",
    plannedBy: "v7 enum {direction} NAME",
    undone: "nothing was changed",
    settledBy: "settle them, and plan again",
  },
} as const satisfies { readonly [kind: string]: Deed };

export type DeedKind = keyof typeof deeds;

/** The deed that a plan is of; undefined for a plan of rows. A plan is of one or the other, never of both. */
export function deedOf(changes: readonly ChangeOfDeed[]): Deed | undefined {
  const [first] = changes;
  if (first === undefined || !Object.hasOwn(deeds, first.kind)) return undefined;
  return deedTowards(first.kind as DeedKind, String(first.after?.["direction"] ?? ""));
}

/** What a deed's kind can be told by. */
export interface ChangeOfDeed {
  readonly kind: string;
  readonly after?: { readonly [field: string]: unknown } | null;
}

/** A deed that has several commands, with the one for its direction; any other as it is. */
export function deedTowards(kind: DeedKind, direction: string): Deed {
  const deed: Deed = deeds[kind];
  const directed = (text: string): string => text.replace("{direction}", direction);
  return { ...deed, carriedOutBy: directed(deed.carriedOutBy), plannedBy: directed(deed.plannedBy) };
}
