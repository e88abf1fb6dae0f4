import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "task",
  verb: "reopen",
  summary: "Take up a task again that was finished, cancelled, blocked or deferred",
  example: "v7 task reopen 1.1",
});
