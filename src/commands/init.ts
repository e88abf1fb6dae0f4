import { resolve } from "node:path";
import { Args } from "@oclif/core";
import * as Flags from "@oclif/core/flags";
import { initialize, type Initialized } from "../engine/edit/init.ts";
import { escapeControls } from "../render/type/escape.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Init extends V7Command<Initialized> {
  static override summary = "Prepare a folder: v7.yaml, state/, schemas and editor settings; overwrites nothing";
  static override examples = ["v7 init", "v7 init migration --example"];
  static override args = { dir: Args.string({ description: "The folder; by default this one." }) };
  static override flags = {
    example: Flags.boolean({ description: "Also write the seven phases of the V7 migration as an example." }),
  };

  protected override async execute(): Promise<CommandResult<Initialized>> {
    const { args, flags } = await this.parse(Init);
    const directory = resolve(this.invocation(flags).directory, args.dir ?? ".");
    const done = await initialize({ directory, example: flags.example });
    return { output: done, text: initText(done) };
  }
}

function initText({ created, skipped }: Initialized): string {
  return [
    ...created.map((file) => `created  ${escapeControls(file)}`),
    ...skipped.map((file) => `kept     ${escapeControls(file)}`),
    "Next: v7 validate",
  ].join("\n");
}
