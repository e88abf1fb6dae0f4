import * as Flags from "@oclif/core/flags";
import { targetNameWord } from "../shell/file-plan-words.ts";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "fileplan",
  verb: "design",
  summary: "Set an assessed file to designed, with its new name",
  example: "v7 fileplan design src/models/contact.py --target-name WF7_V7_L1_1of1_ContactModel.py",
  words: {
    "target-name": Flags.string(targetNameWord),
  },
});
