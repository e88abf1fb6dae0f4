import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  closeSync,
  copyFileSync,
  futimesSync,
  openSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bytePath } from "../../src/model/path-bytes.ts";
import { copyFile, type CopyMeans } from "../../src/consolidate/copy/copy-file.ts";
import { openFolders } from "../../src/consolidate/copy/folders.ts";
import { refuseWithoutHardLinks } from "../../src/consolidate/copy/hard-links.ts";
import { leftOver } from "../../src/consolidate/copy/left.ts";
import { renderLeft } from "../../src/render/consolidate.ts";
import type { System } from "../../src/system/system.ts";
import { executeCopies } from "../../src/routines/copies.ts";
import { unfinishedName } from "../../src/model/unfinished-copy.ts";
import { scanFiles } from "../../src/files/scan/scan.ts";
import { stampOf } from "../../src/system/walk.ts";
import { optional } from "../support/optional.ts";
import { openSourceScene, type SourceScene, witness } from "./scene.ts";
import { system } from "../support/this-machine.ts";

let scene: SourceScene;

beforeEach(async () => {
  scene = await openSourceScene();
});

afterEach(() => scene.end());

const home = (path: string): string => join(scene.checkout.root, path);
const source = (path: string): string => join(scene.folder("notebook"), path);

const means = (): CopyMeans => ({ system, buffer: Buffer.alloc(1 << 16), signal: new AbortController().signal });

/** One file, inventoried, compared and planned; answers the plan's id. */
async function plan(path = "enum.md", text = "45 enums\n"): Promise<string> {
  scene.put("notebook", path, text);
  // Whole seconds can be set again.
  utimesSync(source(path), 1_754_560_800, 1_754_560_800);
  return (await scene.planned("notebook")).plan_id;
}

/** Programs of a Mac that have nothing to say. */
const silent: System["ask"] = () => ({ status: 0, output: "", errors: "" });

/** What a Mac writes beside a file on a disk of another system: attributes and a second half of so many bytes. */
function appleDouble(forkLength: number): Buffer {
  const head = Buffer.alloc(82 + forkLength);
  head.writeUInt32BE(0x0005_1607, 0);
  head.writeUInt32BE(0x0002_0000, 4);
  head.writeUInt16BE(2, 24);
  for (const [entry, values] of [[9, 50, 32] as const, [2, 82, forkLength] as const].entries())
    for (const [place, value] of values.entries()) head.writeUInt32BE(value, 26 + entry * 12 + place * 4);
  return head;
}

/** The same bytes, size and time under another inode. */
function mountAnew(path: string): void {
  const before = lstatSync(path);
  copyFileSync(path, `${path}.other`);
  utimesSync(`${path}.other`, before.mtimeMs / 1_000, before.mtimeMs / 1_000);
  renameSync(`${path}.other`, path);
  expect(stampOf(lstatSync(path))).not.toBe(stampOf(before));
}

