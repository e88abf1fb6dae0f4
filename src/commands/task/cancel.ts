import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "task",
  verb: "cancel",
  summary: "Set a task to cancelled in its document",
  example: "v7 task cancel 1.2",
});
