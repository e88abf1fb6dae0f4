import * as Flags from "@oclif/core/flags";
import { listImpacts } from "../../engine/look/impacts.ts";
import { risks } from "../../engine/look/risk.ts";
import type { ImpactListOutput } from "../../model/output/impact-list.ts";
import { renderImpacts } from "../../render/impacts.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";

export default class ImpactList extends V7Command<ImpactListOutput> {
  static override summary = "List what changes mean elsewhere; what is high and unanswered first";
  static override examples = ["v7 impact list", "v7 impact list --risk high --status pending --workflow WF4"];
  static override flags = {
    risk: Flags.option({ options: risks, description: "Only those of this risk." })(),
    status: Flags.string({ description: "Only those with this answer.", helpValue: "STATUS" }),
    type: Flags.option({
      options: ["enum", "file", "api", "schema"] as const,
      description: "Only those of this sort of change.",
    })(),
    workflow: Flags.string({ description: "Only those that this workflow feels.", helpValue: "NAME" }),
    layer: Flags.integer({ description: "Only those that this layer feels.", helpValue: "NUMBER" }),
    phase: Flags.string({ description: "Only this phase's, and its tasks'.", helpValue: "PHASE" }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<ImpactListOutput>> {
    const { flags } = await this.parse(ImpactList);
    const { risk, status, type, workflow, layer } = flags;
    const request = {
      risk,
      status,
      type,
      workflow,
      layer,
      phase: flags.phase === undefined ? undefined : readName("phase", flags.phase),
    };
    const answered = await listImpacts(await this.workspace(flags), request);
    return { ...answered, text: (screen) => renderImpacts(this.shown(answered.output), screen) };
  }
}
