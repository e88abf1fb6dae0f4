import * as Flags from "@oclif/core/flags";
import type { EnrichRefreshMetaOutput } from "../../model/output/enrich-refresh-meta.ts";
import { renderRefreshMeta } from "../../render/enrich-refresh-meta.ts";
import { refreshMeta } from "../../routines/refresh-meta.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class EnrichRefreshMeta extends V7Command<EnrichRefreshMetaOutput> {
  static override summary = "Find projects, what their files do and what is missing, and queue what to do next";
  static override description =
    "Registers what is on disk, as v7 scan does, and works out the rest from that. Nothing that is found is executed. A file is analyzed once, until its bytes change.";
  static override examples = [
    "v7 enrich refresh-meta --dry-run",
    "v7 enrich refresh-meta",
    "v7 enrich refresh-meta --root downloads",
  ];
  static override flags = {
    root: Flags.string({ description: "Only a root that v7.yaml declares; . is the repository.", helpValue: "NAME" }),
    "dry-run": Flags.boolean({ description: "Show what would change; write nothing." }),
    resume: Flags.boolean({ description: "Go on with the run that was cut off." }),
    forget: Flags.string({ description: "Let the scans of a folder that is gone count no more.", helpValue: "PATH" }),
    "allow-closing": Flags.integer({
      description: "Let this many gaps close at once, whatever share of the open ones that is.",
      helpValue: "N",
      min: 0,
    }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<EnrichRefreshMetaOutput>> {
    const { flags } = await this.parse(EnrichRefreshMeta);
    const { root, resume, forget, "dry-run": dryRun, "allow-closing": allowClosing } = flags;
    const answered = await refreshMeta(await this.workspace(flags), { root, resume, forget, dryRun, allowClosing });
    return { ...answered, text: (screen) => renderRefreshMeta(this.shown(answered.output), screen) };
  }
}
