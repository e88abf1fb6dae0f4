import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
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
  const script = `const { takeDirectoryLock } = await import(${module}); const { system } = await import(${machine}); takeDirectoryLock(system, ${JSON.stringify(lock)}); console.log("taken"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "ignore"] });
  await once(child.stdout, "data");
  return child;
}

function grewOld(): void {
  const then = new Date(Date.now() - 600_000);
  utimesSync(lock, then, then);
}

test("an owner that was stopped keeps its lock, and is named; one that died loses it (T53)", async () => {
  const child = await holder();
  const died = once(child, "exit");
  child.kill("SIGSTOP");
  grewOld();
  expect(takeDirectoryLock(system, lock)).toBeUndefined();
  expect(ownerOfLock(system, lock)).toMatchObject({ pid: child.pid, isStopped: true });
  child.kill("SIGKILL");
  await died;
  expect(takeDirectoryLock(system, lock)?.isHeld()).toBe(true);
});

test("where two at once do no harm, the lock of a stopped owner is taken", async () => {
  const child = await holder();
  child.kill("SIGSTOP");
  expect(takeDirectoryLock(system, lock, "silent")).toBeUndefined();
  grewOld();
  expect(takeDirectoryLock(system, lock, "silent")).toBeDefined();
  child.kill("SIGKILL");
});

test("a number that belongs to another process by now holds nothing", () => {
  takeDirectoryLock(system, lock);
  const [pid, scope] = readFileSync(join(lock, "owner"), "utf8").split(" ");
  writeFileSync(join(lock, "owner"), `${pid} ${scope} 1 000000000000`);
  expect(takeDirectoryLock(system, lock)).toBeDefined();
});

test("whoever was taken for dead elsewhere finds it out, and leaves the other's lock alone (T53)", () => {
  const first = takeDirectoryLock(system, lock);
  const owner = join(lock, "owner");
  const [pid, scope = "", ...rest] = readFileSync(owner, "utf8").split(" ");
  // What another machine sees of this one.
  writeFileSync(owner, [pid, scope.replace(/^[^/]+\/[^/]+\/[^/]*/, "BETA/0123456789ab/another"), ...rest].join(" "));
  grewOld();
  const second = takeDirectoryLock(system, lock);
  expect([first?.isHeld(), second?.isHeld()]).toEqual([false, true]);
  first?.refresh();
  first?.release();
  expect([existsSync(lock), second?.isHeld()]).toEqual([true, true]);
  second?.release();
  expect(existsSync(lock)).toBe(false);
});
