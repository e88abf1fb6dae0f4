import * as Flags from "@oclif/core/flags";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "task",
  verb: "review",
  summary: "Hand a task over for review, with its deliverables",
  example: "v7 task review 1.1 --deliverable https://dart.ai/doc/xyz",
  words: {
    met: Flags.string({
      description: "A criterion of its acceptance that is met, by its number; may be given several times.",
      helpValue: "NUMBER",
      multiple: true,
      multipleNonGreedy: true,
    }),
    deliverable: Flags.string({
      description: "Where a result lies; may be given several times.",
      helpValue: "URL",
      multiple: true,
      multipleNonGreedy: true,
    }),
  },
});
