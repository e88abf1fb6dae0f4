import type { NodeCompareOutput } from "../../model/output/node-compare.ts";
import { compareMachine } from "../../nodes/compare.ts";
import { renderNodeCompare } from "../../render/node-compare.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { readName } from "../shell/addresses.ts";
import { clockOf } from "../shell/clock.ts";
import { nodeArgs } from "../shell/verb-args.ts";

export default class NodeCompare extends V7Command<NodeCompareOutput> {
  static override summary = "Show a machine as declared, as configured and as it runs";
  static override examples = ["v7 node compare ALPHA"];
  static override args = nodeArgs;

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<NodeCompareOutput>> {
    const { args, flags } = await this.parse(NodeCompare);
    const workspace = await this.workspace(flags);
    const answered = await compareMachine(workspace, { node: readName("node", args.node) });
    return {
      ...answered,
      text: (screen) => renderNodeCompare(this.shown(answered.output), clockOf(workspace), screen),
    };
  }
}
