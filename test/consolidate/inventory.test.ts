import { execFileSync } from "node:child_process";
import { chmodSync, linkSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inventory } from "../../src/consolidate/inventory/inventory.ts";
import { sourceRoots } from "../../src/consolidate/roots.ts";
import type { ConsolidateInventoryOutput } from "../../src/model/output/consolidate-inventory.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { optional } from "../support/optional.ts";
import { asOrdinaryUser } from "../support/ordinary-user.ts";
import { workspaceFor } from "../../src/workspace/workspace.ts";
import { openSourceScene, type SourceScene } from "./scene.ts";
import { system } from "../support/this-machine.ts";

const reachesDeep = optional.processFolders.isThere() && optional.deepFolders.isThere();

let scene: SourceScene;

beforeEach(async () => {
  scene = await openSourceScene();
});

afterEach(() => scene.end());

/** Long enough ago that stamps can be trusted. */
function age(group: string, path: string): void {
  const past = new Date(Date.now() - 60_000);
  utimesSync(join(scene.folder(group), path), past, past);
}

async function trustStamps(): Promise<void> {
  await scene.psql.query("UPDATE v7_external_sources SET metadata = metadata - 'racy'");
}

describe("an inventory", () => {
  test("records each file with its group, hash, size and machine", async () => {
    scene.put("notebook", "ideas/enum.md", "45 enums\n");
    expect((await scene.inventory()).counts).toMatchObject({ files: 1, added: 1, read: 1, gone: 0 });
    const { rows } = await scene.psql.query(
      "SELECT source_group, node, hash, size_bytes, status, source FROM v7_external_sources",
    );
    expect(rows).toEqual([
      {
        source_group: "notebook",
        node: "ALPHA",
        hash: "77ce4fbca66cc7afcb68627b9e9dfec3c8e27422a50b91e542f4bd605c7739ac",
        size_bytes: "9",
        status: "inventoried",
        source: scene.folder("notebook"),
      },
    ]);
  });

  test("does not read again what has the stamp it had", async () => {
    scene.put("notebook", "enum.md", "45 enums\n");
    scene.put("notebook", "phase.md", "Assessment\n");
    await scene.inventory();
    await trustStamps();
    expect((await scene.inventory()).counts).toMatchObject({ added: 0, unchanged: 2, read: 0 });
    scene.put("notebook", "phase.md", "Design, approved\n");
    expect((await scene.inventory()).counts).toMatchObject({ added: 0, changed: 1, unchanged: 1, read: 1 });
  });

  test("goes on where it was interrupted: what is recorded is not read again", async () => {
    for (let number = 0; number < 3_000; number += 1)
      scene.put("legacy", `${number % 7}/${number}.md`, `note ${number}\n`);
    const controller = new AbortController();
    const workspace = workspaceFor(await scene.open(), {
      signal: controller.signal,
      tell: (event) => event.type === "progress" && event.made > 0 && controller.abort(),
    });
    const begun = inventory(workspace, { groups: [] });
    await expect(begun).rejects.toMatchObject({ name: "AbortError" });
    await trustStamps();
    const { counts } = await scene.inventory();
    expect(counts.unchanged).toBeGreaterThan(1_000);
    expect(counts.added + counts.unchanged).toBe(3_000);
    expect(counts.read).toBe(counts.added);
  });

  test("reads again what changed within the two seconds before it: its stamp may not show the next change", async () => {
    scene.put("notebook", "enum.md", "45 enums\n");
    await scene.inventory();
    expect((await scene.inventory()).counts).toMatchObject({ read: 1, unchanged: 1 });
  });

  test("marks what is gone, and knows it again when it is back", async () => {
    for (const number of [1, 2, 3, 4, 5, 6]) scene.put("stage1", `${number}.md`, `${number}\n`);
    await scene.inventory();
    rmSync(join(scene.folder("stage1"), "1.md"));
    expect((await scene.inventory()).counts).toMatchObject({ gone: 1, added: 0 });
    expect(await scene.statuses()).toMatchObject({ "stage1/1.md": "gone", "stage1/2.md": "inventoried" });
    scene.put("stage1", "1.md", "1\n");
    await scene.inventory();
    expect(await scene.statuses()).toMatchObject({ "stage1/1.md": "inventoried" });
  });

  test("leaves out what the group excludes", async () => {
    scene.put("notebook", "setup.dmg", "image");
    scene.put("notebook", "cache.dmg/part", "image");
    scene.put("notebook", "enum.md", "45 enums\n");
    scene.declareGroups({ notebook: { exclude: ["*.dmg"] } });
    await scene.inventory();
    expect(Object.keys(await scene.statuses())).toEqual(["notebook/enum.md"]);
  });

  test("gives a group's folder inside another group's to the inner group", async () => {
    scene.put("legacy", "enum.md", "45 enums\n");
    scene.put("legacy", "stage/phase.md", "Assessment\n");
    scene.declareGroups({ stage1: { paths: [join(scene.folder("legacy"), "stage")] } });
    await scene.inventory();
    const { rows } = await scene.psql.query(
      'SELECT source_group FROM v7_external_sources ORDER BY source_path COLLATE "C"',
    );
    expect(rows).toEqual([{ source_group: "legacy" }, { source_group: "stage1" }]);
  });
});

