import * as Flags from "@oclif/core/flags";
import { asWord } from "../shell/common-flags.ts";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "enum",
  verb: "approve",
  summary: "Approve what is to become of an enum: the plan, not yet the deed",
  description: "The deed on its target is a plan of its own, which v7 approve agrees to.",
  example: 'v7 enum approve contact_curation_status --as "The Architect"',
  words: {
    as: Flags.string({ ...asWord, description: "The persona that approves.", required: true }),
  },
});
