import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { newResource } from "../../engine/edit/new.ts";
import type { SetOutput } from "../../model/output/set.ts";
import type { CommandResult } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { EditCommand } from "../shell/edit-command.ts";
import { assignmentsOf } from "../shell/kind-flags.ts";
import { noteWord } from "../shell/common-flags.ts";

/** The field that each flag says. */
const fields = {
  type: "changeType",
  detail: "changeDetail",
  workflow: "affectedWorkflows",
  layer: "affectedLayers",
  description: "description",
  risk: "riskAssessment",
  mitigation: "mitigationStrategy",
  phase: "phase",
  task: "task",
  note: "implementationNotes",
};

export default class ImpactNew extends EditCommand {
  static override summary = "Write a document for what a change means elsewhere";
  static override description = "v7 explain impact says what each field holds.";
  static override examples = [
    'v7 impact new contact-status --type enum --detail \'{"enum": "contact_curation_status"}\' --workflow WF1 --layer 3 --description "Curation reads it" --risk high',
  ];
  static override args = { key: Args.string({ description: "What it is called from now on.", required: true }) };
  static override flags = {
    type: Flags.option({
      options: ["enum", "file", "api", "schema"] as const,
      description: "What is changed.",
      required: true,
    })(),
    detail: Flags.string({ description: "The change itself, as JSON.", helpValue: "JSON", default: "{}" }),
    workflow: Flags.string({
      description: "A workflow that it touches; may be given several times.",
      helpValue: "NAME",
      multiple: true,
      multipleNonGreedy: true,
      required: true,
    }),
    layer: Flags.integer({
      description: "A layer that it touches; may be given several times.",
      helpValue: "NUMBER",
      multiple: true,
      multipleNonGreedy: true,
      required: true,
    }),
    description: Flags.string({ description: "What it does to them.", helpValue: "TEXT", required: true }),
    risk: Flags.option({
      options: ["low", "medium", "high", "critical"] as const,
      description: "How much can go wrong.",
      required: true,
    })(),
    mitigation: Flags.string({ description: "What keeps the harm small.", helpValue: "TEXT" }),
    phase: Flags.string({ description: "The phase it belongs to.", helpValue: "PHASE" }),
    task: Flags.string({ description: "The task it belongs to.", helpValue: "TASK" }),
    note: Flags.string({ ...noteWord, description: "Anything to remember with it." }),
  };

  protected override async execute(): Promise<CommandResult<SetOutput>> {
    const { args, flags } = await this.parse(ImpactNew);
    const workspace = await this.workspace(flags);
    const named = {
      ...flags,
      phase: flags.phase === undefined ? undefined : readName("phase", flags.phase),
      task: flags.task === undefined ? undefined : readName("task", flags.task),
    };
    const request = { kind: "impact", name: readName("impact", args.key), assignments: assignmentsOf(fields, named) };
    return this.finish(workspace, await newResource(workspace, request), flags);
  }
}