describe("a plan that is executed", () => {
  test("copies each file with its bytes, mode and time, and leaves the original as it was (F9, F10, F13)", async () => {
    scene.put("notebook", "scripts/daily.sh", "#!/bin/sh\n");
    chmodSync(source("scripts/daily.sh"), 0o750);
    utimesSync(source("scripts/daily.sh"), 1_739_750_400.123_456, 1_739_750_400.123_456);
    const { plan_id: id } = await scene.planned("notebook");
    const before = witness(source("scripts/daily.sh"));
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 1, failed: 0, losses: 0 });
    expect(witness(source("scripts/daily.sh"))).toEqual(before);
    const copy = lstatSync(home("archive/scripts/daily.sh"), { bigint: true });
    const original = lstatSync(source("scripts/daily.sh"), { bigint: true });
    expect([copy.mode & 0o7777n, copy.mtimeNs / 1_000n, copy.nlink]).toEqual([0o750n, original.mtimeNs / 1_000n, 1n]);
    expect(readFileSync(home("archive/scripts/daily.sh"), "utf8")).toBe("#!/bin/sh\n");
    expect(readdirSync(home("archive/scripts"))).toEqual(["daily.sh"]);
  });

  test("keeps a time before 1970", async () => {
    scene.put("notebook", "enum.md", "45 enums\n");
    const handle = openSync(source("enum.md"), "r+");
    futimesSync(handle, new Date(), "-86400.5");
    closeSync(handle);
    const { plan_id: id } = await scene.planned("notebook");
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 1, losses: 0 });
    expect(lstatSync(home("archive/enum.md")).mtimeMs).toBe(-86_400_500);
  });

  test("records who approved, the registry's new file, and the change", async () => {
    await scene.execute(await plan());
    const { rows } = await scene.psql.query(
      "SELECT status, target_path, copied_hash = hash AS same, approved_by, copied_at IS NOT NULL AS dated FROM v7_external_sources",
    );
    expect(rows).toEqual([
      { status: "copied", target_path: "archive/enum.md", same: true, approved_by: "The Architect", dated: true },
    ]);
    expect(
      await scene.column(
        "SELECT detected_by || ' ' || change_type || ' ' || path FROM v7_changes WHERE file_id IS NOT NULL",
      ),
    ).toEqual(["consolidate created archive/enum.md"]);
    await scanFiles(await scene.checkout.open(), { path: "archive" });
    expect(await scene.column("SELECT count(*)::int FROM v7_changes WHERE path = 'archive/enum.md'")).toEqual([1]);
  });

  test("again finds everything there, and copies nothing (F1)", async () => {
    const id = await plan();
    await scene.execute(id);
    const before = witness(home("archive/enum.md"));
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 0, present: 1, failed: 0 });
    expect(witness(home("archive/enum.md"))).toEqual(before);
  });

  test.runIf(optional.namesOfBytes.isThere())(
    "brings names home that are no UTF-8, and that hold line breaks",
    async () => {
      const name = Buffer.concat([Buffer.from(source("caf")), Buffer.from([0xe9, 0x0a])]);
      writeFileSync(name, "bytes");
      const { plan_id: id } = await scene.planned("notebook");
      await scene.execute(id);
      const [copied] = readdirSync(home("archive"), { encoding: "buffer" });
      expect(copied).toEqual(Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a]));
    },
  );
});

