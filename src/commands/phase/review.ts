import * as Flags from "@oclif/core/flags";
import { Failure } from "../../model/failure.ts";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "phase",
  verb: "review",
  summary: "Hand a phase over for review, with its deliverables",
  example: "v7 phase review 1 --deliverable assessment_report=https://dart.ai/doc/xyz",
  words: {
    deliverable: Flags.string({
      description: "A short key and where the result lies.",
      helpValue: "NAME=URL",
      multiple: true,
      multipleNonGreedy: true,
      parse: async (text) => checkedDeliverable(text),
    }),
  },
});

function checkedDeliverable(text: string): string {
  const at = text.indexOf("=");
  if (at > 0 && at < text.length - 1) return text;
  throw new Failure("V7-C004", `--deliverable takes NAME=URL, not ${text}`);
}
