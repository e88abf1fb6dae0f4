import type { DocsSyncOutput } from "../../model/output/docs-sync.ts";
import { syncDocuments } from "../../nodes/documents/sync-documents.ts";
import { renderDocsSync } from "../../render/docs-sync.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class DocsSync extends V7Command<DocsSyncOutput> {
  static override summary = "Bring the table of documents to what the files of all document sets are now";
  static override examples = ["v7 docs sync"];

  protected override async execute(): Promise<CommandResult<DocsSyncOutput>> {
    const { flags } = await this.parse(DocsSync);
    const answered = await syncDocuments(await this.workspace(flags));
    return { ...answered, text: (screen) => renderDocsSync(this.shown(answered.output), screen) };
  }
}
