import { installGitHooks } from "../../journal/git-hooks.ts";
import type { HooksOutput } from "../../model/output/hooks.ts";
import { renderInstalled } from "../../render/hooks.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class HooksInstall extends V7Command<HooksOutput> {
  static override summary = "Have git call v7, beside the hooks that are there";
  static override examples = ["v7 hooks install"];

  protected override async execute(): Promise<CommandResult<HooksOutput>> {
    const { flags } = await this.parse(HooksInstall);
    const answered = await installGitHooks(await this.workspace(flags));
    return { ...answered, text: () => renderInstalled(this.shown(answered.output)) };
  }
}
