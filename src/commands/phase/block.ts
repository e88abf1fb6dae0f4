import * as Flags from "@oclif/core/flags";
import { asWord } from "../shell/common-flags.ts";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "phase",
  verb: "block",
  summary: "Set a phase to blocked, with what blocks it",
  example: 'v7 phase block 1 --issue "No access to ALPHA" --severity high',
  words: {
    issue: Flags.string({ description: "What blocks the phase.", helpValue: "TEXT", required: true }),
    severity: Flags.option({
      options: ["low", "medium", "high", "critical"] as const,
      default: "medium" as const,
      description: "How bad it is.",
    })(),
    as: Flags.string({ ...asWord, description: "The persona that raised it; else you." }),
  },
});
