import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "phase",
  verb: "unblock",
  summary: "Set a blocked phase back to in_progress; its blockers are solved",
  example: "v7 phase unblock 1",
});
