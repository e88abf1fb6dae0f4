import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dailyTask, type Job, jobName, serveTask } from "../../src/routines/jobs/job.ts";
import { cron } from "../../src/routines/jobs/schedulers/cron.ts";
import { launchd } from "../../src/routines/jobs/schedulers/launchd.ts";
import type { InstallPlace, Scheduler } from "../../src/routines/jobs/schedulers/scheduler.ts";
import { systemd } from "../../src/routines/jobs/schedulers/systemd.ts";

let home: string;
let job: Job;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "v7-home-"));
  mkdirSync(join(home, "bin"));
  job = {
    task: dailyTask,
    node: process.execPath,
    v7: "/opt/v7/bin/run.js",
    root: "/srv/migration",
    environmentFile: join(home, ".config/v7/daily.env"),
    logFolder: join(home, "Library/Logs/v7"),
  };
});

afterEach(() => rmSync(home, { recursive: true }));

/** A scheduler's tool that keeps what it is told, as these machines have none. */
function putTool(scheduler: Scheduler, body: string): void {
  const path = join(home, "bin", scheduler.tool);
  writeFileSync(path, `#!/bin/sh\nset -u\ncd "${home}"\n${body}\n`);
  chmodSync(path, 0o755);
}

function placeOf(scheduler: Scheduler): InstallPlace {
  return {
    home,
    settings: join(home, ".config"),
    account: { uid: 501, name: "arthur", home },
    staysWithoutSession: false,
    tool: join(home, "bin", scheduler.tool),
  };
}

function install(scheduler: Scheduler): ReturnType<Scheduler["install"]> {
  return scheduler.install(job, placeOf(scheduler));
}

function uninstall(scheduler: Scheduler): ReturnType<Scheduler["uninstall"]> {
  return scheduler.uninstall(job, placeOf(scheduler));
}

function told(): string[] {
  return readFileSync(join(home, "told"), "utf8").split("\n").slice(0, -1);
}

describe("installing a server", () => {
  test("with systemd enables the service itself, and takes that out again", async () => {
    job = { ...job, task: serveTask({ port: 8100 }) };
    putTool(systemd, `echo "$@" >> told`);
    const { written } = await install(systemd);
    expect(written).toEqual([join(home, ".config/systemd/user", `${jobName(job)}.service`)]);
    expect(await uninstall(systemd)).toEqual(written);
    expect(told()).toEqual([
      "--user daemon-reload",
      `--user enable --now ${jobName(job)}.service`,
      `--user disable --now ${jobName(job)}.service`,
      "--user daemon-reload",
    ]);
  });
});

describe("installing the daily run with systemd", () => {
  test("writes both units, then has the timer enabled", async () => {
    putTool(systemd, `echo "$@" >> told`);
    const { written } = await install(systemd);
    expect(written.map((path) => readFileSync(path, "utf8"))).toEqual(systemd.units(job).map(({ text }) => text));
    expect(told()).toEqual(["--user daemon-reload", `--user enable --now ${jobName(job)}.timer`]);
  });

  test("says that it sleeps without a session, where nobody told systemd to stay", async () => {
    putTool(systemd, "");
    expect((await install(systemd)).notes).toEqual([expect.stringContaining("loginctl enable-linger arthur")]);
  });

  test("is taken out again, and only once", async () => {
    putTool(systemd, `echo "$@" >> told`);
    const { written } = await install(systemd);
    expect(await uninstall(systemd)).toEqual(written);
    expect(told()).toContain(`--user disable --now ${jobName(job)}.timer`);
    expect(written.some((path) => existsSync(path))).toBe(false);
    expect(await uninstall(systemd)).toEqual([]);
  });
});

/** A launchd that knows a job from `bootstrap` to `bootout`, and what else is asked of it before that. */
function putLaunchctl(onBootstrap = ""): void {
  const states = [
    `echo "$1" >> told`,
    `case "$1" in`,
    `  print) [ -f known ] || { [ -f leaving ] && rm leaving; } ;;`,
    `  bootout) [ -f known ] && mv known leaving ;;`,
    `  bootstrap) ${onBootstrap}`,
    `    if [ -f known ] || [ -f leaving ]; then echo "Bootstrap failed: 5: Input/output error" >&2; exit 5; fi`,
    `    echo "$3" > known ;;`,
    `esac`,
  ];
  putTool(launchd, states.join("\n"));
}

