import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DailyStanding } from "../../src/model/output/status.ts";
import { renderDaily } from "../../src/render/daily.ts";
import { renderStatus } from "../../src/render/status.ts";
import { keepInstalledJob } from "../../src/routines/daily/installed-job.ts";
import { dailyTask, jobName } from "../../src/routines/jobs/job.ts";
import { maintain } from "../../src/routines/daily/maintain.ts";
import { scheduleJob, unscheduleJob } from "../../src/routines/jobs/schedule.ts";
import { judgeDaily, type Runs } from "../../src/routines/daily/watch.ts";
import { examine } from "../../src/routines/doctor.ts";
import { startSession } from "../../src/routines/session-start.ts";
import { readStatus } from "../../src/routines/status.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { type FileScene, openFileScene } from "./scene.ts";

describe("how runs are judged", () => {
  const now = new Date("2025-08-07T09:00:00.000Z");
  const none: Runs = { last_at: null, last_status: null, reason: null, good_at: null };
  const good = (at: string): Runs => ({ last_at: at, last_status: "succeeded", reason: null, good_at: at });
  const job = (scheduler: string | null, at: string) => ({ scheduler, root: "/srv/migration", at });

  test.each<[string, Runs, ReturnType<typeof job> | undefined, DailyStanding["problem"] | "nobody's"]>([
    ["nobody wanted one", none, undefined, "nobody's"],
    ["installed today, not run yet", none, job("cron", "2025-08-07T08:00:00.000Z"), null],
    ["installed days ago, never run", none, job("cron", "2025-08-04T08:00:00.000Z"), "missing"],
    ["ran this morning", good("2025-08-07T05:00:00.000Z"), undefined, null],
    ["ran yesterday, the machine sleeps", good("2025-08-05T09:30:00.000Z"), undefined, null],
    ["ran long ago", good("2025-08-04T05:00:00.000Z"), undefined, "late"],
    ["ran long ago, installed anew", good("2025-08-01T05:00:00.000Z"), job("cron", "2025-08-07T08:00:00.000Z"), null],
    [
      "ran long ago, then taken out",
      good("2025-08-01T05:00:00.000Z"),
      job(null, "2025-08-02T00:00:00.000Z"),
      "nobody's",
    ],
    ["taken out, run by hand since", good("2025-08-03T05:00:00.000Z"), job(null, "2025-08-02T00:00:00.000Z"), null],
    ["failed", { ...good("2025-08-06T05:00:00.000Z"), last_status: "partial" }, undefined, "failed"],
    [
      "failed, then taken out",
      { ...none, last_at: "2025-08-01T05:00:00.000Z", last_status: "failed" },
      job(null, "2025-08-02T00:00:00.000Z"),
      "nobody's",
    ],
  ])("%s", (_, runs, installed, problem) => {
    const standing = judgeDaily(runs, installed, now);
    expect(standing === null ? "nobody's" : standing.problem).toBe(problem);
    const isFine = problem === "nobody's" || problem === null;
    expect(standing?.next ?? null).toEqual(isFine ? null : expect.stringMatching(/^v7 daily/));
  });
});

