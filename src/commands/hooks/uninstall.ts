import { uninstallGitHooks } from "../../journal/git-hooks.ts";
import { renderUninstalled } from "../../render/hooks.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { type HooksKeys, hooksKeys } from "../shell/hooks-keys.ts";

export default class HooksUninstall extends V7Command<HooksKeys> {
  static override summary = "Take v7 out of git's hooks and put back what was there";
  static override examples = ["v7 hooks uninstall"];

  protected override async execute(): Promise<CommandResult<HooksKeys>> {
    const { flags } = await this.parse(HooksUninstall);
    const report = await uninstallGitHooks(await this.workspace(flags));
    return { output: hooksKeys(report), text: renderUninstalled(report) };
  }
}
