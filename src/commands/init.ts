import { resolve } from "node:path";
import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { initialize } from "../engine/edit/init.ts";
import type { InitOutput } from "../model/output/init.ts";
import { renderInitialized } from "../render/init.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Init extends V7Command<InitOutput> {
  static override summary = "Prepare a folder: v7.yaml, state/, schemas and editor settings; overwrites nothing";
  static override examples = ["v7 init", "v7 init migration --example"];
  static override args = { dir: Args.string({ description: "The folder; by default this one." }) };
  static override flags = {
    example: Flags.boolean({ description: "Also write the seven phases of the V7 migration as an example." }),
  };

  protected override async execute(): Promise<CommandResult<InitOutput>> {
    const { args, flags } = await this.parse(Init);
    const directory = resolve(this.invocation(flags).directory, args.dir ?? ".");
    const answered = await initialize({ directory, example: flags.example });
    return { ...answered, text: () => renderInitialized(this.shown(answered.output)) };
  }
}
