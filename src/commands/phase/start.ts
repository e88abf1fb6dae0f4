import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "phase",
  verb: "start",
  summary: "Set a phase to in_progress in its document",
  example: "v7 phase start 1",
});
