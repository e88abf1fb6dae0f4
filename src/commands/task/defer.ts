import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "task",
  verb: "defer",
  summary: "Set a task to deferred in its document",
  example: "v7 task defer 1.2",
});
