import { Args } from "@oclif/core";
import { parseAssignment } from "../engine/edit/assignment.ts";
import { setFields } from "../engine/edit/set.ts";
import type { SetOutput } from "../model/output/set.ts";
import type { CommandResult } from "./base.ts";
import { readAddress } from "../model/read-address.ts";
import { EditCommand } from "./shell/edit-command.ts";

export default class Set extends EditCommand {
  static override summary = "Edit fields of a document";
  static override examples = [
    "v7 set task/1.1 status=in_progress",
    "v7 set task/1.2 dependsOn+=1.1 notes=null",
    "v7 set phase/1 plannedDays=7",
  ];
  static override strict = false;
  static override args = {
    address: Args.string({ description: "The resource.", required: true }),
    "field=value…": Args.string({
      description: "field=value sets, field+=value adds to a list, field-=value takes from it.",
      required: true,
    }),
  };

  protected override async execute(): Promise<CommandResult<SetOutput>> {
    const { flags, argv } = await this.parse(Set);
    const workspace = await this.workspace(flags);
    const [address = "", ...texts] = argv.map(String);
    const assignments = texts.map(parseAssignment);
    return this.finish(workspace, await setFields(workspace, { address: readAddress(address), assignments }), flags);
  }
}