describe("a target", () => {
  test("that is there with the same bytes is done (F1)", async () => {
    const id = await plan();
    scene.checkout.write("archive/enum.md", "45 enums\n");
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 0, present: 1 });
    expect(await scene.statuses()).toEqual({ "notebook/enum.md": "copied" });
  });

  test("that is there with other content is refused and stays as it is (F1)", async () => {
    const id = await plan();
    scene.checkout.write("archive/enum.md", "46 enums\n");
    const before = witness(home("archive/enum.md"));
    const { counts, problems } = await scene.execute(id);
    expect(counts).toMatchObject({ copied: 0, refused: 1 });
    expect(problems).toMatchObject([{ target: "archive/enum.md", because: "the target is there with other content" }]);
    expect(witness(home("archive/enum.md"))).toEqual(before);
    expect(readdirSync(home("archive"))).toEqual(["enum.md"]);
  });

  test("that is a link to nowhere is refused, and nothing is made where it leads (F8)", async () => {
    const id = await plan();
    mkdirSync(home("archive"));
    symlinkSync(source("new.md"), home("archive/enum.md"));
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 0, refused: 1 });
    expect(existsSync(source("new.md"))).toBe(false);
  });

  test("whose folder has become a link is refused: nothing leaves the repository (F7)", async () => {
    const id = await plan();
    symlinkSync(scene.folder("stage1"), home("archive"));
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 0, refused: 1 });
    expect(readdirSync(scene.folder("stage1"))).toEqual([]);
  });

  test.runIf(optional.processFolders.isThere())(
    "whose folder is swapped for a link while it is copied stays inside (F7)",
    async () => {
      const id = await plan();
      const [copy] = (await scene.planCopies("notebook")).copies;
      if (copy === undefined) throw new Error(`plan ${id} is empty`);
      const folders = openFolders(system, bytePath(scene.checkout.root));
      const folder = folders.folderOf("archive/enum.md");
      renameSync(home("archive"), home("archive-before"));
      symlinkSync(scene.folder("stage1"), home("archive"));
      const place = { folder, name: "enum.md", temporary: ".v7-copy-test.part" };
      expect(await copyFile(copy, place, means())).toMatchObject({ kind: "copied" });
      folders.close();
      expect(readdirSync(scene.folder("stage1"))).toEqual([]);
      expect(readdirSync(home("archive-before"))).toEqual(["enum.md"]);
    },
  );

  test("whose folder is swapped for a link is refused where an open folder cannot be reached by itself (M9)", async () => {
    await plan();
    const [copy] = (await scene.planCopies("notebook")).copies;
    if (copy === undefined) throw new Error("the plan is empty");
    const mac = { ...system, throughHandle: () => undefined };
    const folders = openFolders(mac, bytePath(scene.checkout.root));
    const place = { folder: folders.folderOf("archive/enum.md"), name: "enum.md", temporary: ".v7-copy-test.part" };
    renameSync(home("archive"), home("archive-before"));
    symlinkSync(scene.folder("stage1"), home("archive"));
    expect(await copyFile(copy, place, means())).toMatchObject({ kind: "refused" });
    rmSync(home("archive"));
    renameSync(home("archive-before"), home("archive"));
    expect(await copyFile(copy, place, means())).toMatchObject({ kind: "copied" });
    // A file that bears its name by now would be somebody else's.
    expect(place.folder.holds("enum.md", lstatSync(home("archive/enum.md")))).toBe(true);
    expect(place.folder.holds("enum.md", lstatSync(source("enum.md")))).toBe(false);
    folders.close();
    expect(readdirSync(scene.folder("stage1"))).toEqual([]);
    expect(readdirSync(home("archive"))).toEqual(["enum.md"]);
  });

  test("that somebody writes at the same moment is not overwritten (F9)", async () => {
    await plan();
    const [copy] = (await scene.planCopies("notebook")).copies;
    if (copy === undefined) throw new Error("the plan is empty");
    mkdirSync(home("archive"));
    const folders = openFolders(system, bytePath(scene.checkout.root));
    const folder = folders.folderOf("archive/enum.md");
    let asked = 0;
    // The moment between looking and publishing: the name is taken when it is asked for the second time.
    const racing = {
      ...folder,
      entry: (name: string) => {
        if (name === "enum.md" && (asked += 1) === 2) writeFileSync(home("archive/enum.md"), "somebody else's\n");
        return folder.entry(name);
      },
    };
    const outcome = await copyFile(copy, { folder: racing, name: "enum.md", temporary: ".part" }, means());
    folders.close();
    expect(outcome).toEqual({ kind: "refused", because: "the target is there with other content" });
    expect(readFileSync(home("archive/enum.md"), "utf8")).toBe("somebody else's\n");
    expect(readdirSync(home("archive"))).toEqual(["enum.md"]);
  });
});

