import { uninstallGitHooks } from "../../journal/git-hooks.ts";
import type { HooksOutput } from "../../model/output/hooks.ts";
import { renderUninstalled } from "../../render/hooks.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class HooksUninstall extends V7Command<HooksOutput> {
  static override summary = "Take v7 out of git's hooks and put back what was there";
  static override examples = ["v7 hooks uninstall"];

  protected override async execute(): Promise<CommandResult<HooksOutput>> {
    const { flags } = await this.parse(HooksUninstall);
    const answered = await uninstallGitHooks(await this.workspace(flags));
    return { ...answered, text: () => renderUninstalled(this.shown(answered.output)) };
  }
}
