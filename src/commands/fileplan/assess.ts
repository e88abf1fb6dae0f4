import * as Flags from "@oclif/core/flags";
import { enumWord, neededFileWord, scoreWord, targetNameWord } from "../shell/file-plan-words.ts";
import { verbCommand } from "../shell/verb-command.ts";

export default verbCommand({
  segment: "fileplan",
  verb: "assess",
  summary: "Set a file to assessed, with what was found out about it",
  example:
    "v7 fileplan assess src/models/contact.py --target-name WF7_V7_L1_1of1_ContactModel.py --score 8 --enum contact_curation_status",
  words: {
    "target-name": Flags.string(targetNameWord),
    enum: Flags.string({ ...enumWord, multiple: true, multipleNonGreedy: true }),
    "depends-on": Flags.string({ ...neededFileWord, multiple: true, multipleNonGreedy: true }),
    score: Flags.integer({ ...scoreWord, min: 1, max: 10 }),
  },
});