describe("what is no file", () => {
  test("is named with its kind; links are recorded by what they say and never followed", async () => {
    execFileSync("mkfifo", [join(scene.folder("legacy"), "pipe")]);
    symlinkSync("/etc", join(scene.folder("legacy"), "etc"));
    symlinkSync("..", join(scene.folder("legacy"), "loop"));
    const { counts, problems } = await scene.inventory(["legacy"]);
    expect(counts.files).toBe(2);
    expect(problems).toEqual([{ path: join(scene.folder("legacy"), "pipe"), problem: "fifo", detail: null }]);
    const { rows } = await scene.psql.query("SELECT metadata ->> 'kind' AS kind FROM v7_external_sources");
    expect(rows).toEqual([{ kind: "link" }, { kind: "link" }]);
  });

  test.runIf(optional.ordinaryUser.isThere())("and what cannot be read is not gone", async () => {
    scene.put("legacy", "secret/plan.md", "plan\n");
    scene.put("legacy", "enum.md", "45 enums\n");
    await scene.inventory();
    chmodSync(join(scene.folder("legacy"), "secret"), 0o000);
    const { counts, problems } = inventoryAs(asOrdinaryUser() ?? []);
    chmodSync(join(scene.folder("legacy"), "secret"), 0o755);
    expect(counts).toMatchObject({ files: 1, gone: 0 });
    expect(problems).toMatchObject([{ problem: "unreadable", detail: "EACCES" }]);
    expect(Object.keys(await scene.statuses())).toEqual(["legacy/enum.md", "legacy/secret/plan.md"]);
  });

  /** By a process of its own, because root of this one reads everything. */
  function inventoryAs(wrapper: readonly string[]): ConsolidateInventoryOutput {
    scene.checkout.write("v7.yaml", `machines: { ALPHA: "${hostname()}" }\n`);
    const words = [process.execPath, packagePath("bin/run.js"), "consolidate", "inventory", "legacy", "--json"];
    const [program = "", ...rest] = [...wrapper, ...words];
    const env = { ...process.env, V7_DATABASE_URL: scene.database.url };
    return JSON.parse(
      execFileSync(program, rest, { cwd: scene.checkout.root, env, encoding: "utf8" }),
    ) as ConsolidateInventoryOutput;
  }
});

describe("names", () => {
  const bytes = (...codes: number[]): Buffer => Buffer.from(codes);

  test.runIf(optional.namesOfBytes.isThere())("of any bytes are kept exactly, and shown escaped", async () => {
    const folder = `${scene.folder("collective")}/`;
    writeFileSync(Buffer.concat([Buffer.from(folder), bytes(0x63, 0xe9)]), "x");
    writeFileSync(Buffer.concat([Buffer.from(folder), bytes(0x63, 0xe8)]), "x");
    writeFileSync(`${folder}a\nb\u001b[31m`, "x");
    await scene.inventory();
    expect(Object.keys(await scene.statuses())).toEqual([
      String.raw`collective/a\x0ab\x1b[31m`,
      String.raw`collective/c\xe8`,
      String.raw`collective/c\xe9`,
    ]);
    await trustStamps();
    expect((await scene.inventory()).counts).toMatchObject({ added: 0, unchanged: 3 });
  });

  test.runIf(reachesDeep)("in paths over 4,096 bytes are recorded", async () => {
    const name = "d".repeat(200);
    const dig = `for (let i = 0; i < 30; i += 1) { fs.mkdirSync("${name}"); process.chdir("${name}") } fs.writeFileSync("end.md", "deep")`;
    execFileSync(process.execPath, ["-e", dig], { cwd: scene.folder("legacy") });
    expect((await scene.inventory()).counts).toMatchObject({ added: 1, read: 1 });
    await trustStamps();
    expect((await scene.inventory()).counts).toMatchObject({ added: 0, unchanged: 1 });
    execFileSync("rm", ["-rf", join(scene.folder("legacy"), name)]);
  });

  test("may be the same on two machines", async () => {
    scene.put("notebook", "enum.md", "45 enums\n");
    await scene.inventory();
    await scene.psql.query("UPDATE v7_external_sources SET node = 'BETA'");
    expect((await scene.inventory()).counts).toMatchObject({ added: 1 });
  });
});

