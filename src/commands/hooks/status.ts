import { gitHooksStatus } from "../../journal/git-hooks.ts";
import { type ExitCode, exitCodes } from "../../model/codes/exits.ts";
import type { HooksOutput } from "../../model/output/hooks.ts";
import { renderHooksStatus } from "../../render/hooks.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class HooksStatus extends V7Command<HooksOutput> {
  static override summary = "Show which of v7's hooks git calls; exit 1 when one of those installed is not called";
  static override examples = ["v7 hooks status"];

  protected override async execute(): Promise<CommandResult<HooksOutput>> {
    const { flags } = await this.parse(HooksStatus);
    const answered = await gitHooksStatus(await this.workspace(flags));
    return {
      ...answered,
      text: (screen) => renderHooksStatus(this.shown(answered.output), screen),
      exitCode: exitCodeOf(answered.output),
    };
  }
}

function exitCodeOf({ hooks }: HooksOutput): ExitCode {
  return hooks.some(({ problem }) => problem !== null) ? exitCodes.error : exitCodes.ok;
}
