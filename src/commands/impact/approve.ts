import * as Flags from "@oclif/core/flags";
import { asWord, noteWord } from "../shell/common-flags.ts";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "impact",
  verb: "approve",
  summary: "Answer an impact: approved, with the persona that decided",
  example: 'v7 impact approve contact-status --as "Layer 3 Guardian"',
  words: {
    as: Flags.string({ ...asWord, description: "The persona that decided.", required: true }),
    note: Flags.string({ ...noteWord, description: "How it will be done." }),
  },
});
