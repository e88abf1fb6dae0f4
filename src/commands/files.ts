import * as Flags from "@oclif/core/flags";
import { listFiles } from "../files/registry/read.ts";
import type { FilesOutput } from "../model/output/files.ts";
import { fileStatuses } from "../model/file-statuses.ts";
import { renderFiles } from "../render/registry.ts";
import { registeredPaths } from "./shell/paths.ts";
import { PathListCommand } from "./shell/path-list.ts";
import type { CommandResult } from "./base.ts";

export default class Files extends PathListCommand<FilesOutput> {
  static override summary = "List registered files by path";
  static override examples = [
    "v7 files --path 'src/**' --ext py",
    "v7 files --component 03_CORE_ENGINE",
    "v7 files --status unrouted --limit 500",
  ];
  static override flags = {
    path: Flags.string({ description: "A file, a folder, or a pattern with * and ?.", helpValue: "PATH" }),
    component: Flags.string({ description: "Only files of this component.", helpValue: "NAME" }),
    pillar: Flags.string({ description: "Only files of this pillar.", helpValue: "NAME" }),
    project: Flags.string({ description: "Only files of this project.", helpValue: "NAME" }),
    ext: Flags.string({ description: "Only files with this extension.", helpValue: "EXT" }),
    status: Flags.option({
      options: fileStatuses,
      description: "Only files of this status; deleted ones are shown no other way.",
    })(),
    limit: Flags.integer({ description: "How many files.", default: 50, min: 1 }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<FilesOutput>> {
    const { flags } = await this.parse(Files);
    const workspace = await this.workspace(flags);
    const { path, component, pillar, project, ext, status, limit } = flags;
    const request = { path: this.typedPath(path), component, pillar, project, ext, status, limit };
    const answered = await listFiles(workspace, request);
    if (flags.print0) {
      const paths = answered.output.files.map(({ path }) => path);
      return this.printPaths(answered, registeredPaths(workspace, this.invocation(flags).directory, paths));
    }
    return { ...answered, text: (screen) => renderFiles(this.shown(answered.output), screen) };
  }
}
