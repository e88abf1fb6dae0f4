import { recordHistory } from "../journal/record.ts";
import { renderRecorded } from "../render/record.ts";
import { type CommandResult, V7Command } from "./base.ts";

interface RecordKeys {
  readonly recorded_commits: number;
  readonly recorded_changes: number;
}

export default class Record extends V7Command<RecordKeys> {
  static override summary = "Write down every commit that is not recorded yet, with what it changed";
  static override examples = ["v7 record", "v7 record --json"];

  protected override async execute(): Promise<CommandResult<RecordKeys>> {
    const { flags } = await this.parse(Record);
    const recorded = await recordHistory(await this.workspace(flags));
    return {
      output: { recorded_commits: recorded.commits, recorded_changes: recorded.changes },
      text: renderRecorded(recorded),
    };
  }
}
