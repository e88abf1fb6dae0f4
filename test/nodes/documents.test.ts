import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { syncDocuments } from "../../src/nodes/documents/sync-documents.ts";
import { separateLogins } from "../scenes/logins.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
let copies: string;

beforeEach(async () => {
  scene = await openScene();
  copies = mkdtempSync(join(tmpdir(), "v7-copies-"));
  scene.checkout.write("Docs/V7_Migration/MASTER_PLAN.md", "# Master plan\n");
  scene.checkout.write("Docs/V7_Migration/AUDIT.md", "# Audit\n");
  scene.checkout.declare(
    { kind: "Node", name: "ALPHA", spec: { role: "primary" } },
    { kind: "Node", name: "BETA", spec: { role: "replica" } },
    {
      kind: "DocumentSet",
      name: "migration",
      spec: {
        paths: ["Docs/V7_Migration/**/*.md"],
        category: "master_plan",
        syncLocations: [
          { node: "ALPHA", path: copies },
          { node: "BETA", path: "/Volumes/DATA/AYA/docs" },
        ],
      },
    },
  );
  scene.checkout.commit("Write the plan");
  scene.checkout.git("config", "v7.node", "ALPHA");
  await scene.apply();
});

afterEach(async () => {
  await scene.end();
  rmSync(copies, { recursive: true });
});

async function sync(): Promise<{ readonly [file: string]: string }> {
  const { documents } = (await syncDocuments(await scene.open())).output;
  return Object.fromEntries(documents.map(({ path, state }) => [path.replace("Docs/V7_Migration/", ""), state]));
}

const rows = "SELECT file_name || ' ' || is_latest FROM documentation_files ORDER BY id";

test("documents enter once; one that changed gets a row of its own, and what it was stays", async () => {
  expect(await sync()).toEqual({ "AUDIT.md": "added", "MASTER_PLAN.md": "added" });
  scene.checkout.write("Docs/V7_Migration/MASTER_PLAN.md", "# Master plan, second edition\n");
  expect(await sync()).toEqual({ "AUDIT.md": "unchanged", "MASTER_PLAN.md": "changed" });
  expect(await scene.column(rows)).toEqual(["AUDIT.md true", "MASTER_PLAN.md false", "MASTER_PLAN.md true"]);
  expect(
    await scene.column("SELECT content FROM documentation_files WHERE is_latest AND file_name = 'MASTER_PLAN.md'"),
  ).toEqual(["# Master plan, second edition\n"]);
});

test("a document that is gone has no latest row, and is not deleted", async () => {
  await sync();
  scene.checkout.git("rm", "--quiet", "Docs/V7_Migration/AUDIT.md");
  expect(await sync()).toEqual({ "AUDIT.md": "gone", "MASTER_PLAN.md": "unchanged" });
  expect(await scene.column(rows)).toEqual(["AUDIT.md false", "MASTER_PLAN.md true"]);
});

test("what somebody else recorded under another path stays as it is", async () => {
  await scene.psql.query(
    "INSERT INTO documentation_files (file_name, file_path) VALUES ('notes.md', '/Volumes/DATA/notes.md')",
  );
  await sync();
  expect(await scene.column("SELECT is_latest FROM documentation_files WHERE file_name = 'notes.md'")).toEqual([true]);
});

test("no secret of a document reaches its row", async () => {
  const secret = `ghp_${"a1B2".repeat(9)}`;
  scene.checkout.write("Docs/V7_Migration/AUDIT.md", `token ${secret}\n`);
  await sync();
  expect(
    await scene.column(`SELECT count(*)::integer FROM documentation_files WHERE content LIKE '%${secret}%'`),
  ).toEqual([0]);
});

test("copies on this machine are compared, and of others nobody knows", async () => {
  writeFileSync(join(copies, "AUDIT.md"), "# Audit\n");
  writeFileSync(join(copies, "MASTER_PLAN.md"), "# An old plan\n");
  const { documents } = (await syncDocuments(await scene.open())).output;
  expect(documents.map(({ locations }) => locations.map(({ node, state }) => `${node} ${state}`))).toEqual([
    ["ALPHA same", "BETA unknown"],
    ["ALPHA differs", "BETA unknown"],
  ]);
});

test("a link leads nowhere, and what is no file is not waited for", async () => {
  const outside = join(copies, "private.md");
  writeFileSync(outside, "of nobody's business\n");
  symlinkSync(outside, join(scene.checkout.root, "Docs/V7_Migration/LINK.md"));
  scene.checkout.commit("Link a document");
  rmSync(join(scene.checkout.root, "Docs/V7_Migration/AUDIT.md"));
  execFileSync("mkfifo", [join(scene.checkout.root, "Docs/V7_Migration/AUDIT.md"), join(copies, "MASTER_PLAN.md")]);
  expect(await sync()).toEqual({ "MASTER_PLAN.md": "added" });
  expect(
    await scene.column("SELECT count(*)::integer FROM documentation_files WHERE content LIKE '%business%'"),
  ).toEqual([0]);
});

test("a pattern that leads out of the repository finds nothing there", async () => {
  scene.checkout.declare(
    { kind: "DocumentSet", name: "above", spec: { paths: ["../**/*.md"], category: "audit" } },
    { kind: "DocumentSet", name: "elsewhere", spec: { paths: ["/etc/**"], category: "audit" } },
  );
  await scene.apply();
  expect(await sync()).toEqual({ "AUDIT.md": "added", "MASTER_PLAN.md": "added" });
});

test("without git nobody knows which files are documents: it is said with the set", async () => {
  rmSync(join(scene.checkout.root, ".git"), { recursive: true });
  await expect(syncDocuments(await scene.checkout.open())).rejects.toMatchObject({
    code: "V7-M008",
    message: expect.stringContaining("documentset/migration"),
  });
});

test("documents are brought in by who applies, and by nobody who only reads or approves", async () => {
  const logins = await separateLogins(scene);
  const as = async (login: "ci" | "arthur" | "v7_ro") =>
    syncDocuments(await scene.checkout.open({ databaseUrl: logins.urlAs(login) }));
  expect((await as("ci")).output).toMatchObject({ added: 2 });
  scene.checkout.write("Docs/V7_Migration/AUDIT.md", "# Another audit\n");
  expect((await as("ci")).output).toMatchObject({ changed: 1 });
  await expect(as("arthur")).rejects.toMatchObject({ code: "V7-B065" });
  await expect(as("v7_ro")).rejects.toMatchObject({ code: "V7-B008" });
});