describe("an execution that is given up", () => {
  test("says how far it came and how to go on; what is home is recorded (T48)", async () => {
    for (let number = 0; number < 101; number += 1) scene.put("notebook", `${number}.md`, `enum ${number}\n`);
    const { plan_id: id } = await scene.planned("notebook");
    const controller = new AbortController();
    const workspace = await scene.open({ signal: controller.signal });
    const tell = (): void => controller.abort();
    const { output, problem } = await executeCopies({ ...workspace, tell }, { plan: id, approved: true });
    expect(output.counts).toMatchObject({ planned: 101, copied: 100, failed: 0 });
    expect(problem).toMatchObject({
      code: "V7-K020",
      message: "interrupted: 100 of 101 files are home, and no other is begun",
      next: [`v7 consolidate execute ${id.slice(0, 6)} --approved`],
    });
    expect(Object.values(await scene.statuses()).filter((status) => status === "copied")).toHaveLength(100);
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 1, present: 100 });
  });

  test("leaves nothing of the file it was at (T48)", async () => {
    await plan("enum.md", "45 enums\n".repeat(1_000));
    const [copy] = (await scene.planCopies("notebook")).copies;
    if (copy === undefined) throw new Error("the plan is empty");
    mkdirSync(home("archive"));
    const folders = openFolders(system, bytePath(scene.checkout.root));
    const place = { folder: folders.folderOf("archive/enum.md"), name: "enum.md", temporary: ".part" };
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    const outcome = await copyFile(copy, place, { system, buffer: Buffer.alloc(1), signal: controller.signal });
    folders.close();
    expect([outcome, readdirSync(home("archive"))]).toEqual([{ kind: "interrupted" }, []]);
  });
});

describe("what an execution that was killed left (T48)", () => {
  const left = unfinishedName("0123456789abcdef0123", "archive/enum.md");

  test("is never registered, and told", async () => {
    mkdirSync(home("archive"));
    writeFileSync(home(`archive/${left}`), "45 e");
    const { problems } = (await scanFiles(await scene.checkout.open())).output;
    expect(problems).toEqual([{ path: `archive/${left}`, problem: "unfinished_copy", detail: null }]);
    expect(await scene.column("SELECT path FROM v7_files WHERE path LIKE '%.part'")).toEqual([]);
  });

  test("is removed by the next one, unless somebody executes that plan, and git takes none of it", async () => {
    scene.checkout.initGit();
    const id = await plan();
    mkdirSync(home("archive"));
    const busy = unfinishedName("fedcba98765432100123", "archive/enum.md");
    for (const name of [left, busy]) writeFileSync(home(`archive/${name}`), "45 e");
    await scene.psql.script("BEGIN; SELECT pg_advisory_xact_lock(x'fedcba9876543210'::bigint)");
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 1, swept: 1 });
    await scene.psql.script("COMMIT");
    expect(readdirSync(home("archive"))).toEqual([busy, "enum.md"]);
    const { stdout } = spawnSync("git", ["-C", scene.checkout.root, "status", "--porcelain", "-uall", "archive"], {
      encoding: "utf8",
    });
    expect(stdout).toBe("?? archive/enum.md\n");
  });
});

describe("a file system without hard links (T51)", () => {
  const without = (): never => {
    throw Object.assign(new Error("link"), { code: "EOPNOTSUPP" });
  };

  test("is refused before anything is read, once, and nothing is left there", () => {
    const root = bytePath(scene.checkout.root);
    mkdirSync(home("archive"));
    const asked = { root, targets: ["archive/a.md", "archive/b/c.md"], planId: "0123456789abcdef" };
    expect(() => refuseWithoutHardLinks(asked, without)).toThrow(
      expect.objectContaining({ code: "V7-K021", exitCode: 3 }),
    );
    expect(() => refuseWithoutHardLinks(asked)).not.toThrow();
    expect(readdirSync(home("archive"))).toEqual([]);
  });
});

