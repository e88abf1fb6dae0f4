import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import type { Execution } from "../../model/consolidation.ts";
import { Failure } from "../../model/failure.ts";
import type { Palette } from "../../render/type/palette.ts";
import { renderExecution } from "../../render/consolidate.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { consolidation } from "../../routines/consolidation.ts";
import { executeCopies } from "../../routines/copies.ts";

export default class ConsolidateExecute extends V7Command<Execution> {
  static override summary = "Copy the files of an approved plan; originals stay as they are";
  static override description =
    "Each file is written under another name, read back, and only then gets its own, which must be free. It may be interrupted at any time: running it again does what is left.";
  static override examples = [
    "v7 consolidate execute downloads.json --approved",
    "v7 consolidate execute 3f9a1c --approved",
  ];
  static override args = {
    plan: Args.string({ description: "A plan file, or the first digits of a plan's id.", required: true }),
  };
  static override flags = { approved: Flags.boolean({ description: "Consent: without it nothing is copied." }) };

  protected override async execute(): Promise<CommandResult<Execution>> {
    const { args, flags } = await this.parse(ConsolidateExecute);
    const workspace = await this.workspace(flags);
    const execution = await executeCopies(workspace, await consolidation(workspace), {
      plan: args.plan,
      approved: flags.approved,
      tell: this.tell,
    });
    const result = { output: execution, text: (palette: Palette) => renderExecution(execution, palette) };
    return execution.problems.length === 0 ? result : { ...result, problem: incomplete(execution) };
  }
}

function incomplete({ plan_id: id, counts, problems }: Execution): Failure {
  const isFull = problems.some(({ because }) => because === "ENOSPC" || because === "EDQUOT");
  const again = `v7 consolidate execute ${id.slice(0, 6)} --approved`;
  const home = counts.copied + counts.present;
  return new Failure("V7-K017", `${home} of ${counts.planned} files are home; not copied: ${problems.length}`, {
    next: [
      ...(isFull ? [`make room, then: ${again}`] : []),
      ...(counts.refused + counts.failed > 0 && !isFull ? [`settle what is in the way, then: ${again}`] : []),
      ...(counts.skipped > 0 ? ["what changed: v7 consolidate inventory, then plan again"] : []),
    ],
  });
}
