import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "task",
  verb: "start",
  summary: "Set a task to in_progress in its document",
  example: "v7 task start 1.1",
});
