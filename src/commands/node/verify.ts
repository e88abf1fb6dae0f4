import * as Args from "@oclif/core/args";
import type { NodeVerifyOutput } from "../../model/output/node-verify.ts";
import { verifyNodes } from "../../nodes/verify/verify.ts";
import { renderNodeVerify } from "../../render/node-verify.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class NodeVerify extends V7Command<NodeVerifyOutput> {
  static override summary = "Look at machines and make the checks that their documents declare";
  static override examples = ["v7 node verify", "v7 node verify ALPHA"];
  static override args = {
    node: Args.string({ description: "A node's name; without it this machine, and all that have spec.ssh." }),
  };

  protected override async execute(): Promise<CommandResult<NodeVerifyOutput>> {
    const { args, flags } = await this.parse(NodeVerify);
    const workspace = await this.workspace(flags);
    const answered = await verifyNodes(workspace, { node: args.node });
    return { ...answered, text: (screen) => renderNodeVerify(this.shown(answered.output), screen) };
  }
}
