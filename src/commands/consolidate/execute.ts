import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { execute } from "../../consolidate/execute.ts";
import { copiesOf } from "../../consolidate/manifest.ts";
import { type AdmittedCopies, admitCopies } from "../../engine/copies-plan.ts";
import type { Execution } from "../../model/consolidation.ts";
import { Failure } from "../../model/failure.ts";
import type { Palette } from "../../render/palette.ts";
import { renderExecution } from "../../render/consolidate-text.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { consolidation } from "../shell/consolidation.ts";
import { progressReporter } from "../shell/progress.ts";

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
    const admitted = await admitCopies(workspace, args.plan, { approved: flags.approved });
    const report = progressReporter();
    const copies = copiesOf(admitted.plan.changes);
    const execution = await execute(await consolidation(workspace), {
      planId: admitted.plan.planId,
      copies,
      consent: consentOf(admitted, await workspace.actor()),
      onProgress: (done) => report(() => `${done} of ${copies.length} files`),
    });
    const result = { json: execution, text: (palette: Palette) => renderExecution(execution, palette) };
    return execution.problems.length === 0 ? result : { ...result, failure: incomplete(execution) };
  }
}

/** Where nobody's approval is asked for, the flag is the consent of whoever gave it. */
function consentOf(
  { plan, approvals }: AdmittedCopies,
  actor: string,
): { readonly by: string; readonly at: string | null } {
  const asked = new Set(plan.approvals.map(({ persona }) => persona));
  const counted = approvals.filter(({ persona }) => asked.has(persona));
  const [first] = counted;
  if (first === undefined) return { by: actor, at: null };
  return { by: [...new Set(counted.map(({ approvedBy }) => approvedBy))].join(", "), at: first.approvedAt };
}

function incomplete({ plan_id: id, counts, problems }: Execution): Failure {
  const isFull = problems.some(({ because }) => because === "ENOSPC" || because === "EDQUOT");
  return new Failure(
    "V7-K017",
    `${counts.copied + counts.present} of ${counts.planned} files are home, ${problems.length} were not copied`,
    {
      next: [
        ...(isFull ? [`make room, then: v7 consolidate execute ${id.slice(0, 6)} --approved`] : []),
        ...(counts.skipped > 0 ? ["what changed: v7 consolidate inventory, then plan again"] : []),
      ],
    },
  );
}
