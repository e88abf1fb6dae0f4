import type { Code } from "../../../src/model/codes/codes.ts";
import type { Finding } from "../../../src/model/finding.ts";
import type { Json } from "../../../src/model/json.ts";
import type { Plan } from "../../../src/model/plan.ts";
import { emptyPlan } from "./plans.ts";

export function hostileFinding(text: string): Finding {
  return { severity: "error", code: text as Code, message: text, file: text, line: 1, column: 1, address: text };
}

/** A plan that says some text wherever it says anything of the data. */
export function hostilePlan(text: string, before: Json, after: Json): Plan {
  const subject = { address: text, kind: text };
  return {
    ...emptyPlan,
    changes: [
      {
        ...subject,
        action: "update",
        movedFrom: text,
        before: { name: before },
        after: { name: after },
        effects: [{ field: text, effect: "stamp" }],
        fields: [{ field: text, before, after }],
        reason: "declared",
        source: { file: text, line: 1 },
      },
    ],
    drift: [
      {
        ...subject,
        action: "changed",
        decision: "kept",
        fields: [{ field: text, applied: before, live: after }],
        changedBy: text,
        application: text,
        changedAt: text,
      },
    ],
    conflicts: [
      { ...subject, fields: [{ field: text, declared: before, applied: after, live: before }], message: text },
    ],
    gates: [{ code: text as Code, address: text, because: [], message: text }],
    findings: [hostileFinding(text)],
    approvals: [{ persona: text, rule: text, distinct: false, addresses: [text, text] }],
  };
}
