import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { newWorkOrder } from "../../engine/edit/new-work-order.ts";
import type { SetOutput } from "../../model/output/set.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { noteWord } from "../shell/common-flags.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { phaseArgs } from "../shell/verb-args.ts";

const several = { multiple: true, multipleNonGreedy: true } as const;

export default class WorkOrderNew extends EditCommand {
  static override summary = "Write a work order for people, and the pending task that stands for it";
  static override description =
    "The order lies in work-orders/PHASE.N.md: who, what, what must be so, what comes of it. The task has the same number.";
  static override examples = [
    'v7 work-order new 1 "Map ENUM values" --persona "Layer 1 Data Sentinel" --acceptance "Every value has a successor" --deliverable docs/enum-map.md',
  ];
  static override args = { ...phaseArgs, name: Args.string({ description: "What is to be done.", required: true }) };
  static override flags = {
    persona: Flags.string({ description: "Who does it.", helpValue: "PERSONA", required: true }),
    "depends-on": Flags.string({
      ...several,
      description: "A task that comes first; may be given several times.",
      helpValue: "TASK",
    }),
    acceptance: Flags.string({
      ...several,
      description: "What must be so that it counts as done; may be given several times.",
      helpValue: "TEXT",
    }),
    deliverable: Flags.string({
      ...several,
      description: "What comes of it; may be given several times.",
      helpValue: "URL",
    }),
    dart: Flags.string({ description: "The task's id in DART.", helpValue: "ID" }),
    note: Flags.string({ ...noteWord, description: "What whoever does it should know." }),
  };

  protected override async execute(): Promise<CommandResult<SetOutput>> {
    const { args, flags } = await this.parse(WorkOrderNew);
    const workspace = await this.workspace(flags);
    const answered = await newWorkOrder(workspace, {
      phase: readName("phase", args.phase),
      name: args.name,
      persona: flags.persona,
      dependsOn: (flags["depends-on"] ?? []).map((name) => readName("task", name)),
      notes: flags.note,
      acceptance: flags.acceptance ?? [],
      deliverables: flags.deliverable ?? [],
      dart: flags.dart,
    });
    return this.finish(workspace, answered, flags);
  }
}
