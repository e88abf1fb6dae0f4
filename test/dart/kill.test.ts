import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { task } from "../scenes/documents.ts";
import { testKey } from "./dart-server.ts";
import { type DartScene, openDartScene, reportText } from "./scene.ts";

let shared: DartScene;

beforeEach(async () => {
  shared = await openDartScene();
});

afterEach(() => shared.end());

function start(...words: readonly string[]): ChildProcess {
  return spawn(process.execPath, [packagePath("bin/run.js"), ...words], {
    cwd: shared.scene.checkout.root,
    env: { PATH: process.env["PATH"], V7_DATABASE_URL: shared.scene.database.url, V7_DART_TOKEN: testKey },
    stdio: "ignore",
  });
}

/** Kills the command at its n-th request, which DART still does; false where it had fewer. */
async function killedAt(at: number, ...words: readonly string[]): Promise<boolean> {
  const begun = shared.dart.requests.length;
  const child = start(...words);
  let wasKilled = false;
  shared.dart.fault = (number) => {
    if (number - begun !== at) return undefined;
    wasKilled = true;
    child.kill("SIGKILL");
    return "cut after";
  };
  await once(child, "exit");
  shared.dart.fault = () => undefined;
  return wasKilled;
}

test("killed at every request of a push and of a pull, and run again: no task is there twice, no report is lost (AL18)", async () => {
  const { checkout, psql } = shared.scene;
  for (const words of [
    ["dart", "push", "--approved"],
    ["dart", "pull"],
  ]) {
    let at = 0;
    for (let goesOn = true; goesOn && at < 40;) {
      at += 1;
      shared.dart.tasks.length = 0;
      shared.dart.documents.length = 0;
      shared.dart.addDocument({ title: "Done", text: reportText("1.1") });
      for (const name of ["1.1", "1.2"]) checkout.declare(task(name, { name: `Task ${name}`, status: "pending" }));
      await psql.query("DELETE FROM v7_dart_tasks");
      goesOn = await killedAt(at, ...words);
      expect((await shared.push()).problem, `${words.join(" ")} killed at ${at}`).toBeNull();
      await shared.pull();
      const shown = { titles: shared.dart.tasks.map(({ title }) => title).toSorted(), spec: await shared.spec("1.1") };
      expect(
        shown.titles.filter((title) => title === "Task 1.2"),
        `${words.join(" ")} killed at ${at}`,
      ).toHaveLength(1);
      expect(new Set(shown.titles).size).toBe(shown.titles.length);
      expect(shown.spec, `${words.join(" ")} killed at ${at}`).toMatchObject({ status: "completed", reports: [{}] });
    }
    expect(at).toBeGreaterThan(5);
    expect(at).toBeLessThan(40);
  }
}, 240_000);
