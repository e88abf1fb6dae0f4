import { resolve } from "node:path";
import * as Args from "@oclif/core/args";
import * as Flags from "@oclif/core/flags";
import { listFacts, loadFacts, type LoadOutcome } from "../../nodes/facts.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { Failure } from "../../model/failure.ts";
import type { KnownFact } from "../../model/machine.ts";
import { escapeControls } from "../../render/type/escape.ts";
import { renderFacts } from "../../render/machine.ts";
import { counted } from "../../render/plan/plan-summary.ts";
import { type CommandResult, V7Command } from "../base.ts";

type FactsKeys = { readonly database: string } & (
  | { readonly facts: readonly KnownFact[] }
  | { readonly loaded: LoadOutcome }
);

export default class NodeFacts extends V7Command<FactsKeys> {
  static override summary = "Show what was last observed of the machines, or record what a file attests";
  static override examples = [
    "v7 node facts ALPHA",
    "v7 node facts --from facts/2025-10-09/alpha.yaml --observed-at 2025-10-09T16:10:00+04:00",
  ];
  static override args = { node: Args.string({ description: "A node's name." }) };
  static override flags = {
    from: Flags.string({ description: "A file of observations to record.", helpValue: "FILE" }),
    "observed-at": Flags.string({ description: "When they were made, with a zone.", helpValue: "TIME" }),
  };

  protected override async execute(): Promise<CommandResult<FactsKeys>> {
    const { args, flags } = await this.parse(NodeFacts);
    const { from, "observed-at": observedAt } = flags;
    if ((from === undefined) !== (observedAt === undefined)) {
      throw new Failure("V7-C001", "--from and --observed-at belong together", {
        next: ["v7 node facts --from FILE --observed-at 2025-10-09T16:10:00+04:00"],
      });
    }
    const workspace = await this.workspace(flags);
    if (from === undefined || observedAt === undefined) return latest(workspace, args.node);
    const node = args.node === undefined ? {} : { node: args.node };
    const loaded = await loadFacts(workspace, { path: resolve(from), observedAt, ...node });
    return {
      output: { database: workspace.database.describe("write"), loaded },
      text: () => loadedText(workspace, loaded),
    };
  }
}

async function latest(workspace: Workspace, node: string | undefined): Promise<CommandResult<FactsKeys>> {
  const facts = await listFacts(workspace, node);
  const database = workspace.database.describe();
  const head = `Database: ${escapeControls(database)}`;
  return { output: { database, facts }, text: () => [head, renderFacts(facts, { now: workspace.now() })].join("\n") };
}

function loadedText(workspace: Workspace, { node, recorded, unchanged, older }: LoadOutcome): string {
  const parts = [
    `${counted(recorded, "fact")} recorded`,
    ...(unchanged === 0 ? [] : [`${unchanged} known already`]),
    ...(older === 0 ? [] : [`${older} older than what is known`]),
  ];
  return [
    `Database: ${escapeControls(workspace.database.describe("write"))}`,
    `${escapeControls(node)}: ${parts.join(", ")}. Next: v7 drift`,
  ].join("\n");
}
