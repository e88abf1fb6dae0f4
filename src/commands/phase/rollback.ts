import * as Flags from "@oclif/core/flags";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "phase",
  verb: "rollback",
  summary: "Set a phase to rolled_back, keep the reason, cancel its tasks",
  example: 'v7 phase rollback 3 --reason "Enum mapping lost values"',
  words: {
    reason: Flags.string({ description: "Why; kept among the blockers.", helpValue: "TEXT", required: true }),
  },
});