describe("installing the daily run with launchd", () => {
  test("writes the property list and has a folder for what the job prints", async () => {
    putLaunchctl();
    const { written, notes } = await install(launchd);
    expect(readFileSync(join(home, "known"), "utf8")).toBe(`${written[0]}\n`);
    expect(existsSync(job.logFolder)).toBe(true);
    expect(notes).toEqual([]);
  });

  test("does nothing more where it is as it should be", async () => {
    putLaunchctl();
    await install(launchd);
    rmSync(join(home, "told"));
    await install(launchd);
    expect(told()).toEqual(["print"]);
  });

  test("replaces a job that is otherwise, once the old one is gone", async () => {
    putLaunchctl();
    await install(launchd);
    rmSync(join(home, "told"));
    job = { ...job, node: "/opt/homebrew/bin/node" };
    await install(launchd);
    expect(told()).toEqual(["bootout", "print", "print", "bootstrap"]);
  });

  test("tries again where launchd is not ready yet", async () => {
    putLaunchctl(
      `echo x >> tries; [ $(wc -l < tries) -gt 2 ] || { echo "Bootstrap failed: 5: Input/output error" >&2; exit 5; }`,
    );
    await install(launchd);
    expect(told().filter((word) => word === "bootstrap")).toHaveLength(3);
  });

  test("tells launchd's no when it stays one", async () => {
    putLaunchctl(`echo "Bootstrap failed: 5: Input/output error" >&2; exit 5`);
    await expect(install(launchd)).rejects.toMatchObject({
      code: "V7-F032",
      message: expect.stringContaining("5: Input/output error"),
    });
  });

  test("is content with a job that launchd is about to load", async () => {
    putLaunchctl(`echo "Bootstrap failed: 37: Operation already in progress" >&2; exit 37`);
    expect((await install(launchd)).notes).toEqual([]);
  });

  test("on a Mac at whose screen nobody is keeps the file and says when it starts", async () => {
    putLaunchctl(`echo "Bootstrap failed: 125: Domain does not support specified action" >&2; exit 125`);
    const { written, notes } = await install(launchd);
    expect(existsSync(written[0] ?? "")).toBe(true);
    expect(notes).toEqual([expect.stringContaining("next login")]);
    expect(told().filter((word) => word === "bootstrap")).toHaveLength(1);
  });

  test("is taken out again, and only once", async () => {
    putLaunchctl();
    const { written } = await install(launchd);
    expect(await uninstall(launchd)).toEqual(written);
    expect(existsSync(join(home, "known"))).toBe(false);
    expect(await uninstall(launchd)).toEqual([]);
  });
});

/** A crontab that keeps the table in a file, and says this while there is none. */
function putCrontab(withoutTable = "echo 'no crontab for arthur' >&2; exit 1"): void {
  putTool(
    cron,
    `if [ "$1" = - ]; then exec cat > table; fi\nif [ -f table ]; then exec cat table; fi\n${withoutTable}`,
  );
}

describe("installing the daily run with cron", () => {
  const table = (): string => readFileSync(join(home, "table"), "utf8");
  const block = (): string => cron.units(job)[0]?.text ?? "";

  test("keeps every other line, however often", async () => {
    writeFileSync(join(home, "table"), "0 1 * * * backup\n");
    putCrontab();
    await install(cron);
    await install(cron);
    expect(table()).toBe(`0 1 * * * backup\n${block()}`);
  });

  test("is taken out again, and only once", async () => {
    writeFileSync(join(home, "table"), "0 1 * * * backup\n");
    putCrontab();
    await install(cron);
    expect(await uninstall(cron)).toEqual(["crontab"]);
    expect(table()).toBe("0 1 * * * backup\n");
    expect(await uninstall(cron)).toEqual([]);
  });

  test.each([
    ["Vixie's", "no crontab for arthur"],
    ["BusyBox's", "crontab: can't open 'arthur': No such file or directory"],
    ["one that speaks German whatever it is asked for", "kein crontab für arthur"],
    ["one that speaks Polish whatever it is asked for", "nie ma tablicy dla arthur"],
  ])("begins a table where there is none, by %s word", async (_, word) => {
    putCrontab(`echo "${word}" >&2; exit 1`);
    await install(cron);
    expect(table()).toBe(block());
  });

  test("asks for the language that it understands", async () => {
    putCrontab(`[ "\${LC_ALL-}" = C ] && echo "no crontab for arthur" >&2; exit 1`);
    await install(cron);
    expect(table()).toBe(block());
  });

  test.each([
    ["who may not look", "echo 'You (arthur) are not allowed to use this program (crontab)' >&2; exit 1"],
    ["whose tool broke off", "echo '0 1 * * * backup'; exit 1"],
    ["whose tool failed otherwise", "echo 'bad usage' >&2; exit 2"],
  ])("writes nothing over the table of somebody %s", async (_, body) => {
    putCrontab(body);
    await expect(install(cron)).rejects.toMatchObject({ code: "V7-F032" });
    expect(existsSync(join(home, "table"))).toBe(false);
  });

  test("gives a table from Windows its lines once, and leaves its line ends", async () => {
    writeFileSync(join(home, "table"), `MAILTO=arthur\r\n${block().replaceAll("\n", "\r\n")}0 1 * * * backup\r\n`);
    putCrontab();
    await install(cron);
    await install(cron);
    expect(table()).toBe(`MAILTO=arthur\r\n${block()}0 1 * * * backup\r\n`);
  });
});
