import { schemaVersion } from "../engine/database.ts";
import { readStatus } from "../engine/status.ts";
import type { Workspace } from "../engine/workspace.ts";
import type { Status as Standing, StatusGit } from "../model/status.ts";
import { type MachineStatus, machineStatus } from "../render/machine-text.ts";
import type { Palette } from "../render/palette.ts";
import { renderStatus } from "../render/status-text.ts";
import { type CommandResult, V7Command } from "./base.ts";

interface StatusKeys extends Omit<Standing, "git" | "machines"> {
  readonly database: string;
  readonly git: object | null;
  readonly machines: readonly MachineStatus[];
}

export default class Status extends V7Command<StatusKeys> {
  static override summary = "Show where the migration stands and what to do next";
  static override examples = ["v7 status"];

  protected override async execute(): Promise<CommandResult<StatusKeys>> {
    const { flags } = await this.parse(Status);
    const workspace = await this.workspace(flags);
    const standing = await readStatus(workspace);
    const database = `${workspace.describeDatabase()}, schema ${schemaVersion()}`;
    return {
      json: {
        database,
        ...standing,
        git: standing.git && gitKeys(standing.git),
        machines: standing.machines.map(machineStatus),
      },
      text: (palette) => statusText(workspace, standing, database, palette),
    };
  }
}

function gitKeys({ branch, commit, dirty, lastApply }: StatusGit): object {
  const last = lastApply && { apply_id: lastApply.applyId, at: lastApply.at, actor: lastApply.actor };
  return { branch, commit, dirty, last_apply: last };
}

function statusText(workspace: Workspace, standing: Standing, database: string, palette: Palette): string {
  const { git, next, ...facts } = standing;
  const view = {
    ...facts,
    machines: facts.machines.map(machineStatus),
    database,
    ...(git === null ? {} : { git }),
    ...(next === null ? {} : { next }),
    now: workspace.now(),
    timeZone: workspace.config.timezone,
  };
  return renderStatus(view, palette);
}
