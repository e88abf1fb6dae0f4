import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { recordCommits } from "../../src/routines/record-commits.ts";
import { scanFiles } from "../../src/files/scan/scan.ts";
import { openCheckout } from "../scenes/checkout.ts";
import { type FileScene, openFileScene } from "./scene.ts";

let scene: FileScene;
let workspace: Workspace;

beforeEach(async () => {
  scene = await openFileScene();
  workspace = await scene.open();
});

afterEach(() => scene.end());

const layout = `apiVersion: v7/v1
kind: Layout
metadata: { name: default }
spec:
  pillars: [{ name: docs, path: docs }]
  rules: [{ match: "03_CORE_ENGINE/**", component: core }]
`;

/** Long enough ago that its times can be trusted. */
function writeSettled(path: string, text: string): void {
  scene.write(path, text);
  const then = new Date(Date.now() - 60_000);
  utimesSync(join(scene.root, path), then, then);
}

/** What a scan of everything finds, whichever run was the last. */
async function rows(): Promise<Record<string, object>> {
  const { rows: found } = await scene.psql.query<{ path: string; row: object }>(
    `SELECT path, to_jsonb(f) - ARRAY['id', 'last_scanned', 'last_run_id', 'first_seen', 'metadata']
              || jsonb_build_object('metadata', metadata - 'stamp') AS row
       FROM v7_files f WHERE deleted_at IS NULL`,
  );
  return Object.fromEntries(found.map(({ path, row }) => [path, row]));
}

test("a commit registers its files as a scan would, and says itself what changed", async () => {
  scene.write("state/layout.yaml", layout);
  await scene.scan();
  writeSettled("docs/Roadmap.md", "# The roadmap\n\nAssessment begins.\n");
  writeSettled("03_CORE_ENGINE/one.sql", "SELECT 1;\n");
  writeSettled("docs/ümlaut\u0001.txt", "");
  symlinkSync("Roadmap.md", join(scene.root, "docs/latest"));
  scene.checkout.commit("Assessment begins");
  await recordCommits(workspace);

  const registered = await rows();
  expect(registered["docs/Roadmap.md"]).toMatchObject({
    title: "The roadmap",
    pillar: "docs",
    file_type: "documentation",
  });
  expect(registered["03_CORE_ENGINE/one.sql"]).toMatchObject({ component: "core", ext: "sql" });
  const told = await scene.changes();
  const again = await scene.scan({ full: true });
  expect(again).toMatchObject({ added: 0, modified: 0, deleted: 0, unchanged: again.scanned });
  expect(await rows()).toEqual(registered);
  expect(await scene.changes()).toEqual(told);
  expect(told.filter((line) => line.endsWith("docs/Roadmap.md"))).toEqual(["created docs/Roadmap.md"]);
});

test("changes recorded before and with a commit know its file", async () => {
  scene.write("docs/PRD.md", "draft\n");
  scene.checkout.commit("Draft");
  await recordCommits(workspace);
  const { rows: unknown } = await scene.psql.query("SELECT FROM v7_changes WHERE file_id IS NULL");
  expect(unknown).toEqual([]);
});

test("files a commit deletes and renames are gone and come, once", async () => {
  scene.write("docs/PRD.md", "the product\nrequirements\n");
  scene.write("docs/old.md", "old\n");
  scene.checkout.commit("Two documents");
  await recordCommits(workspace);
  renameSync(join(scene.root, "docs/PRD.md"), join(scene.root, "docs/Product.md"));
  rmSync(join(scene.root, "docs/old.md"));
  scene.checkout.commit("One, by another name");
  await recordCommits(workspace);
  expect(Object.keys(await scene.registered())).toEqual(["docs/Product.md"]);
  expect((await scene.changes()).slice(2).toSorted()).toEqual(["deleted docs/old.md", "renamed docs/Product.md"]);
  expect(await scene.scan()).toMatchObject({ added: 0, modified: 0, deleted: 0 });
});

test("a file that comes back has its row again", async () => {
  scene.write("docs/PRD.md", "draft\n");
  scene.checkout.commit("Draft");
  await recordCommits(workspace);
  const before = (await scene.registered())["docs/PRD.md"];
  rmSync(join(scene.root, "docs/PRD.md"));
  scene.checkout.commit("Away");
  await recordCommits(workspace);
  expect(await scene.registered()).toEqual({});
  scene.write("docs/PRD.md", "draft\n");
  scene.checkout.commit("Back");
  await recordCommits(workspace);
  expect((await scene.registered())["docs/PRD.md"]).toMatchObject({ hash: before?.hash });
});

