import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "phase",
  verb: "complete",
  summary: "Set a phase to completed in its document",
  example: "v7 phase complete 1",
});