describe("a folder that may not be what it was", () => {
  test("is refused when it is not there, and nothing is taken for gone", async () => {
    scene.put("legacy", "enum.md", "45 enums\n");
    await scene.inventory();
    rmSync(scene.folder("legacy"), { recursive: true });
    await expect(scene.inventory()).rejects.toMatchObject({ code: "V7-K003", exitCode: 1 });
    expect(await scene.statuses()).toEqual({ "legacy/enum.md": "inventoried" });
  });

  test("is refused when it is empty, as an unmounted disk is; what is meant can be allowed", async () => {
    for (const number of [1, 2, 3]) scene.put("legacy", `${number}.md`, `${number}\n`);
    scene.put("notebook", "enum.md", "45 enums\n");
    await scene.inventory();
    for (const number of [1, 2, 3]) rmSync(join(scene.folder("legacy"), `${number}.md`));
    scene.put("notebook", "phase.md", "Assessment\n");
    await expect(scene.inventory()).rejects.toMatchObject({ code: "V7-K005", exitCode: 3 });
    expect(Object.keys(await scene.statuses())).not.toContain("notebook/phase.md");
    expect((await scene.inventory([], { allowMassDelete: 3 })).counts).toMatchObject({ gone: 3, added: 1 });
  });
});

describe("a group", () => {
  test("of another machine is refused, with what to do", async () => {
    scene.checkout.declare({ kind: "Node", name: "AIR", spec: { role: "client" } });
    scene.declareGroups({ stage1: { node: "AIR" } });
    await expect(scene.inventory(["stage1"])).rejects.toMatchObject({
      code: "V7-K002",
      message: `stage1 lies on AIR, and this machine is ${hostname()}`,
      next: ["run it on AIR", `is this AIR? v7.yaml: machines: { AIR: ${hostname()} }`],
    });
    expect((await scene.inventory()).elsewhere).toEqual(["stage1 (AIR)"]);
  });

  test("is on the machine that v7.yaml gives its node", async () => {
    scene.checkout.declare({ kind: "Node", name: "AIR", spec: { role: "client" } });
    scene.declareGroups({ stage1: { node: "AIR" } });
    scene.checkout.write("v7.yaml", `machines: { AIR: "${hostname()}" }\n`);
    expect((await scene.inventory(["stage1"])).groups).toEqual(["stage1"]);
  });

  test("in the repository is refused: a file is not its own copy", async () => {
    mkdirSync(join(scene.checkout.root, "incoming"));
    scene.declareGroups({ stage1: { paths: ["incoming"] } });
    await expect(scene.inventory(["stage1"])).rejects.toMatchObject({ code: "V7-K004" });
  });

  test("around the repository leaves the repository out", () => {
    const root = join(scene.folder("notebook"), "repository");
    mkdirSync(root);
    const group = { name: "notebook", node: "ALPHA", paths: [scene.folder("notebook")], exclude: [], overrides: [] };
    const [found] = sourceRoots([group], [group], {
      system,
      repository: { root, home: join(root, ".v7"), isGit: false, environment: {} },
    });
    expect([found?.isOut("repository", true), found?.isOut("ideas", true)]).toEqual([true, false]);
  });

  test("that nobody declared is named with those that are", async () => {
    await expect(scene.inventory(["downloads"])).rejects.toMatchObject({
      code: "V7-K001",
      message: "no SourceGroup downloads; declared are notebook, legacy, collective, stage1",
    });
  });

  test("shares no folder with another one", async () => {
    scene.declareGroups({ stage1: { paths: [scene.folder("legacy")] } });
    await expect(scene.inventory()).rejects.toMatchObject({ code: "V7-K004" });
  });
});

test("hard links are recorded with the stamp they have in common", async () => {
  scene.put("notebook", "enum.md", "45 enums\n");
  linkSync(join(scene.folder("notebook"), "enum.md"), join(scene.folder("notebook"), "again.md"));
  age("notebook", "enum.md");
  await scene.inventory();
  expect(await scene.column("SELECT count(DISTINCT metadata ->> 'stamp')::int FROM v7_external_sources")).toEqual([1]);
});