describe("an original", () => {
  test("that changed since the inventory is skipped, even when size and time are those it had (F5)", async () => {
    const id = await plan();
    const { mtime } = lstatSync(source("enum.md"));
    scene.put("notebook", "enum.md", "46 enums\n");
    utimesSync(source("enum.md"), mtime, mtime);
    expect((await scene.execute(id)).problems).toMatchObject([
      { outcome: "skipped", because: "it changed since the inventory" },
    ]);
    expect(existsSync(home("archive/enum.md"))).toBe(false);
    expect(await scene.statuses()).toEqual({ "notebook/enum.md": "skipped" });
  });

  test("whose inode and ctime alone moved, as on a disk that is mounted anew, comes home, and is left then (M56)", async () => {
    const id = await plan();
    mountAnew(source("enum.md"));
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 1, skipped: 0 });
    mountAnew(source("enum.md"));
    expect((await scene.left()).counts).toMatchObject({ files: 1, unsure: 0 });
  });

  test.skipIf(!optional.attributes.isThere())("that got a tag since it was planned comes home (M56)", async () => {
    const id = await plan();
    const set = spawnSync("setfattr", ["-n", "user.tag", "-v", "Assessment", source("enum.md")]);
    if (set.status !== 0) return console.warn("This file system has no extended attributes: SKIPPED.");
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 1, skipped: 0 });
  });

  test("that is litter of a Mac or an editor is no source (M55)", async () => {
    for (const path of ["._enum.md", ".#enum.md", ".DS_Store", ".Spotlight-V100/store.db", ".Trashes/501/old.md"])
      scene.put("notebook", path, "litter\n");
    const id = await plan();
    expect(Object.keys(await scene.statuses())).toEqual(["notebook/enum.md"]);
    expect((await scene.execute(id)).counts).toMatchObject({ planned: 1, copied: 1 });
  });

  test("of a Mac tells its second half when it is copied, and no holes where it is compressed (M57, M58)", async () => {
    scene.put("notebook", "enum.md", "");
    truncateSync(source("enum.md"), 1 << 20);
    const { plan_id: id } = await scene.planned("notebook");
    const mac = { ...system, platform: "darwin", resourceForkSize: () => 286, ask: silent } as const;
    const { output } = await executeCopies({ ...(await scene.open()), system: mac }, { plan: id, approved: true });
    expect(output.losses).toEqual([{ target: "archive/enum.md", lost: ["resource fork"] }]);
  });

  test("with holes tells that its copy has none", async () => {
    scene.put("notebook", "enum.md", "");
    truncateSync(source("enum.md"), 1 << 20);
    const { plan_id: id } = await scene.planned("notebook");
    expect((await scene.execute(id)).losses).toEqual([{ target: "archive/enum.md", lost: ["holes"] }]);
  });

  test("of another time than was planned is skipped, whatever it holds (F5)", async () => {
    const id = await plan();
    utimesSync(source("enum.md"), 1_754_560_801, 1_754_560_801);
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 0, skipped: 1 });
  });

  test("that is gone, or a link by now, is skipped (F5)", async () => {
    scene.put("notebook", "gone.md", "gone\n");
    const id = await plan();
    rmSync(source("gone.md"));
    renameSync(source("enum.md"), source("other.md"));
    symlinkSync("other.md", source("enum.md"));
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 0, skipped: 2 });
  });

  test("keeps its setuid bit, and its copy has none; what a copy lacks is named (F10)", async () => {
    scene.put("notebook", "tool", "#!/bin/sh\n");
    chmodSync(source("tool"), 0o4755);
    linkSync(source("tool"), source("tool2"));
    const { plan_id: id } = await scene.planned("notebook");
    const { losses } = await scene.execute(id);
    expect(losses).toEqual([{ target: "archive/tool", lost: ["setuid", "hard links"] }]);
    expect(lstatSync(home("archive/tool")).mode & 0o7777).toBe(0o755);
    expect(lstatSync(source("tool")).mode & 0o7777).toBe(0o4755);
  });

  test.skipIf(!optional.attributes.isThere())("whose extended attributes stay behind is named (F10)", async () => {
    scene.put("notebook", "enum.md", "45 enums\n");
    const set = spawnSync("setfattr", ["-n", "user.origin", "-v", "AIR", source("enum.md")]);
    if (set.status !== 0) return console.warn("This file system has no extended attributes: SKIPPED.");
    const { plan_id: id } = await scene.planned("notebook");
    expect((await scene.execute(id)).losses).toEqual([{ target: "archive/enum.md", lost: ["xattr user.origin"] }]);
  });
});

const mayMount = optional.mounts.isThere();

