import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DailyUnitsOutput } from "../../src/model/output/daily-units.ts";
import { HookedRepository, phase } from "../support/hooked-repository.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let repository: HookedRepository;
let database: TestDatabase;

beforeEach(async () => {
  database = await testDatabase();
  repository = new HookedRepository();
  repository.stage("state/phases/1.yaml", phase("1", "Assessment"));
  repository.commit();
  repository.environment = { ...repository.environment, V7_DATABASE_URL: database.url };
});

afterEach(async () => {
  repository.remove();
  await database.drop();
});

function printed(): DailyUnitsOutput {
  return JSON.parse(repository.v7("daily", "--install", "cron", "--json").stdout) as DailyUnitsOutput;
}

function writeEnvironmentFile(): void {
  const folder = join(repository.folder, ".config", "v7");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "daily.env"), `V7_DATABASE_URL=${database.url}\n`, { mode: 0o600 });
}

/** As a scheduler does: nothing of a person's shell is there. */
function runAsScheduled({ units }: DailyUnitsOutput, path = "/usr/bin:/bin:/usr/sbin:/sbin"): string {
  const line = units[0]?.text.split("\n")[1]?.replace(/^0 5 \* \* \* /, "") ?? "";
  const words = ["-i", `HOME=${repository.folder}`, `PATH=${path}`, "/bin/sh", "-c", line];
  const { exitCode, stdout, stderr } = repository.run("/usr/bin/env", words, "/");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return stdout;
}

describe("the words that a scheduler is given", () => {
  test("lead to the database that the person's file names, and make no other", async () => {
    writeEnvironmentFile();
    expect(runAsScheduled(printed())).toContain("Daily succeeded");
    const psql = await database.connect({ applicationName: "psql" });
    const { rows } = await psql.query("SELECT status FROM ingest_runs WHERE pipeline = 'daily'");
    await psql.end();
    expect(rows).toEqual([{ status: "succeeded" }]);
    expect(existsSync(join(repository.root, ".git/v7/postgres"))).toBe(false);
  });

  test("lead to git where schedulers do not look for it", () => {
    writeEnvironmentFile();
    const git = repository.run("/bin/sh", ["-c", "command -v git"]).stdout.trim();
    const folder = repository.program(
      "git",
      `#!/bin/sh\ntouch '${join(repository.folder, "called")}'\nexec '${git}' "$@"\n`,
    );
    repository.environment = { ...repository.environment, PATH: `${folder}:${repository.environment["PATH"]}` };
    const units = printed();
    runAsScheduled(units, "/nowhere");
    expect(existsSync(join(repository.folder, "called"))).toBe(true);
  });
});

describe("what the person has to do so that the job finds their database", () => {
  test("is told while its variables are set here alone, and its file is not there", () => {
    expect(printed().notes).toEqual([
      `V7_DATABASE_URL is set here and will not be when the job runs: write NAME=VALUE lines to ${repository.folder}/.config/v7/daily.env, mode 0600.`,
    ]);
    writeEnvironmentFile();
    expect(printed().notes).toEqual([]);
  });

  test("names the variable that v7.yaml declares, and never its value", () => {
    repository.write("v7.yaml", "database:\n  url: env:AYA_URL\n");
    repository.environment = { ...repository.environment, AYA_URL: database.url, V7_DATABASE_URL: undefined };
    const { notes } = printed();
    expect(notes).toEqual([expect.stringMatching(/^AYA_URL is set here/)]);
    expect(notes.join("")).not.toContain("postgres");
  });
});
