import * as Args from "@oclif/core/args";
import { publishCatalog } from "../../meta/publish/publish.ts";
import type { EnrichPublishOutput } from "../../model/output/enrich-publish.ts";
import { renderPublish } from "../../render/enrich-publish.ts";
import { type CommandResult, V7Command } from "../base.ts";

export default class EnrichPublish extends V7Command<EnrichPublishOutput> {
  static override summary =
    "Write what is known of projects into a SQLite file, in the tables that CodeGraphX's scripts read";
  static override description =
    "What scripts wrote there since is taken in first; tables, columns and rows that v7 does not know stay. The file is replaced as a whole, or not at all.";
  static override examples = [
    "v7 enrich publish project_catalog.db",
    "META_DB_PATH=project_catalog.db v7 enrich publish",
  ];
  static override args = {
    catalog: Args.string({ description: "The file; by default what META_DB_PATH names." }),
  };

  protected override async execute(): Promise<CommandResult<EnrichPublishOutput>> {
    const { args, flags } = await this.parse(EnrichPublish);
    const workspace = await this.workspace(flags);
    const directory = flags.repo === undefined ? process.cwd() : workspace.repository.root;
    const answered = await publishCatalog(workspace, { file: args.catalog, directory });
    return { ...answered, text: () => renderPublish(this.shown(answered.output)) };
  }
}
