import { addressOf } from "../../model/address.ts";
import type { PlannedCopy } from "../../model/output/consolidate-plan.ts";
import { Failure } from "../../model/failure.ts";
import type { CopyPlan } from "./plan-copies.ts";
import type { DeedKind } from "../../model/deed.ts";
import type { Conflict, ResourceChange } from "../../model/plan.ts";

const copyKind: DeedKind = "Copy";

/** Copies as the changes of a plan, so that they are sealed, shown and approved as all others are. */
export function changesOf(copies: readonly PlannedCopy[]): ResourceChange[] {
  return copies.map((copy) => ({
    address: addressOf("copy", copy.target, { keepSlashes: true }),
    kind: copyKind,
    action: "create",
    before: null,
    after: { ...copy },
    effects: [],
    fields: Object.entries(copy).map(([field, after]) => ({ field, before: null, after })),
    reason: "declared",
  }));
}

/** The other way round. Throws a Failure for a plan of anything else. */
export function copiesOf(changes: readonly Pick<ResourceChange, "kind" | "after">[]): PlannedCopy[] {
  return changes.map(({ kind, after }) => {
    if (kind !== copyKind || after === null) {
      throw new Failure("V7-K011", "this is no plan of copies", {
        next: ["v7 consolidate plan GROUP", "v7 apply PLAN"],
      });
    }
    const { target, source, group, node, sha256, size, stamp } = after;
    return {
      target: String(target),
      source: String(source),
      group: String(group),
      node: String(node),
      sha256: String(sha256),
      size: Number(size),
      stamp: String(stamp),
    };
  });
}

/** Conflicts as those of a plan. */
export function conflictsOf({ conflicts }: CopyPlan): Conflict[] {
  return conflicts.map(({ target, sources, because }) => ({
    address: addressOf("copy", target, { keepSlashes: true }),
    kind: copyKind,
    fields: [],
    message: `${because}: ${sources.join(", ")}`,
  }));
}
