import { chmodSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseAssignment } from "../../src/engine/edit/assignment.ts";
import { commitEdit } from "../../src/engine/edit/commit.ts";
import { setFields } from "../../src/engine/edit/set.ts";
import type { SetOutput } from "../../src/model/output/set.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { phase } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"));
  scene.checkout.commit("Declare the Assessment");
  // The edit is committed by v7's own git, which knows a person only where git was told one.
  scene.checkout.git("config", "user.name", "Arthur");
  scene.checkout.git("config", "user.email", "arthur@example.org");
});

afterAll(() => scene.end());

async function edit(workspace: Workspace, text: string): Promise<SetOutput> {
  return (await setFields(workspace, { address: "phase/1", assignments: [parseAssignment(text)] })).output;
}

test("an edit is committed alone, whatever is staged beside it", async () => {
  const workspace = await scene.checkout.open();
  scene.checkout.write("notes.md", "Not yet\n");
  scene.checkout.git("add", "notes.md");
  await commitEdit(workspace, await edit(workspace, "plannedDays=7"));
  expect(scene.checkout.git("show", "--format=%s", "--name-only", "HEAD").trim()).toBe(
    "Edit phase/1\n\nstate/phases/1.yaml",
  );
  expect(scene.checkout.git("diff", "--cached", "--name-only").trim()).toBe("notes.md");
});

test("a commit that a hook refuses is told, and the edit stays", async () => {
  const workspace = await scene.checkout.open();
  scene.checkout.write(".git/hooks/pre-commit", "#!/bin/sh\necho 'not today' >&2\nexit 1\n");
  chmodSync(join(scene.checkout.root, ".git/hooks/pre-commit"), 0o755);
  const edited = await edit(workspace, "plannedDays=8");
  await expect(commitEdit(workspace, edited)).rejects.toMatchObject({
    code: "V7-H004",
    message: expect.stringContaining("not today") as string,
  });
  expect(scene.checkout.read("state/phases/1.yaml")).toContain("plannedDays: 8\n");
});
