import { type ListedMachine, listMachines } from "../../nodes/machines.ts";
import type { NodeListOutput } from "../../model/output/node-list.ts";
import { escapeControls } from "../../render/type/escape.ts";
import { type MachineStatus, machineStatus, machineText } from "../../render/machine.ts";
import { alignRows } from "../../render/type/table.ts";
import { type CommandResult, V7Command } from "../base.ts";

interface ListedNode extends MachineStatus {
  readonly role: string;
  readonly status: string;
}

export default class NodeList extends V7Command<NodeListOutput> {
  static override summary = "List the machines, and what is known of each";
  static override examples = ["v7 node list"];

  protected override async execute(): Promise<CommandResult<NodeListOutput>> {
    const { flags } = await this.parse(NodeList);
    const workspace = await this.workspace(flags);
    const nodes = (await listMachines(workspace)).map(listed);
    const database = workspace.database.describe();
    const head = `Database: ${escapeControls(database)}`;
    return { output: { database, nodes }, text: () => [head, ...nodeLines(nodes, workspace.now())].join("\n") };
  }
}

function listed(machine: ListedMachine): ListedNode {
  return { ...machineStatus(machine), role: machine.role, status: machine.status };
}

function nodeLines(nodes: readonly ListedNode[], now: Date): string[] {
  if (nodes.length === 0) return ["None. Declare one in state/nodes/, then v7 plan."];
  return alignRows(
    nodes.map((node) => [
      escapeControls(`node/${node.node}`),
      escapeControls(node.role),
      escapeControls(node.status),
      machineText(node, now),
    ]),
  );
}
