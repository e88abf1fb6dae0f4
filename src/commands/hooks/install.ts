import { installGitHooks } from "../../journal/git-hooks.ts";
import { renderInstalled } from "../../render/hooks.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { type HooksKeys, hooksKeys } from "../shell/hooks-keys.ts";

export default class HooksInstall extends V7Command<HooksKeys> {
  static override summary = "Have git call v7, beside the hooks that are there";
  static override examples = ["v7 hooks install"];

  protected override async execute(): Promise<CommandResult<HooksKeys>> {
    const { flags } = await this.parse(HooksInstall);
    const report = await installGitHooks(await this.workspace(flags));
    return { output: hooksKeys(report), text: renderInstalled(report) };
  }
}
