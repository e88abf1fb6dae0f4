import { Args } from "@oclif/core";
import { showFile } from "../../files/registry/show-file.ts";
import type { FilesShowOutput } from "../../model/output/files-show.ts";
import { renderFile } from "../../render/file.ts";
import { type CommandResult, V7Command } from "../base.ts";
import { clockOf } from "../shell/clock.ts";

export default class FilesShow extends V7Command<FilesShowOutput> {
  static override summary = "Show all that the registry knows of a file";
  static override examples = ["v7 files show src/models/contact.py"];
  static override args = { path: Args.string({ description: "The file.", required: true }) };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<FilesShowOutput>> {
    const { args, flags } = await this.parse(FilesShow);
    const workspace = await this.workspace(flags);
    const answered = await showFile(workspace, { path: this.typedPath(args.path) });
    return { ...answered, text: (screen) => renderFile(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
