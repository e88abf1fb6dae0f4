import { resultWords } from "../shell/result-words.ts";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "task",
  verb: "review",
  summary: "Hand a task over for review, with its deliverables",
  example: "v7 task review 1.1 --deliverable https://dart.ai/doc/xyz",
  words: resultWords,
});
