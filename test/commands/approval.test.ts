import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { optional, terminalProgram } from "../support/optional.ts";
import { openPlace, type Place } from "./golden/place.ts";

describe.skipIf(!optional.terminal.isThere())("apply asks at a terminal", () => {
  let place: Place;
  beforeEach(async () => {
    place = await openPlace(packagePath("test/cases/first-apply"));
  });
  afterEach(() => place.close());

  test("and shows the plan first", async () => {
    expect((await applyAnswering("no\r")).screen).toMatch(
      /Plan: 18 to add, 0 to change, 0 to destroy\.[^]*Only "yes" is accepted/,
    );
  });

  test("and writes after the whole word yes", async () => {
    expect((await applyAnswering("yes\r")).exitCode).toBe(0);
    expect(await countPhases()).toBe(7);
  });

  test.each(["y\r", "YES\r", "\r", "\u0004"])("and writes nothing after %j", async (answer) => {
    expect((await applyAnswering(answer)).exitCode).toBe(3);
    expect(await countPhases()).toBe(0);
  });

  test("and Ctrl-C is no answer", async () => {
    expect((await applyAnswering("\u0003")).exitCode).toBe(130);
    expect(await countPhases()).toBe(0);
  });

  async function applyAnswering(
    answer: string,
  ): Promise<{ readonly screen: string; readonly exitCode: number | null }> {
    const command = `"${process.execPath}" "${packagePath("bin/run.js")}" apply`;
    const terminal = spawn(terminalProgram, ["-qec", command, "/dev/null"], {
      cwd: place.root,
      env: place.environment,
    });
    let screen = "";
    terminal.stdout.on("data", (part: Buffer) => {
      const asked = screen.includes("accepted: ");
      screen += part.toString();
      if (!asked && screen.includes("accepted: ")) terminal.stdin.write(answer);
    });
    const [exitCode] = (await once(terminal, "close")) as [number | null];
    return { screen, exitCode };
  }

  async function countPhases(): Promise<number> {
    const connection = await place.database.connect();
    const { rows } = await connection.query<{ count: number }>(
      "SELECT count(*)::integer AS count FROM v7_migration_workflow",
    );
    return rows[0]?.count ?? -1;
  }
});
