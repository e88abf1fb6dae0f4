import { Failure } from "../../model/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import type { FoundJudgement, GapType, Judgement, Severity } from "./judgement.ts";
import type { Waiver } from "./waivers.ts";

/** A gap as it is kept. */
export interface KeptGap {
  /** Decimal text: bigint. */
  readonly id: string;
  readonly type: GapType;
  readonly scope: string;
  readonly severity: Severity;
  readonly isOpen: boolean;
  readonly waivedBy: string | null;
}

export type GapEvent = "opened" | "seen" | "reopened" | "closed" | "waived";

/** What becomes of one gap: its row after this run, and what is told of it. */
export interface Transition {
  readonly type: GapType;
  readonly scope: string;
  /** Null: it is new. */
  readonly id: string | null;
  readonly event: GapEvent | null;
  readonly because: string;
  readonly severity: Severity;
  /** Null: it is closed, and its row keeps what was found last. */
  readonly found: FoundJudgement | null;
  readonly waiver: Waiver | null;
}

export interface Transitions {
  readonly changes: readonly Transition[];
  /** Gaps that stay open because nothing is known of them now. */
  readonly unknown: number;
  readonly opened: number;
  readonly reopened: number;
  readonly closed: number;
  readonly waived: number;
}

/**
 * What a run makes of the gaps that are kept. Only a detector that looked and found nothing closes a gap. Throws V7-A001 where it would close
 * more than the share of the open ones that may close at once: then a folder is rather unread than mended.
 */
export function transitionsOf(
  kept: readonly KeptGap[],
  judgements: readonly Judgement[],
  rules: { readonly waivers: readonly Waiver[]; readonly closeShare: number; readonly mayClose: number | undefined },
): Transitions {
  const byKey = new Map(kept.map((gap) => [keyOf(gap), gap]));
  const changes = judgements.flatMap(
    (judgement) => transitionOf(byKey.get(keyOf(judgement)), judgement, rules.waivers) ?? [],
  );
  const open = kept.filter(({ isOpen }) => isOpen);
  const count = (event: GapEvent): number => changes.filter((change) => change.event === event).length;
  const closed = count("closed");
  refuseMassClosing(closed, open.length, rules);
  const known = new Set(judgements.filter(({ outcome }) => outcome !== "unknown").map(keyOf));
  return {
    changes,
    unknown: open.filter((gap) => !known.has(keyOf(gap))).length,
    opened: count("opened"),
    reopened: count("reopened"),
    closed,
    waived: count("waived"),
  };
}

/** So many may always close: a share of few says nothing. */
const fewEnough = 5;

function refuseMassClosing(
  closed: number,
  open: number,
  { closeShare, mayClose }: { readonly closeShare: number; readonly mayClose: number | undefined },
): void {
  if (closed <= fewEnough || closed <= open * closeShare || closed <= (mayClose ?? 0)) return;
  throw new Failure("V7-A001", `${closed} of ${open} open gaps would close at once; nothing was written`, {
    next: ["see that every folder is there: v7 scan --diff", `v7 enrich refresh-meta --allow-closing ${closed}`],
  });
}

function keyOf({ type, scope }: { readonly type: GapType; readonly scope: string }): string {
  return `${type} ${scope}`;
}

function transitionOf(
  gap: KeptGap | undefined,
  judgement: Judgement,
  waivers: readonly Waiver[],
): Transition | undefined {
  const { type, scope, because } = judgement;
  if (judgement.outcome !== "found") {
    if (judgement.outcome === "unknown" || gap?.isOpen !== true) return undefined;
    return { type, scope, id: gap.id, event: "closed", because, severity: gap.severity, found: null, waiver: null };
  }
  const waiver = waivers.find((one) => one.gap === type && one.covers(scope)) ?? null;
  const change = { type, scope, id: gap?.id ?? null, severity: judgement.severity, found: judgement, waiver };
  if (gap === undefined || !gap.isOpen) {
    const event = waiver !== null ? "waived" : gap === undefined ? "opened" : "reopened";
    return { ...change, event, because: waiver?.reason ?? because };
  }
  if (waiver !== null && gap.waivedBy !== waiver.name) return { ...change, event: "waived", because: waiver.reason };
  if (waiver === null && gap.waivedBy !== null)
    return { ...change, event: "reopened", because: `${gap.waivedBy} holds no more: ${because}` };
  return { ...change, event: gap.severity === judgement.severity ? null : "seen", because };
}

/** The evidence of a transition, as it is kept. */
export function evidenceOf({ found }: Transition): JsonObject {
  return found?.evidence ?? {};
}
