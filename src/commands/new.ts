import { Args } from "@oclif/core";
import { parseAssignment } from "../engine/edit/assignment.ts";
import { newResource } from "../engine/edit/new.ts";
import type { SetOutput } from "../model/output/set.ts";
import type { CommandResult } from "./base.ts";
import { EditCommand } from "./shell/edit-command.ts";

export default class New extends EditCommand {
  static override summary = "Write a document of any kind";
  static override description =
    "v7 explain KIND says what it holds, and v7 explain KIND --example shows a smallest one.";
  static override examples = [
    'v7 new phase 8 name="Hardening" leadPersona="The Architect"',
    'v7 new task 1.3 name="Map enum values" responsiblePersona="Layer 1 Data Sentinel" dependsOn+=1.1',
    'v7 new persona "The Auditor" description="Looks at what was done"',
  ];
  static override strict = false;
  static override args = {
    kind: Args.string({ description: "The kind.", required: true }),
    name: Args.string({ description: "Its name.", required: true }),
    "field=value…": Args.string({ description: "Its fields; field+=value adds to a list." }),
  };

  protected override async execute(): Promise<CommandResult<SetOutput>> {
    const { flags, argv } = await this.parse(New);
    const workspace = await this.workspace(flags);
    const [kind = "", name = "", ...texts] = argv.map(String);
    const assignments = texts.map(parseAssignment);
    return this.finish(workspace, await newResource(workspace, { kind, name, assignments }), flags);
  }
}
