import * as Flags from "@oclif/core/flags";
import { resetDatabase } from "../../engine/database/reset.ts";
import type { DbResetOutput } from "../../model/output/db-reset.ts";
import { renderLost, renderReset } from "../../render/database.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { askYes } from "../shell/ask-approval.ts";
import { approvedWord } from "../shell/common-flags.ts";

export default class DbReset extends V7Command<DbResetOutput> {
  static override summary = "Drop the embedded database with all that is in it, and make it anew";
  static override description =
    "The documents stay: v7 apply makes their rows again. What was recorded and observed goes; v7 db export or v7 db backup keeps it.";
  static override examples = ["v7 db backup && v7 db reset --approved"];
  static override flags = {
    approved: Flags.boolean({ ...approvedWord, description: "Consent: without it nothing is dropped." }),
  };

  protected override async execute(): Promise<CommandResult<DbResetOutput>> {
    const { flags } = await this.parse(DbReset);
    const workspace = await this.workspace(flags);
    const consent = flags.json ? undefined : this.#consent(workspace);
    const answered = await resetDatabase(workspace, { approved: flags.approved, consent });
    return { ...answered, text: renderReset(this.shown(answered.output)) };
  }

  #consent(workspace: Workspace): ((output: DbResetOutput) => Promise<boolean>) | undefined {
    return askYes(workspace, this.printer, (output: DbResetOutput) => ({
      text: renderLost(output),
      question: "Reset it?",
    }));
  }
}