describe("a daily run that does not do its work", () => {
  let scene: FileScene;
  let workspace: Workspace;

  beforeEach(async () => {
    scene = await openFileScene();
    workspace = await scene.open();
  });

  afterEach(() => scene.end());

  async function line(): Promise<string | undefined> {
    const { output } = await readStatus(workspace);
    return renderStatus(output, { now: workspace.now() })
      .split("\n")
      .find((text) => text.startsWith("Daily"));
  }

  test("is told by status, doctor, the start of a session and the next run, with the step's error", async () => {
    await maintain(workspace);
    expect(await line()).toBeUndefined();
    await scene.psql.query(
      `UPDATE ingest_runs SET status = 'partial', errors = '["scan: EPERM", "stale: EPERM"]' WHERE pipeline = 'daily'`,
    );
    expect(await line()).toBe("Daily     failed just now: scan: EPERM · v7 daily");
    expect((await examine(workspace)).output.checks).toContainEqual({
      name: "daily",
      status: "warn",
      detail: expect.stringMatching(/^daily run of \d{4}-\d\d-\d\d partial: scan: EPERM$/),
      fix: "v7 daily",
    });
    const { status } = (await startSession(workspace, { title: null })).output;
    expect(status.daily).toMatchObject({ problem: "failed", reason: "scan: EPERM" });
    const { output } = await maintain(workspace);
    expect(output.before).toMatchObject({ problem: "failed" });
    expect(renderDaily(output, { now: workspace.now() })).toMatch(
      /\nBefore this run it was failed just now: scan: EPERM\.$/,
    );
    expect(await line()).toBeUndefined();
    expect((await maintain(workspace)).output.before).toBeNull();
  });

  test("is late once none did for two days, whatever failed or runs since", async () => {
    await maintain(workspace);
    await scene.psql.query("UPDATE ingest_runs SET started_at = now() - interval '3 days' WHERE pipeline = 'daily'");
    await scene.psql.query(`INSERT INTO ingest_runs (pipeline, scope) VALUES ('daily', '${scene.root}')`);
    expect(await line()).toBe("Daily     late: the last that did its work was 3 d ago · v7 daily");
  });

  test("was cut off when it never ended", async () => {
    await scene.psql.query(
      `INSERT INTO ingest_runs (pipeline, scope, started_at) VALUES ('daily', '${scene.root}', now() - interval '30 hours')`,
    );
    expect(await line()).toBe("Daily     failed 30 h ago: cut off · v7 daily");
  });

  test("is missing where a scheduler was told and nothing ever came; taking it out ends that", async () => {
    const home = join(scene.outside, "home");
    mkdirSync(join(home, "bin"), { recursive: true });
    writeFileSync(join(home, "bin", "crontab"), `#!/bin/sh\n[ "$1" = -l ] && exit 1\ncat > "${home}/table"\n`);
    chmodSync(join(home, "bin", "crontab"), 0o755);
    const path = `${home}/bin:${process.env["PATH"] ?? ""}`;
    const values: { readonly [name: string]: string } = { HOME: home, PATH: path };
    const there = { ...workspace, variable: (name: string) => values[name] };
    await scheduleJob(
      { ...there, now: () => new Date(Date.now() - 3 * 86_400_000) },
      { task: dailyTask, scheduler: "cron", write: true },
    );
    expect(await line()).toBe(
      "Daily     missing: none has done its work yet, though cron was told to start it · v7 daily --install cron --write",
    );
    await unscheduleJob(there, { task: dailyTask, scheduler: "cron" });
    expect(await line()).toBeUndefined();
  });

  test("by a systemd that goes with its person is told before it fails", async () => {
    const settings = join(scene.outside, "settings");
    mkdirSync(join(settings, "systemd", "user"), { recursive: true });
    writeFileSync(join(settings, "systemd", "user", `${jobName({ root: scene.root, task: dailyTask })}.timer`), "");
    const variable = (name: string): string | undefined => (name === "XDG_CONFIG_HOME" ? settings : undefined);
    const checks = async (stays: boolean): Promise<unknown> => {
      const system = { ...workspace.system, staysWithoutSession: () => stays };
      const { output } = await examine({ ...workspace, system, variable });
      return output.checks.find(({ name }) => name === "linger");
    };
    expect(await checks(true)).toBeUndefined();
    const { name } = workspace.system.account;
    expect(await checks(false)).toMatchObject({ status: "warn", fix: `loginctl enable-linger ${name}` });
  });

  test("of another work tree is told in all of them", async () => {
    keepInstalledJob({ ...workspace, now: () => new Date(Date.now() - 3 * 86_400_000) }, "systemd");
    await scene.psql.query(
      `INSERT INTO ingest_runs (pipeline, scope, status) VALUES ('daily', '/elsewhere', 'succeeded')`,
    );
    expect(await line()).toMatch(/^Daily     missing/);
  });
});
