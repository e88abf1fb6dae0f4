import type { Tell } from "../model/work-event.ts";
import * as Flags from "@oclif/core/flags";
import { withConnection, type Workspace } from "../workspace/workspace.ts";
import { installDaily } from "../routines/daily/install.ts";
import { type RunnableStep, runDaily } from "../routines/daily/run-daily.ts";
import { dailySteps } from "../routines/daily/steps.ts";
import { type DailyCommand, dailyUnits, type Scheduler, schedulers, type UnitFile } from "../routines/daily/units.ts";
import { scanFiles } from "../files/scan/scan.ts";
import { Failure } from "../model/failure.ts";
import { packagePath } from "../system/package-file.ts";
import type { DailyRun } from "../model/registry.ts";
import { renderDaily, renderUnits } from "../render/daily.ts";
import { canSyncUnattended } from "../search/status.ts";
import { type CommandResult, V7Command } from "./base.ts";
import { declaredLayout } from "../routines/declared-layout.ts";
import { bringIndex } from "../routines/refresh-index.ts";

type DailyKeys = DailyRun | { readonly units: readonly UnitFile[]; readonly written: readonly string[] };

export default class Daily extends V7Command<DailyKeys> {
  static override summary = "Do the daily maintenance, or have a scheduler do it: needs no network and no model";
  static override examples = ["v7 daily", "v7 daily --install systemd", "v7 daily --install cron --write"];
  static override flags = {
    install: Flags.option({
      options: schedulers,
      description: "Print what this scheduler needs to run it every day.",
    })(),
    write: Flags.boolean({ description: "Install that for you, the current user.", dependsOn: ["install"] }),
  };

  protected override readonly rollsBack = true;

  protected override async execute(): Promise<CommandResult<DailyKeys>> {
    const { flags } = await this.parse(Daily);
    const workspace = await this.workspace(flags);
    if (flags.install === undefined) return ran(await maintain(workspace, this.tell));
    return installed(workspace, flags.install, flags.write);
  }
}

async function maintain(workspace: Workspace, tell: Tell): Promise<DailyRun> {
  const layout = await declaredLayout(workspace);
  const { repository, redactor, signal, config } = workspace;
  const indexing = await indexStep(workspace, tell);
  return withConnection(workspace, "write", (connection) =>
    runDaily({ connection, root: repository.root, redactor, signal }, [
      ...dailySteps({
        connection,
        layout,
        timeZone: config.timezone,
        scan: ({ diff }) => scanFiles(workspace, { diff }),
      }),
      ...indexing,
    ]),
  );
}

/** An index that somebody made is kept up to date, as long as no text leaves this machine for it. */
async function indexStep(workspace: Workspace, tell: Tell): Promise<RunnableStep[]> {
  if (!(await canSyncUnattended(workspace))) return [];
  return [
    {
      name: "index",
      run: async () => {
        const { documents, added, updated, removed } = await bringIndex(workspace, { rebuild: false, tell });
        const detail = `${documents} documents: ${added} added, ${updated} updated, ${removed} removed`;
        return { detail, counts: { documents, added, updated, removed } };
      },
    },
  ];
}

function ran(run: DailyRun): CommandResult<DailyKeys> {
  const failed = run.steps.filter(({ status }) => status !== "ok").map(({ name }) => name);
  const failure = new Failure("V7-F034", `daily: ${failed.join(", ")} did not succeed`, { next: ["v7 daily"] });
  return {
    output: run,
    text: (palette) => renderDaily(run, palette),
    ...(failed.length === 0 ? {} : { problem: failure }),
  };
}

async function installed(
  { repository }: Workspace,
  scheduler: Scheduler,
  write: boolean,
): Promise<CommandResult<DailyKeys>> {
  const command: DailyCommand = { node: process.execPath, v7: packagePath("bin/run.js"), root: repository.root };
  const units = dailyUnits(scheduler, command);
  const { written } = write ? await installDaily(scheduler, command, { environment: process.env }) : { written: [] };
  return { output: { units, written }, text: () => renderUnits({ scheduler, units, written }) };
}
