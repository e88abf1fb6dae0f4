import { type DriftReport, findDrift } from "../routines/drift.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { exitCodes } from "../model/codes/exits.ts";
import { isDifferent } from "../model/machine.ts";
import type { Conflict } from "../model/plan.ts";
import { type DriftRow, driftRows, renderDrift } from "../render/plan/drift-text.ts";
import { type MachineRow, machineRows } from "../render/machine.ts";
import type { Palette } from "../render/type/palette.ts";
import { type CommandResult, V7Command } from "./base.ts";

interface DriftKeys {
  readonly database: string;
  readonly drift: readonly DriftRow[];
  readonly conflicts: readonly Pick<Conflict, "address" | "kind" | "fields" | "message">[];
  readonly machines: readonly MachineRow[];
}

export default class Drift extends V7Command<DriftKeys> {
  static override summary =
    "Show what somebody changed outside v7, and machines that are not as declared; exit 2 when there is something";
  static override examples = ["v7 drift", "v7 drift --json"];

  protected override async execute(): Promise<CommandResult<DriftKeys>> {
    const { flags } = await this.parse(Drift);
    const workspace = await this.workspace(flags);
    const report = await findDrift(workspace);
    const { drift, conflicts } = report;
    const machines = machineRows(report.machines);
    const isClean = drift.length + conflicts.length === 0 && !machines.some(isDifferent);
    return {
      output: {
        database: workspace.database.describe(),
        drift: driftRows(drift, report.appliedBy),
        conflicts: conflicts.map(({ address, kind, fields, message }) => ({ address, kind, fields, message })),
        machines,
      },
      text: (palette) => driftText(workspace, report, palette),
      exitCode: isClean ? exitCodes.ok : exitCodes.changes,
    };
  }
}

function driftText(workspace: Workspace, report: DriftReport, palette: Palette): string {
  const view = {
    ...report,
    databaseLine: workspace.database.describe(),
    now: workspace.now(),
    timeZone: workspace.config.timezone,
  };
  return renderDrift(view, palette);
}
