import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ownerOfLock, takeDirectoryLock } from "../../../src/system/directory-lock.ts";
import { system } from "../../support/this-machine.ts";

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "v7-lock-"));
  lock = join(folder, "lock");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Another process that has the lock, and does nothing but have it. */
async function holder(): Promise<ChildProcess> {
  const module = JSON.stringify(join(import.meta.dirname, "../../../src/system/directory-lock.ts"));
  const machine = JSON.stringify(join(import.meta.dirname, "../../support/this-machine.ts"));
  const script = `const { takeDirectoryLock } = await import(${module}); const { system } = await import(${machine}); await takeDirectoryLock(system, ${JSON.stringify(lock)}); console.log("taken"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  return child;
}

function grewOld(): void {
  const then = new Date(Date.now() - 600_000);
  utimesSync(lock, then, then);
}

/** What another machine sees of a lock that was taken here. */
function writeElsewhere(): void {
  const owner = join(lock, "owner");
  const [pid, scope = "", ...rest] = readFileSync(owner, "utf8").split(" ");
  writeFileSync(owner, [pid, scope.replace(/^[^/]+\/[^/]+\/[^/]*/, "BETA/0123456789ab/another"), ...rest].join(" "));
}

test("an owner that was stopped keeps its lock, and is named; one that died loses it (T53)", async () => {
  const child = await holder();
  const died = once(child, "exit");
  child.kill("SIGSTOP");
  grewOld();
  expect(await takeDirectoryLock(system, lock)).toBeUndefined();
  await expect.poll(() => ownerOfLock(system, lock)).toMatchObject({ pid: child.pid, isStopped: true });
  child.kill("SIGKILL");
  await died;
  expect((await takeDirectoryLock(system, lock))?.isHeld()).toBe(true);
});

test("where two at once do no harm, the lock of a stopped owner is taken", async () => {
  const child = await holder();
  child.kill("SIGSTOP");
  expect(await takeDirectoryLock(system, lock, { from: "silent" })).toBeUndefined();
  grewOld();
  expect(await takeDirectoryLock(system, lock, { from: "silent" })).toBeDefined();
  child.kill("SIGKILL");
});

test("a number that belongs to another process by now holds nothing", async () => {
  await takeDirectoryLock(system, lock);
  const [pid, scope] = readFileSync(join(lock, "owner"), "utf8").split(" ");
  writeFileSync(join(lock, "owner"), `${pid} ${scope} 1 000000000000`);
  expect(await takeDirectoryLock(system, lock)).toBeDefined();
});

test("whoever was taken for dead elsewhere finds it out, and leaves the other's lock alone (T53)", async () => {
  const first = await takeDirectoryLock(system, lock);
  writeElsewhere();
  grewOld();
  const second = await takeDirectoryLock(system, lock, { secondLook: 10 });
  expect([first?.isHeld(), second?.isHeld()]).toEqual([false, true]);
  first?.refresh();
  first?.release();
  expect([existsSync(lock), second?.isHeld()]).toEqual([true, true]);
  second?.release();
  expect(existsSync(lock)).toBe(false);
});

describe("an owner that slept with its machine (M7)", () => {
  test("and stirs when it wakes keeps its lock, though it was silent for minutes", async () => {
    await takeDirectoryLock(system, lock);
    writeElsewhere();
    grewOld();
    const asking = takeDirectoryLock(system, lock, { secondLook: 300 });
    utimesSync(lock, new Date(), new Date());
    expect(await asking).toBeUndefined();
  });

  test("keeps it as well where the system does not tell when processes started", async () => {
    const blind = { ...system, listProcess: () => undefined };
    await takeDirectoryLock(blind, lock);
    grewOld();
    const asking = takeDirectoryLock(blind, lock, { secondLook: 300 });
    utimesSync(lock, new Date(), new Date());
    expect(await asking).toBeUndefined();
    grewOld();
    expect(await takeDirectoryLock(blind, lock, { secondLook: 10 })).toBeDefined();
  });
});
