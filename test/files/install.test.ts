import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { installDaily } from "../../src/routines/daily/install.ts";
import { dailyUnits, unitName } from "../../src/routines/daily/units.ts";
import { system } from "../support/this-machine.ts";

const command = { node: process.execPath, v7: "/opt/v7/bin/run.js", root: "/srv/migration" };
let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "v7-home-"));
  mkdirSync(join(home, "bin"));
});

afterEach(() => rmSync(home, { recursive: true }));

/** A scheduler's tool that keeps what it is told, as these machines have none. */
function putTool(name: string, body: string): void {
  writeFileSync(join(home, "bin", name), `#!/bin/sh\nset -u\n${body}\n`);
  chmodSync(join(home, "bin", name), 0o755);
}

function install(scheduler: "systemd" | "launchd" | "cron"): Promise<readonly string[]> {
  const environment = new Map([
    ["HOME", home],
    ["PATH", join(home, "bin")],
  ]);
  return installDaily(scheduler, command, { system, variable: (name) => environment.get(name) });
}

describe("installing the daily run", () => {
  test("where the scheduler's tool is missing is refused, and writes nothing", async () => {
    await expect(install("systemd")).rejects.toMatchObject({ code: "V7-F031" });
    expect(existsSync(join(home, ".config"))).toBe(false);
  });

  test("with systemd writes both units, then has the timer enabled", async () => {
    putTool("systemctl", `echo "$@" >> "${home}/told"`);
    const written = await install("systemd");
    expect(written.map((path) => readFileSync(path, "utf8"))).toEqual(
      dailyUnits("systemd", command).map(({ text }) => text),
    );
    expect(readFileSync(join(home, "told"), "utf8")).toBe(
      `--user daemon-reload\n--user enable --now ${unitName(command.root)}.timer\n`,
    );
  });

  test("with launchd replaces a job that is known already", async () => {
    putTool("launchctl", `echo "$1" >> "${home}/told"; [ "$1" != bootout ]`);
    const written = await install("launchd");
    expect(existsSync(written[0] ?? "")).toBe(true);
    expect(readFileSync(join(home, "told"), "utf8")).toBe("bootout\nbootstrap\n");
  });

  test("with cron keeps every other line, however often", async () => {
    writeFileSync(join(home, "table"), "0 1 * * * backup\n");
    putTool("crontab", `if [ "$1" = -l ]; then /bin/cat "${home}/table"; else /bin/cat > "${home}/table"; fi`);
    await install("cron");
    await install("cron");
    const [unit] = dailyUnits("cron", command);
    expect(readFileSync(join(home, "table"), "utf8")).toBe(`0 1 * * * backup\n${unit?.text ?? ""}`);
  });

  test("with cron begins a table where there is none", async () => {
    putTool(
      "crontab",
      `if [ "$1" = -l ]; then echo "no crontab for arthur" >&2; exit 1; else /bin/cat > "${home}/table"; fi`,
    );
    await install("cron");
    expect(readFileSync(join(home, "table"), "utf8")).toContain("daily");
  });

  test("with cron whose table cannot be read writes nothing over it", async () => {
    putTool("crontab", `if [ "$1" = -l ]; then echo "not allowed" >&2; exit 1; else /bin/cat > "${home}/table"; fi`);
    await expect(install("cron")).rejects.toMatchObject({ code: "V7-F032" });
    expect(existsSync(join(home, "table"))).toBe(false);
  });
});
