import type { JudgedRule, PhaseGate, PhaseShowOutput } from "../../../src/model/output/phase-show.ts";

/** What the gate says, as the end of a sentence. */
export function gateSentence({ gate }: Pick<PhaseShowOutput, "gate">): string {
  if (gate === null) return "nothing of it has been applied";
  const [gravest] = gate.rules;
  switch (gate.state) {
    case "open":
      return gate.plan === null ? "its gate is open" : "its gate would be open";
    case "waits":
      return `only ${whoOf(gate)} missing`;
    case "closed":
      return sayOf(gravest);
  }
}

function whoOf({ rules }: PhaseGate): string {
  const who = rules.flatMap((rule) => (rule.state === "waits" ? rule.who : []));
  return who.length === 0 ? "an approval is" : `the word of ${who.join(" and ")} is`;
}

function sayOf(rule: JudgedRule | undefined): string {
  return rule?.says ?? "its gate is closed";
}

/** A blocker as documents write it: an issue, or why it was rolled back. */
export interface Blocker {
  readonly issue?: string;
  readonly rollback_reason?: string;
  readonly severity?: string;
  readonly raised_by?: string;
  readonly raised_at?: string;
  readonly rollback_date?: string;
}

/** What holds the phase up, as its row or document has it; whatever else stands there is text. */
export function blockersOf({ phase }: Pick<PhaseShowOutput, "phase">): readonly Blocker[] {
  const { blockers } = phase;
  if (!Array.isArray(blockers)) return [];
  return blockers.map((one) => (typeof one === "object" && one !== null ? (one as Blocker) : { issue: String(one) }));
}

/** What the phase delivers, by name. */
export function deliverablesOf({ phase }: Pick<PhaseShowOutput, "phase">): readonly (readonly [string, string])[] {
  const { deliverables } = phase;
  if (typeof deliverables !== "object" || deliverables === null) return [];
  return Object.entries(deliverables).map(([name, at]) => [name, typeof at === "string" ? at : JSON.stringify(at)]);
}
