import * as Flags from "@oclif/core/flags";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "fileplan",
  verb: "retire",
  summary: "Set a migrated file to retired, with the day the former one goes",
  example: "v7 fileplan retire src/models/contact.py --on 2025-11-03",
  words: {
    on: Flags.string({ description: "The day the former file goes; else today.", helpValue: "DATE" }),
  },
});