test("what was edited again since, is left out or lies behind a link is a scan's", async () => {
  scene.write("docs/PRD.md", "draft\n");
  scene.write("node_modules/one/index.js", "1;\n");
  for (const folder of ["notes", "Entwürfe"]) scene.write(`${folder}/day.md`, "day\n");
  scene.checkout.commit("Draft");
  scene.write("docs/PRD.md", "final\n");
  for (const folder of ["notes", "Entwürfe"]) {
    renameSync(join(scene.root, folder), join(scene.outside, folder));
    symlinkSync(join(scene.outside, folder), join(scene.root, folder));
  }
  await recordCommits(workspace);
  expect(await scene.registered()).toEqual({});
});

test("a registry that somebody keeps locked leaves commit and files to the next record", async () => {
  scene.write("docs/PRD.md", "draft\n");
  scene.checkout.commit("Draft");
  await scene.psql.query("BEGIN");
  await scene.psql.query("LOCK TABLE v7_files IN SHARE ROW EXCLUSIVE MODE");
  await expect(recordCommits(workspace)).rejects.toMatchObject({ code: "V7-F006" });
  await scene.psql.query("ROLLBACK");
  expect(await scene.changes()).toEqual([]);
  expect((await recordCommits(workspace)).output.recorded_commits).toBe(1);
  expect(Object.keys(await scene.registered())).toEqual(["docs/PRD.md"]);
});

test("nobody is waited for where the registry is right already", async () => {
  writeSettled("docs/PRD.md", "draft\n");
  scene.checkout.commit("Draft");
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  await recordCommits(workspace);
  await scene.psql.query("BEGIN");
  await scene.psql.query("LOCK TABLE v7_files IN SHARE ROW EXCLUSIVE MODE");
  expect((await recordCommits(workspace)).output.recorded_commits).toBe(0);
  await scene.psql.query("ROLLBACK");
});

test("files placed by a scan that kept no rules are left to the next scan", async () => {
  await scene.scan();
  await scene.psql.query("UPDATE ingest_runs SET checkpoint = checkpoint - 'rules'");
  scene.write("docs/PRD.md", "draft\n");
  scene.checkout.commit("Draft");
  await recordCommits(workspace);
  expect(Object.keys(await scene.registered())).not.toContain("docs/PRD.md");
  expect(await scene.scan()).toMatchObject({ added: 1 });
});

test("in five work trees at once every commit registers its own files, whoever records it", async () => {
  scene.write("state/layout.yaml", layout);
  scene.checkout.commit("Begin");
  const trees = [1, 2, 3, 4, 5].map((tree) => {
    const folder = join(scene.outside, `tree-${tree}`);
    scene.checkout.git("worktree", "add", "--quiet", "-b", `branch-${tree}`, folder);
    return { folder, checkout: openCheckout(folder, scene.url) };
  });
  const workspaces = await Promise.all(trees.map(({ checkout }) => checkout.open()));
  for (const round of [1, 2, 3]) {
    for (const [at, { checkout }] of trees.entries()) {
      checkout.write(`work/tree-${at}-${round}.md`, `# Round ${round}\n`);
      checkout.commit(`Round ${round}`);
    }
    await Promise.all(workspaces.map((each) => recordCommits(each)));
  }
  const paths = Object.keys(await scene.registered()).filter((path) => path.startsWith("work/"));
  expect(paths).toHaveLength(15);
  const changes = (await scene.changes()).filter((line) => line.includes("work/"));
  expect(new Set(changes).size).toBe(changes.length);
  for (const each of workspaces) expect((await scanFiles(each)).output).toMatchObject({ deleted: 0 });
});

test("a file that only a branch of another work tree lacks is not gone", async () => {
  scene.write("state/layout.yaml", layout);
  scene.write("docs/PRD.md", "draft\n");
  scene.checkout.commit("Draft");
  await recordCommits(workspace);
  const folder = join(scene.outside, "tree");
  scene.checkout.git("worktree", "add", "--quiet", "-b", "without", folder);
  const other = openCheckout(folder, scene.url);
  mkdirSync(join(folder, "docs"), { recursive: true });
  rmSync(join(folder, "docs/PRD.md"));
  other.commit("Away");
  await recordCommits(await other.open());
  expect(Object.keys(await scene.registered())).toContain("docs/PRD.md");
});
