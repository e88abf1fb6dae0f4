import { Args } from "@oclif/core";
import { adopt } from "../engine/edit/adopt.ts";
import type { AdoptOutput } from "../model/output/adopt.ts";
import { renderAdopted } from "../render/adopt.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Adopt extends V7Command<AdoptOutput> {
  static override summary = "Write documents for rows that no document declares";
  static override examples = ["v7 adopt Task", "v7 adopt task/1.9", "v7 adopt phase task --json"];
  static override strict = false;
  static override args = {
    "kind|address…": Args.string({
      description: "All rows of a kind, or the row at an address; several may be named.",
      required: true,
    }),
  };

  protected override async execute(): Promise<CommandResult<AdoptOutput>> {
    const { flags, argv } = await this.parse(Adopt);
    const answered = await adopt(await this.workspace(flags), { topics: argv.map(String) });
    return { ...answered, text: (screen) => renderAdopted(this.shown(answered.output), screen) };
  }
}