describe("a disk", () => {
  test.skipIf(!mayMount)("that is full leaves no name behind, and the original as it was (F2)", async () => {
    scene.put("notebook", "large.bin", Buffer.alloc(3 << 20, 7));
    scene.put("notebook", "small.md", "small\n");
    const { plan_id: id } = await scene.planned("notebook");
    const before = witness(source("large.bin"));
    mkdirSync(home("archive"));
    const counts = runIn(`mount -t tmpfs -o size=1m tmpfs "${home("archive")}"`, id, `ls -A "${home("archive")}"`);
    expect(counts).toEqual(["", expect.stringContaining('"copied":0')]);
    expect(witness(source("large.bin"))).toEqual(before);
    expect(await scene.statuses()).toMatchObject({ "notebook/large.bin": "failed" });
    expect((await scene.execute(id)).counts).toMatchObject({ copied: 2, failed: 0 });
  });

  test.skipIf(!mayMount)(
    "that is read-only is good enough for originals: nothing of them is ever written (F13)",
    async () => {
      for (const number of [1, 2, 3]) scene.put("notebook", `${number}.md`, `${number}\n`);
      scene.put("notebook", "twice.md", "1\n");
      const { plan_id: id } = await scene.planned("notebook");
      const readOnly = `mount --bind "${scene.folder("notebook")}" "${scene.folder("notebook")}" && mount -o remount,bind,ro "${scene.folder("notebook")}"`;
      const [, told] = runIn(readOnly, id, "true");
      expect(told).toContain('"copied":3');
    },
  );

  /** Executes a plan in a mount namespace of its own; answers what `after` printed there, and what the execution said. */
  function runIn(mount: string, planId: string, after: string): [string, string] {
    const script = join(import.meta.dirname, "execute-on-demand.ts");
    const words = [process.execPath, script, scene.checkout.root, scene.database.url, planId];
    const execute = words.map((word) => `'${word}'`).join(" ");
    const mark = mkdtempSync(join(tmpdir(), "v7-said-"));
    const done = spawnSync(
      "unshare",
      ["--mount", "sh", "-c", `${mount} && echo go | ${execute} > "${mark}/said"; ${after}`],
      {
        encoding: "utf8",
      },
    );
    const said = readFileSync(join(mark, "said"), "utf8");
    rmSync(mark, { recursive: true });
    if (done.status !== 0) throw new Error(done.stderr);
    return [done.stdout, said];
  }
});

