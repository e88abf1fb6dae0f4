import * as Flags from "@oclif/core/flags";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "task",
  verb: "block",
  summary: "Set a task to blocked, with what blocks it",
  example: 'v7 task block 1.2 --issue "Waits for access"',
  words: { issue: Flags.string({ description: "What blocks the task.", helpValue: "TEXT", required: true }) },
});
