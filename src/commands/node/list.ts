import * as Flags from "@oclif/core/flags";
import type { NodeListOutput } from "../../model/output/node-list.ts";
import { listMachines, machineStates } from "../../nodes/machines.ts";
import { renderNodeList } from "../../render/machine.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { clockOf } from "../shell/clock.ts";

export default class NodeList extends V7Command<NodeListOutput> {
  static override summary = "List the machines, and what is known of each";
  static override examples = ["v7 node list", "v7 node list --state differs"];
  static override flags = {
    state: Flags.string({ description: "Only those that stand so.", options: machineStates }),
    role: Flags.string({ description: "Only those that are for this.", helpValue: "ROLE" }),
  };

  protected override async execute(): Promise<CommandResult<NodeListOutput>> {
    const { flags } = await this.parse(NodeList);
    const workspace = await this.workspace(flags);
    const state = machineStates.find((one) => one === flags.state);
    const answered = await listMachines(workspace, { state, role: flags.role });
    return { ...answered, text: (screen) => renderNodeList(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
