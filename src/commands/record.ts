import type { RecordOutput } from "../model/output/record.ts";
import { renderRecorded } from "../render/record.ts";
import { recordCommits } from "../routines/record-commits.ts";
import { type CommandResult, V7Command } from "./base.ts";

export default class Record extends V7Command<RecordOutput> {
  static override summary = "Write down every commit that is not recorded yet, with what it changed";
  static override examples = ["v7 record", "v7 record --json"];

  protected override async execute(): Promise<CommandResult<RecordOutput>> {
    const { flags } = await this.parse(Record);
    const answered = await recordCommits(await this.workspace(flags), { fetches: true });
    return { ...answered, text: () => renderRecorded(this.shown(answered.output)) };
  }
}
