import * as Flags from "@oclif/core/flags";

/** What is said of a task's results, whether it is handed over for review or completed. */
export const resultWords = {
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
};
