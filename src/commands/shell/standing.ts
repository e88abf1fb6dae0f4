import { schemaVersion } from "../../engine/database/migrate.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { Status } from "../../model/status.ts";
import { type MachineStatus, machineStatus } from "../../render/machine.ts";
import type { Palette } from "../../render/type/palette.ts";
import { renderStatus } from "../../render/status.ts";

/** `aya_rag on ALPHA as v7_ro, schema 12`. */
export function databaseText(workspace: Workspace): string {
  return `${workspace.database.describe()}, schema ${schemaVersion()}`;
}

/** Where the migration stands, as `v7 status` prints it. */
export function standingText(workspace: Workspace, standing: Status, palette: Palette): string {
  const { git, next, ...facts } = standing;
  const view = {
    ...facts,
    machines: facts.machines.map(machineStatus),
    database: databaseText(workspace),
    ...(git === null ? {} : { git }),
    ...(next === null ? {} : { next }),
    now: workspace.now(),
    timeZone: workspace.config.timezone,
  };
  return renderStatus(view, palette);
}

/** The same for programs. */
export function standingKeys(workspace: Workspace, standing: Status): StandingKeys {
  return {
    database: databaseText(workspace),
    ...standing,
    git: standing.git && gitKeys(standing.git),
    machines: standing.machines.map(machineStatus),
  };
}

export interface StandingKeys extends Omit<Status, "git" | "machines"> {
  readonly database: string;
  readonly git: object | null;
  readonly machines: readonly MachineStatus[];
}

function gitKeys({ branch, commit, dirty, lastApply }: NonNullable<Status["git"]>): object {
  const last = lastApply && { apply_id: lastApply.applyId, at: lastApply.at, actor: lastApply.actor };
  return { branch, commit, dirty, last_apply: last };
}
