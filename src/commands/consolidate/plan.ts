import { writeFile } from "node:fs/promises";
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import type { ConsolidatePlanOutput } from "../../model/output/consolidate-plan.ts";
import { copyPlanMarkdown } from "../../render/plan/copy-plan-markdown.ts";
import { renderCopyPlan } from "../../render/plan/copy-plan-text.ts";
import { makeCopyPlan } from "../../routines/copies.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { isStandardOutput, writeOutput } from "../shell/output-file.ts";

export default class ConsolidatePlan extends V7Command<ConsolidatePlanOutput> {
  static override summary = "Plan what of a source group goes where; copies nothing";
  static override examples = ["v7 consolidate plan downloads -o downloads.json"];
  static override args = { group: Args.string({ description: "A source group of this machine.", required: true }) };
  static override flags = {
    output: Flags.string({
      char: "o",
      description: "Write the plan here, and beside it as Markdown; - is stdout.",
      helpValue: "FILE.json",
    }),
  };

  protected override async execute(): Promise<CommandResult<ConsolidatePlanOutput>> {
    const { args, flags } = await this.parse(ConsolidatePlan);
    const workspace = await this.workspace(flags);
    const answered = await writeOutput(flags, this.printer, (outputFile) =>
      makeCopyPlan(workspace, { group: args.group, outputFile }),
    );
    const isDataPrinted = isStandardOutput(flags.output);
    const output = isDataPrinted ? { ...answered.output, files: [] } : await withPage(workspace, answered.output);
    return { ...answered, output, isDataPrinted, text: (screen) => renderCopyPlan(output, screen) };
  }
}

/** Beside a plan that was written, the same as a page to review: text is the command line's to make. */
async function withPage({ redactor }: Workspace, output: ConsolidatePlanOutput): Promise<ConsolidatePlanOutput> {
  const [file] = output.files;
  if (file === undefined) return output;
  const page = `${file.replace(/\.json$/, "")}.md`;
  await writeFile(page, redactor.text(copyPlanMarkdown(output)), { mode: 0o600 });
  return { ...output, files: [file, page] };
}
