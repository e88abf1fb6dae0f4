import { resolve } from "node:path";
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { Failure } from "../../model/failure.ts";
import type { NodeFactsCollectedOutput } from "../../model/output/node-facts-collected.ts";
import type { NodeFactsLoadedOutput } from "../../model/output/node-facts-loaded.ts";
import type { NodeFactsOutput } from "../../model/output/node-facts.ts";
import { collectFacts } from "../../nodes/collect/collect.ts";
import { listFacts, loadFacts } from "../../nodes/facts.ts";
import { renderCollectedFacts, renderFacts, renderLoadedFacts } from "../../render/machine.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { clockOf } from "../shell/clock.ts";

type NodeFactsOutputs = NodeFactsOutput | NodeFactsLoadedOutput | NodeFactsCollectedOutput;

export default class NodeFacts extends V7Command<NodeFactsOutputs> {
  static override summary =
    "Show what was last observed of the machines, look at them anew, or record what a file attests";
  static override examples = [
    "v7 node facts ALPHA",
    "v7 node facts --collect",
    "v7 node facts --from facts/2025-10-09/alpha.yaml --observed-at 2025-10-09T16:10:00+04:00",
  ];
  static override args = { node: Args.string({ description: "A node's name." }) };
  static override flags = {
    collect: Flags.boolean({
      description: "Look at the machine, or at this one and all that have spec.ssh.",
      exclusive: ["from", "observed-at"],
    }),
    from: Flags.string({ description: "A file of observations to record.", helpValue: "FILE" }),
    "observed-at": Flags.string({ description: "When they were made, with a zone.", helpValue: "TIME" }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<NodeFactsOutputs>> {
    const { args, flags } = await this.parse(NodeFacts);
    const { from, "observed-at": observedAt } = flags;
    if ((from === undefined) !== (observedAt === undefined)) {
      throw new Failure("V7-C001", "--from and --observed-at belong together", {
        next: ["v7 node facts --from FILE --observed-at 2025-10-09T16:10:00+04:00"],
      });
    }
    const workspace = await this.workspace(flags);
    const { node } = args;
    if (flags.collect) {
      const answered = await collectFacts(workspace, { node });
      return { ...answered, text: (screen) => renderCollectedFacts(this.shown(answered.output), screen) };
    }
    if (from === undefined || observedAt === undefined) {
      const answered = await listFacts(workspace, { node });
      return { ...answered, text: (screen) => renderFacts(this.shown(answered.output), clockOf(workspace), screen) };
    }
    const answered = await loadFacts(workspace, { path: resolve(from), observedAt, node });
    return { ...answered, text: () => renderLoadedFacts(this.shown(answered.output)) };
  }
}
