import { gitHooksStatus } from "../../journal/git-hooks.ts";
import { exitCodes } from "../../model/codes/exits.ts";
import { renderHooksStatus } from "../../render/hooks.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { type HooksKeys, hooksKeys } from "../shell/hooks-keys.ts";

export default class HooksStatus extends V7Command<HooksKeys> {
  static override summary = "Show which of v7's hooks git calls; exit 1 when one of those installed is not called";
  static override examples = ["v7 hooks status"];

  protected override async execute(): Promise<CommandResult<HooksKeys>> {
    const { flags } = await this.parse(HooksStatus);
    const report = await gitHooksStatus(await this.workspace(flags));
    const isWrong = report.hooks.some(({ problem }) => problem !== null);
    return {
      output: hooksKeys(report),
      text: renderHooksStatus(report),
      exitCode: isWrong ? exitCodes.error : exitCodes.ok,
    };
  }
}
