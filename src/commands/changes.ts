import * as Flags from "@oclif/core/flags";
import { listChanges } from "../files/registry/read.ts";
import { fileChanges } from "../model/file-statuses.ts";
import type { ChangesOutput } from "../model/output/changes.ts";
import { renderChanges } from "../render/registry.ts";
import { registeredPaths } from "./shell/paths.ts";
import { PathListCommand } from "./shell/path-list.ts";
import type { CommandResult } from "./base.ts";
import { clockOf } from "./shell/clock.ts";
import { readMoment } from "./shell/durations.ts";

export default class Changes extends PathListCommand<ChangesOutput> {
  static override summary = "List what happened to files, newest first";
  static override examples = ["v7 changes --since 1d", "v7 changes --path src/models --session 12"];
  static override flags = {
    since: Flags.string({ description: "Only what happened after this time, or within this span.", helpValue: "TIME" }),
    path: Flags.string({ description: "A file, a folder, or a pattern with * and ?.", helpValue: "PATH" }),
    session: Flags.integer({ description: "Only what this session did.", helpValue: "ID", min: 1 }),
    change: Flags.string({ description: "Only changes of this sort.", options: fileChanges }),
    by: Flags.string({ description: "Only what this author's commits did.", helpValue: "NAME" }),
    limit: Flags.integer({ description: "How many changes.", default: 50, min: 1 }),
  };

  protected override readonly pages = true;

  protected override async execute(): Promise<CommandResult<ChangesOutput>> {
    const { flags } = await this.parse(Changes);
    const workspace = await this.workspace(flags);
    const { path, session, by, limit } = flags;
    const change = fileChanges.find((one) => one === flags.change);
    const since = flags.since === undefined ? undefined : readMoment("since", flags.since, clockOf(workspace));
    const answered = await listChanges(workspace, { since, path: this.typedPath(path), session, change, by, limit });
    if (flags.print0) {
      const paths = answered.output.changes.map(({ path }) => path);
      return this.printPaths(answered, registeredPaths(workspace, this.invocation(flags).directory, paths));
    }
    return { ...answered, text: (screen) => renderChanges(this.shown(answered.output), clockOf(workspace), screen) };
  }
}
