import * as Flags from "@oclif/core/flags";
import { asWord, noteWord } from "../shell/common-flags.ts";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "phase",
  verb: "approve",
  summary: "Set a phase to approved, with the persona that decided",
  example: 'v7 phase approve 1 --as "The Architect"',
  words: {
    as: Flags.string({ ...asWord, description: "The persona that decided.", required: true }),
    note: Flags.string({ ...noteWord, description: "What was said about it." }),
  },
});
