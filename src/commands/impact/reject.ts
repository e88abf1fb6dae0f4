import * as Flags from "@oclif/core/flags";
import { asWord, noteWord } from "../shell/common-flags.ts";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "impact",
  verb: "reject",
  summary: "Answer an impact: rejected, with the persona that decided",
  example: 'v7 impact reject contact-status --as "Layer 3 Guardian"',
  words: {
    as: Flags.string({ ...asWord, description: "The persona that decided.", required: true }),
    note: Flags.string({ ...noteWord, description: "Why not." }),
  },
});
