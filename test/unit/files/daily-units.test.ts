import { describe, expect, test } from "vitest";
import { dailyTask, type Job, jobName, serveTask } from "../../../src/routines/jobs/job.ts";
import { cron, markersOf, withBlock } from "../../../src/routines/jobs/schedulers/cron.ts";
import { launchd } from "../../../src/routines/jobs/schedulers/launchd.ts";
import type { Scheduler } from "../../../src/routines/jobs/schedulers/scheduler.ts";
import { systemd } from "../../../src/routines/jobs/schedulers/systemd.ts";

const plain = {
  task: dailyTask,
  node: "/opt/node/bin/node",
  v7: "/opt/v7/bin/run.js",
  root: "/srv/migration",
  environmentFile: "/home/arthur/.config/v7/daily.env",
  logFolder: "/home/arthur/Library/Logs/v7",
};
const served = { ...plain, task: serveTask({ port: 8100, alsoPort: 8080 }) };
const awkward = { ...plain, root: `/srv/50% of Arthur's "plan" & <more> $HOME` };
const schedulers = [
  ["systemd", systemd],
  ["launchd", launchd],
  ["cron", cron],
] as const;

function textOf(scheduler: Scheduler, job: Job): string {
  return scheduler
    .units(job)
    .map(({ text }) => text)
    .join("\n");
}

describe("units", () => {
  test.each(schedulers)("of %s name node, v7 and the repository by absolute paths", (_, scheduler) => {
    for (const path of [plain.node, plain.v7, plain.root]) expect(textOf(scheduler, plain)).toContain(path);
  });

  test.each(schedulers)("of %s have Node read the person's file of variables", (_, scheduler) => {
    expect(textOf(scheduler, plain)).toContain(`--env-file-if-exists=${plain.environmentFile}`);
  });

  test.each(schedulers)("of %s lead to a git that schedulers do not find", (_, scheduler) => {
    expect(textOf(scheduler, plain)).not.toContain("PATH=");
    expect(textOf(scheduler, { ...plain, gitFolder: "/opt/homebrew/bin" })).toContain(
      "PATH=/opt/homebrew/bin:/usr/bin",
    );
  });

  test.each(schedulers)("of %s hold no address of a database", (_, scheduler) => {
    expect(textOf(scheduler, plain)).not.toMatch(/postgres:|DATABASE_URL=/);
  });

  test("of systemd quote what it would expand, and make up for a missed run", () => {
    expect(textOf(systemd, awkward)).toContain(String.raw`"/srv/50%% of Arthur's \"plan\" & <more> $$HOME" "daily"`);
    expect(textOf(systemd, plain)).toContain("Persistent=true");
  });

  test("of launchd are well-formed XML", () => {
    expect(textOf(launchd, awkward)).toContain("&amp; &lt;more&gt; $HOME</string>");
  });

  test("of cron quote for the shell, and % for cron", () => {
    expect(textOf(cron, awkward)).toContain(String.raw`'/srv/50\% of Arthur'\''s "plan" & <more> $HOME' daily`);
    expect(textOf(cron, plain)).toContain(
      `0 5 * * * /opt/node/bin/node --env-file-if-exists=${plain.environmentFile} /opt/v7/bin/run.js --repo /srv/migration daily`,
    );
  });

  test("of launchd keep what is printed, and wait for nobody's work", () => {
    expect(textOf(launchd, plain)).toContain("<string>/home/arthur/Library/Logs/v7/org.v7.v7-daily-");
    expect(textOf(launchd, plain)).toContain("<key>ProcessType</key><string>Background</string>");
  });

  test("of launchd name who must be let into folders that macOS guards", () => {
    expect(textOf(launchd, { ...plain, node: "/opt/node--24/bin/node" })).toContain(
      "Full Disk Access has to hold /opt/node- -24/bin/node -->",
    );
  });

  test("of two repositories have different names", () => {
    expect(jobName(plain)).not.toBe(jobName({ ...plain, root: "/srv/other" }));
  });

  test("of two jobs of one repository have different names", () => {
    expect(jobName(plain)).not.toBe(jobName(served));
  });

  test.each([
    [
      "systemd",
      systemd,
      /"serve" "--port" "8100" "--also-port" "8080"\nRestart=on-failure[^]*WantedBy=default\.target/,
    ],
    ["launchd", launchd, /<string>serve<\/string>[^]*<key>KeepAlive<\/key><dict><key>SuccessfulExit<\/key><false\/>/],
  ])("of %s keep a server running, and begin it again after a crash", (_, scheduler, says) => {
    expect(textOf(scheduler, served)).toMatch(says);
    expect(textOf(scheduler, served)).not.toMatch(/OnCalendar|StartCalendarInterval|Nice/);
  });
});

describe("a cron table", () => {
  const block = textOf(cron, plain);
  const markers = markersOf(plain);

  test("gets v7's lines after its own", () => {
    expect(withBlock("0 1 * * * backup", block, markers)).toBe(`0 1 * * * backup\n${block}`);
  });

  test("gets them once, however often they are installed", () => {
    const once = withBlock("0 1 * * * backup\n", block, markers);
    expect(withBlock(`${once}0 2 * * * report\n`, block, markers)).toBe(`${once}0 2 * * * report\n`);
  });

  test("that was written under Windows gets them once, too", () => {
    const windows = `0 1 * * * backup\r\n${block.replaceAll("\n", "\r\n")}0 2 * * * report\r\n`;
    expect(withBlock(windows, block, markers)).toBe(`0 1 * * * backup\r\n${block}0 2 * * * report\r\n`);
    expect(withBlock(windows + block, block, markers)).toBe(`0 1 * * * backup\r\n${block}0 2 * * * report\r\n`);
  });

  test("whose block was cut loses no line of the person's", () => {
    const cut = `${markers.begin}\n0 2 * * * report\n${block}0 3 * * * backup\n`;
    expect(withBlock(cut, block, markers)).toBe(`${block}0 2 * * * report\n0 3 * * * backup\n`);
    expect(withBlock(cut, "", markers)).toBe("0 2 * * * report\n0 3 * * * backup\n");
  });

  test("without v7's lines is as it was before", () => {
    expect(withBlock(`0 1 * * * backup\n${block}`, "", markers)).toBe("0 1 * * * backup\n");
  });
});
