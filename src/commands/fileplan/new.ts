import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { newFilePlans } from "../../engine/edit/new-file-plans.ts";
import type { SetOutput } from "../../model/output/set.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { enumWord, neededFileWord, scoreWord, targetNameWord } from "../shell/file-plan-words.ts";
import { assignmentsOf } from "../shell/kind-flags.ts";

/** The field that each flag says. */
const fields = {
  "target-name": "targetName",
  enum: "databaseEnums",
  "depends-on": "dependencies",
  score: "impactScore",
  phase: "phase",
  task: "task",
};

export default class FilePlanNew extends EditCommand {
  static override summary = "Write a document for what is to become of a source file, or one for each of many";
  static override description = "v7 explain fileplan says what each field holds.";
  static override examples = [
    "v7 fileplan new src/models/contact.py --target-name WF7_V7_L1_1of1_ContactModel.py --score 8 --phase 4",
    "v7 fileplan new 'src/models/**' --phase 4",
  ];
  static override strict = false;
  static override args = {
    "file…": Args.string({
      description: "A file's path from the code's root, or a pattern with *; several may be named.",
      required: true,
    }),
  };
  static override flags = {
    "target-name": Flags.string(targetNameWord),
    enum: Flags.string({ ...enumWord, multiple: true, multipleNonGreedy: true }),
    "depends-on": Flags.string({ ...neededFileWord, multiple: true, multipleNonGreedy: true }),
    score: Flags.integer({ ...scoreWord, min: 1, max: 10 }),
    phase: Flags.string({ description: "The phase it belongs to.", helpValue: "PHASE" }),
    task: Flags.string({ description: "The task it belongs to.", helpValue: "TASK" }),
  };

  protected override async execute(): Promise<CommandResult<SetOutput>> {
    const { argv, flags } = await this.parse(FilePlanNew);
    const workspace = await this.workspace(flags);
    const named = {
      ...flags,
      phase: flags.phase === undefined ? undefined : readName("phase", flags.phase),
      task: flags.task === undefined ? undefined : readName("task", flags.task),
    };
    const request = {
      files: (argv as string[]).map((file) => readName("fileplan", file)),
      assignments: assignmentsOf(fields, named),
    };
    return this.finish(workspace, await newFilePlans(workspace, request), flags);
  }
}
