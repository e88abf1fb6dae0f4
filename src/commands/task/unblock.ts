import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "task",
  verb: "unblock",
  summary: "Set a blocked task back to in_progress; its blockers are solved",
  example: "v7 task unblock 1.2",
});
