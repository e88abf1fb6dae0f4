import { resultWords } from "../shell/result-words.ts";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "task",
  verb: "complete",
  summary: "Set a task to completed, with its deliverables",
  example: "v7 task complete 1.1 --deliverable https://dart.ai/doc/xyz",
  words: resultWords,
});
