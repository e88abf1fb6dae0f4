import * as Flags from "@oclif/core/flags";
import { asWord } from "../shell/common-flags.ts";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "fileplan",
  verb: "approve",
  summary: "Set a designed file to approved, with the persona that reviewed it",
  example: 'v7 fileplan approve src/models/contact.py --as "Layer 1 Guardian"',
  words: {
    as: Flags.string({ ...asWord, description: "The persona that reviewed it.", required: true }),
  },
});
