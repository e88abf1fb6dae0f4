import { setField } from "../../../workspace/field-path.ts";
import { addOnce, said, saidAll, type Verb, type VerbTable } from "./verb.ts";

export const impactVerbs: VerbTable = {
  segment: "impact",
  field: "approvalStatus",
  verbs: { approve: decided("approved"), reject: decided("rejected") },
};

/** Who decided is kept with the decision; a note says how it will be done, or why not. */
function decided(to: string): Verb {
  return {
    to,
    with: (impact, given) => [
      ...addOnce(impact, "reviewedByPersonas", saidAll(given, "as")),
      ...(said(given, "note") === undefined ? [] : [setField("implementationNotes", said(given, "note") ?? null)]),
    ],
  };
}
