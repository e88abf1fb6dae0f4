import { tellVersion } from "../engine/look/version.ts";
import type { VersionOutput } from "../model/output/version.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Version extends V7Command<VersionOutput> {
  static override summary = "Say which v7 this is";
  static override examples = ["v7 version"];

  protected override async execute(): Promise<CommandResult<VersionOutput>> {
    await this.parse(Version);
    const answered = await tellVersion();
    return { ...answered, text: `v7 ${answered.output.version}` };
  }
}