describe("originals that are left", () => {
  test("are those whose bytes the repository holds: copied, or duplicates of what is there", async () => {
    scene.put("legacy", "again.md", "45 enums\n");
    scene.put("legacy", "other.md", "other\n");
    await scene.execute(await plan());
    const { left, unsure, counts } = await scene.left();
    expect(left.map(({ source: path, kept }) => [path, kept])).toEqual([
      [join(scene.folder("legacy"), "again.md"), "archive/enum.md"],
      [source("enum.md"), "archive/enum.md"],
    ]);
    expect([unsure, counts.bytes]).toEqual([[], 18]);
    expect(existsSync(source("enum.md"))).toBe(true);
  });

  test("are not those that changed, nor those whose copy did", async () => {
    scene.put("notebook", "phase.md", "Assessment\n");
    await scene.execute(await plan());
    scene.put("notebook", "phase.md", "Assessment, approved\n");
    scene.checkout.write("archive/enum.md", "46 enums\n");
    const { left, unsure } = await scene.left();
    expect(left).toEqual([]);
    expect(unsure.map(({ because }) => because)).toEqual([
      "archive/enum.md has other content now",
      "it changed since the inventory",
    ]);
  });

  test("are not those that are only registered as files of a scanned root outside: they may be their own copy", async () => {
    scene.checkout.write("v7.yaml", `scan: { roots: [{ name: notebook, path: ${scene.folder("notebook")} }] }\n`);
    scene.put("notebook", "enum.md", "45 enums\n");
    await scanFiles(await scene.checkout.open());
    await scene.inventory();
    expect(await scene.left()).toMatchObject({ left: [], unsure: [] });
  });

  test("are not those of another disk that looks the same, and an inventory reads that (T44)", async () => {
    await scene.execute(await plan());
    writeFileSync(source("enum.md"), "44 enums\n");
    const seen = { stamp: stampOf(lstatSync(source("enum.md"))), device: -1 };
    await scene.psql.query("UPDATE v7_external_sources SET metadata = (metadata - 'racy') || $1::jsonb", [seen]);
    expect((await scene.left()).counts).toMatchObject({ files: 0, unsure: 1 });
    expect((await scene.inventory()).counts).toMatchObject({ changed: 1 });
  });

  test("are not those whose second half a Mac keeps, and no copy has (M57)", async () => {
    await scene.execute(await plan());
    const workspace = await scene.open();
    const forkOf: System["resourceForkSize"] = (path) => (path === bytePath(source("enum.md")) ? 286 : 0);
    const mac = { ...system, platform: "darwin", resourceForkSize: forkOf } as const;
    const { output } = await leftOver({ ...workspace, system: mac }, { groups: [] });
    expect(output).toMatchObject({
      left: [],
      unsure: [{ because: "its resource fork is not in archive/enum.md" }],
    });
  });

  test("tell what they have beside their bytes (M57)", async () => {
    await scene.execute(await plan());
    const workspace = await scene.open();
    const output = `${bytePath(source("enum.md"))}: com.apple.metadata:_kMDItemUserTags\n`;
    const ask: System["ask"] = (program) => ({
      status: 0,
      output: program.endsWith("xattr") ? output : "",
      errors: "",
    });
    const mac = { ...system, platform: "darwin", ask } as const;
    const answered = await leftOver({ ...workspace, system: mac }, { groups: [] });
    expect(answered.output.left).toMatchObject([{ lost: ["xattr com.apple.metadata:_kMDItemUserTags"] }]);
    expect(renderLeft(answered.output)).toContain("no copy has: xattr com.apple.metadata:_kMDItemUserTags");
  });

  test("are not those whose second half lies beside them on a disk that a Mac wrote to (M57)", async () => {
    scene.put("notebook", "phase.md", "Assessment\n");
    scene.put("notebook", "._enum.md", appleDouble(4_096));
    scene.put("notebook", "._phase.md", appleDouble(286));
    expect((await scene.execute(await plan())).losses).toEqual([
      { target: "archive/enum.md", lost: ["resource fork"] },
    ]);
    const { left, unsure } = await scene.left();
    expect(left.map(({ kept }) => kept)).toEqual(["archive/phase.md"]);
    expect(unsure.map(({ because }) => because)).toEqual(["its resource fork is not in archive/enum.md"]);
  });

  test.each([
    ["the original's", () => source("enum.md"), "its content is in iCloud"],
    ["the copy's", () => home("archive/enum.md"), "archive/enum.md has its content in iCloud"],
  ])(
    "are not those where %s content is in iCloud, and nothing is fetched to be sure (M59)",
    async (_, where, because) => {
      await scene.execute(await plan());
      // As iCloud does it: the same size and time, and no content.
      writeFileSync(where(), "");
      truncateSync(where(), "45 enums\n".length);
      utimesSync(where(), 1_754_560_800, 1_754_560_800);
      const mac = { ...system, platform: "darwin", ask: silent } as const;
      const { output } = await leftOver({ ...(await scene.open()), system: mac }, { groups: [] });
      expect(output).toMatchObject({ left: [], unsure: [{ because }] });
    },
  );

  test("are not those whose copy is the very same file", async () => {
    await plan();
    mkdirSync(home("archive"));
    linkSync(source("enum.md"), home("archive/enum.md"));
    await scanFiles(await scene.checkout.open());
    await scene.inventory();
    expect((await scene.left()).unsure.map(({ because }) => because)).toEqual(["archive/enum.md is the same file"]);
  });
});
