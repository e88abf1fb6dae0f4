import { resolve } from "node:path";
import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import type { IndexModelPullOutput } from "../../../model/output/index-model-pull.ts";
import { renderModelPull } from "../../../render/model-pull.ts";
import { pullModel } from "../../../search/models/pull-model.ts";
import { type CommandResult, V7Command } from "../../base.ts";

export default class IndexModelPull extends V7Command<IndexModelPullOutput> {
  static override summary = "Bring a model for search by meaning onto this machine, once and checked";
  static override description =
    "MODEL is one of a list, which an unknown one is answered with. Every file is checked by its SHA-256; the model lies in the account's cache, for all repositories, and nothing is fetched after that. Docs/models.md says what it costs.";
  static override examples = [
    "v7 index model pull all-MiniLM-L6-v2",
    "v7 index model pull all-MiniLM-L6-v2 --from https://mirror.example/models/all-MiniLM-L6-v2",
  ];
  static override args = {
    model: Args.string({ description: "A model's name, such as all-MiniLM-L6-v2.", required: true }),
  };
  static override flags = {
    from: Flags.string({
      description: "Where to read it from instead: a mirror's URL, a folder, a .whl or .zip.",
      helpValue: "PLACE",
    }),
  };

  protected override async execute(): Promise<CommandResult<IndexModelPullOutput>> {
    const { flags, args } = await this.parse(IndexModelPull);
    const request = { name: args.model, from: flags.from, here: resolve(this.invocation(flags).directory) };
    const answered = await pullModel(await this.workspace(flags), request);
    return { ...answered, text: () => renderModelPull(this.shown(answered.output)) };
  }
}
