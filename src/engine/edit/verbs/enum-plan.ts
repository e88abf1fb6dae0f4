import { setField } from "../../../workspace/field-path.ts";
import { said, type VerbTable } from "./verb.ts";

/** What is done on a target moves the other statuses: `routines/enum-deeds.ts`. */
export const enumPlanVerbs: VerbTable = {
  segment: "enum",
  field: "status",
  verbs: {
    approve: { to: "approved", with: (_plan, given) => [setField("approvedBy", said(given, "as") ?? null)] },
  },
};
