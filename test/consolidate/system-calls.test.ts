import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { optional } from "../support/optional.ts";
import { openSourceScene, type SourceScene, witness } from "./scene.ts";

let scene: SourceScene;
let planId: string;

beforeEach(async () => {
  scene = await openSourceScene();
  scene.put("notebook", "enum.md", "45 enums\n");
  planId = (await scene.planned("notebook")).plan_id;
});

afterEach(() => scene.end());

const target = (): string => join(scene.checkout.root, "archive/enum.md");
const original = (): string => join(scene.folder("notebook"), "enum.md");

/** Executes the plan with some system calls tampered with; answers what it said at the end, empty when it was killed. */
function tampered(...injections: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "v7-traced-"));
  const script = join(import.meta.dirname, "execute-on-demand.ts");
  const calls = injections.map((injection) => injection.replace(/:.*$/, "")).join(",");
  const words = ["-f", "--seccomp-bpf", "-o", join(folder, "trace"), "-e", `trace=${calls}`];
  const inject = injections.flatMap((injection) => ["-e", `inject=${injection}`]);
  const run = [process.execPath, script, scene.checkout.root, scene.database.url, planId];
  const { stdout } = spawnSync("strace", [...words, ...inject, ...run], { input: "go\n", encoding: "utf8" });
  rmSync(folder, { recursive: true });
  return stdout.replace("ready\n", "");
}

async function settled(): Promise<void> {
  const sessions =
    "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'v7 doomed'";
  while ((await scene.column(sessions))[0] !== 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe.skipIf(!optional.strace.isThere())("an execution", () => {
  // The call itself does not happen: the process is dead before.
  test.each(["pwrite64", "fsync", "fsync:when=2", "link", "unlink", "unlink:when=2"])(
    "killed at %s leaves the name absent or complete, and the next one does the rest (F3)",
    async (injection) => {
      const before = witness(original());
      expect(tampered(injection)).toBe("");
      if (existsSync(target())) expect(readFileSync(target(), "utf8")).toBe("45 enums\n");
      expect(witness(original())).toEqual(before);
      await settled();
      expect((await scene.execute(planId)).problems).toEqual([]);
      expect(readFileSync(target(), "utf8")).toBe("45 enums\n");
      expect(readdirSync(join(scene.checkout.root, "archive"))).toEqual(["enum.md"]);
    },
  );

  test.each(["fsync:error=EIO", "pwrite64:error=ENOSPC", "pwrite64:retval=0", "link:error=EPERM:when=2"])(
    "that meets %s has not copied the file, and says so (F2, F4)",
    async (injection) => {
      // Calls are counted by thread: files are flushed by others than the one that makes folders.
      mkdirSync(join(scene.checkout.root, "archive"));
      expect(JSON.parse(tampered(injection))).toMatchObject({ copied: 0, failed: 1 });
      expect(existsSync(target())).toBe(false);
      expect(readdirSync(join(scene.checkout.root, "archive"))).toEqual([]);
      expect(await scene.statuses()).toEqual({ "notebook/enum.md": "failed" });
      expect((await scene.execute(planId)).counts).toMatchObject({ copied: 1 });
    },
  );

  test("whose folder cannot be flushed has not copied the file either: its name may be lost (F4)", async () => {
    expect(JSON.parse(tampered("fsync:error=EIO:when=2"))).toMatchObject({ copied: 0, failed: 1 });
    expect(await scene.statuses()).toEqual({ "notebook/enum.md": "failed" });
    expect((await scene.execute(planId)).counts).toMatchObject({ present: 1, failed: 0 });
  });

  test("whose system says it wrote a byte and did not finds out by reading back (F4)", () => {
    expect(JSON.parse(tampered("pwrite64:retval=1:when=1"))).toMatchObject({ copied: 0, failed: 1 });
    expect(existsSync(target())).toBe(false);
  });

  test("opens originals for reading alone, and removes only its own temporary name (F13)", async () => {
    const folder = mkdtempSync(join(tmpdir(), "v7-traced-"));
    const script = join(import.meta.dirname, "execute-on-demand.ts");
    const calls =
      "open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,truncate,ftruncate,chmod,fchmodat,chown,lchown,utimensat,rmdir";
    const run = [process.execPath, script, scene.checkout.root, scene.database.url, planId];
    spawnSync("strace", ["-f", "--seccomp-bpf", "-o", join(folder, "trace"), "-e", `trace=${calls}`, ...run], {
      input: "go\n",
    });
    const lines = readFileSync(join(folder, "trace"), "utf8").split("\n");
    rmSync(folder, { recursive: true });
    const touched = lines.filter((line) => line.includes(traced(scene.folder("notebook"))));
    expect(touched.length).toBeGreaterThan(0);
    expect(
      touched.filter((line) => !/open(at)?\(.*O_RDONLY/.test(line) || /O_(WRONLY|RDWR|TRUNC|CREAT)/.test(line)),
    ).toEqual([]);
    const removed = lines.filter((line) => /\b(unlink|rename|rmdir)/.test(line) && line.includes("/proc/self/fd"));
    expect(removed.filter((line) => !line.includes(".v7-copy-"))).toEqual([]);
  });
});

/** A path as strace prints it. */
function traced(path: string): string {
  return Buffer.from(path)
    .toString("latin1")
    .replaceAll(/[\u0080-\u00FF]/g, (byte) => `\\${byte.charCodeAt(0).toString(8)}`);
}
