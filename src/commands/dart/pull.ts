import * as Flags from "@oclif/core/flags";
import type { DartPullOutput } from "../../model/output/dart-pull.ts";
import { renderDartPull } from "../../render/dart.ts";
import { beginQueuedPull } from "../../dart/deliveries.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { dartPull } from "../../routines/dart-pull.ts";
import type { CommandResult } from "../base.ts";
import { EditCommand, type EditFlags } from "../shell/edit-command.ts";

export default class DartPull extends EditCommand<DartPullOutput> {
  static override summary =
    "Propose what DART says as edits: statuses, new tasks, completion reports, master documents";
  static override description =
    "Each report is taken once, by its id and content. What is not in DART removes nothing; what cannot be read is named, with its place.";
  static override examples = ["v7 dart pull", "v7 dart pull --commit --apply"];
  static override flags = {
    theirs: Flags.boolean({ description: "Where both sides moved, take DART's values." }),
    queued: Flags.boolean({
      description:
        "Only where webhooks asked for it: onto the branch of v7.yaml dart.branch, in a work tree of v7's own.",
    }),
  };

  protected override async execute(): Promise<CommandResult<DartPullOutput>> {
    const { flags } = await this.parse(DartPull);
    const workspace = await this.workspace(flags);
    if (!flags.queued) return this.pull(workspace, flags);
    const queued = await beginQueuedPull(workspace);
    if (queued === undefined) return { output: nothingPulled, text: "No webhook waits." };
    try {
      const answered = await this.pull(await this.workspace({ ...flags, repo: queued.root }), {
        ...flags,
        commit: true,
      });
      queued.done();
      return answered;
    } finally {
      queued.release();
    }
  }

  /** Proposes the edits, and carries them out as far as the flags say. */
  protected async pull(
    workspace: Workspace,
    flags: EditFlags & { readonly theirs: boolean },
  ): Promise<CommandResult<DartPullOutput>> {
    const answered = await this.finish(workspace, await dartPull(workspace, { theirs: flags.theirs }), flags);
    return { ...answered, text: (screen) => renderDartPull(this.shown(answered.output), workspace.now(), screen) };
  }
}

/** Where no webhook waits, DART is not asked. */
const nothingPulled: DartPullOutput = {
  file: null,
  files: [],
  changed: [],
  commit: null,
  apply: null,
  diffs: [],
  reports: [],
  conflicts: [],
  complete_phases: [],
  findings: [],
};
