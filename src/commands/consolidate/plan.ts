import { writeFile } from "node:fs/promises";
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { writePlanFile } from "../../engine/plan/plan-store.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { CopyConflict, CopyPlan, CopyPlanCounts } from "../../model/consolidation.ts";
import { Failure } from "../../model/failure.ts";
import type { RequiredApproval } from "../../model/plan.ts";
import { copyPlanMarkdown } from "../../render/plan/copy-plan-markdown.ts";
import { renderCopyPlan } from "../../render/plan/copy-plan-text.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { consolidation } from "../../routines/consolidation.ts";
import { makeCopies, type SealedView } from "../../routines/copies.ts";

interface CopyPlanKeys {
  readonly plan_id: string;
  readonly group: string;
  readonly files: readonly string[];
  readonly counts: CopyPlanCounts;
  readonly conflicts: readonly CopyConflict[];
  readonly approvals_required: readonly RequiredApproval[];
}

export default class ConsolidatePlan extends V7Command<CopyPlanKeys> {
  static override summary = "Plan what of a source group goes where; copies nothing";
  static override examples = ["v7 consolidate plan downloads -o downloads.json"];
  static override args = { group: Args.string({ description: "A source group of this machine.", required: true }) };
  static override flags = {
    output: Flags.string({
      char: "o",
      description: "Write the plan here, and beside it as Markdown.",
      helpValue: "FILE.json",
    }),
  };

  protected override async execute(): Promise<CommandResult<CopyPlanKeys>> {
    const { args, flags } = await this.parse(ConsolidatePlan);
    const workspace = await this.workspace(flags);
    const view = await makeCopies(workspace, await consolidation(workspace), args.group);
    const files = flags.output === undefined ? [] : await written(workspace, flags.output, view);
    const { plan, file, counts } = view;
    const json = {
      plan_id: file.plan_id,
      group: plan.group,
      files,
      counts,
      conflicts: plan.conflicts,
      approvals_required: file.approvals_required,
    };
    const text = (): string => renderCopyPlan(view);
    if (plan.conflicts.length === 0) return { output: json, text };
    return { output: json, text, problem: inConflict(plan) };
  }
}

async function written(workspace: Workspace, path: string, view: SealedView): Promise<string[]> {
  const beside = `${path.replace(/\.json$/, "")}.md`;
  await writePlanFile(workspace, path, view.file);
  await writeFile(beside, workspace.redactor.text(copyPlanMarkdown(view)), { mode: 0o600 });
  return [path, beside];
}

function inConflict({ conflicts, group }: CopyPlan): Failure {
  const count = `${conflicts.length} target${conflicts.length === 1 ? " is" : "s are"} in conflict`;
  return new Failure("V7-K013", `${count}; this plan cannot be executed`, {
    next: [`settle them by overrides of sourcegroup/${group}, then: v7 consolidate plan ${group} -o FILE.json`],
  });
}
