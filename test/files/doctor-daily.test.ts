import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { DoctorCheck } from "../../src/model/output/doctor.ts";
import { examine } from "../../src/routines/doctor.ts";
import { maintain } from "../../src/routines/daily/maintain.ts";
import { privacyCheck } from "../../src/routines/doctor-daily.ts";
import { system } from "../support/this-machine.ts";
import { type FileScene, openFileScene } from "./scene.ts";

let scene: FileScene;

beforeAll(async () => {
  scene = await openFileScene();
});

afterAll(() => scene.end());

describe("what doctor says of the daily run (M62)", () => {
  afterEach(() => scene.psql.query("DELETE FROM ingest_runs"));

  async function dailyCheck(): Promise<DoctorCheck | undefined> {
    return (await examine(await scene.open())).output.checks.find(({ name }) => name === "daily");
  }

  test("is nothing where none was ever made", async () => {
    expect(await dailyCheck()).toBeUndefined();
  });

  test("is well after one that did its work", async () => {
    await maintain(await scene.open());
    expect(await dailyCheck()).toMatchObject({
      status: "ok",
      detail: expect.stringMatching(/^daily run of .* succeeded$/),
    });
  });

  test("is what was wrong with one that did not", async () => {
    await maintain(await scene.open());
    await scene.psql.query(`UPDATE ingest_runs SET status = 'partial', errors = '["scan: EPERM"]'`);
    expect(await dailyCheck()).toMatchObject({
      status: "warn",
      detail: expect.stringMatching(/partial: scan: EPERM$/),
    });
  });

  test("is that it comes no more, when the last is long ago", async () => {
    await maintain(await scene.open());
    await scene.psql.query("UPDATE ingest_runs SET started_at = '2025-08-07'");
    expect(await dailyCheck()).toMatchObject({
      status: "warn",
      detail: "no daily run did its work since 2025-08-07: is its scheduler at work?",
    });
  });
});

describe("what doctor says of folders that may not be read (M60)", () => {
  const refuse = (code: string) => (): never => {
    throw Object.assign(new Error(code), { code });
  };

  test("names the program that a Mac must let in", async () => {
    const workspace = { ...(await scene.open()), system: { ...system, platform: "darwin" } as const };
    expect(privacyCheck(workspace, refuse("EPERM"))).toMatchObject([
      {
        name: "privacy",
        status: "warn",
        detail: `${scene.root}: EPERM: macOS wants Full Disk Access for ${process.execPath}`,
      },
    ]);
    expect(privacyCheck(workspace, refuse("EACCES"))).toEqual([]);
    expect(privacyCheck(workspace)).toEqual([]);
  });

  test("is nothing on other systems", async () => {
    const workspace = { ...(await scene.open()), system: { ...system, platform: "linux" } as const };
    expect(privacyCheck(workspace, refuse("EPERM"))).toEqual([]);
  });
});
