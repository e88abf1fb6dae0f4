import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAssignment } from "../../src/engine/edit/assignment.ts";
import { commitEdit } from "../../src/engine/edit/commit.ts";
import { editByVerb } from "../../src/engine/edit/verbs/edit-by-verb.ts";
import { setFields } from "../../src/engine/edit/set.ts";
import type { SetOutput } from "../../src/model/output/set.ts";
import { consideringGates } from "../../src/routines/carry-out.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { phase, policy, task } from "../scenes/documents.ts";
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

describe("an edit that is to be applied at once", () => {
  const start = (workspace: Workspace): Promise<unknown> =>
    editByVerb(workspace, { segment: "task", verb: "start", name: "1.2", given: {} });

  beforeAll(async () => {
    rmSync(join(scene.checkout.root, ".git/hooks/pre-commit"), { force: true });
    scene.checkout.declare(task("1.1"), task("1.2", { dependsOn: ["1.1"] }));
    scene.checkout.commit("Declare two tasks");
    await scene.apply();
  });

  test("is not written where a gate is closed", async () => {
    const workspace = consideringGates(await scene.checkout.open(), { commit: true, apply: true });
    await expect(start(workspace)).rejects.toMatchObject({ code: "V7-G005", exit: "refused" });
    expect(scene.checkout.git("status", "--porcelain", "state")).toBe("");
  });

  test("is written where nothing is applied: a gate closes nobody's mouth", async () => {
    await start(consideringGates(await scene.checkout.open(), { commit: true, apply: false }));
    expect(scene.checkout.git("status", "--porcelain", "state").trim()).toBe("M state/tasks/1.2.yaml");
    scene.checkout.git("checkout", "state");
  });

  test("is as HEAD has it once it is committed, and not before (V7-G013)", async () => {
    const workspace = await scene.checkout.open();
    expect(workspace.database.separatesLogins).toBe(true);
    scene.checkout.declare(policy({ applyFrom: { clean: true } }));
    scene.checkout.commit("Apply from what is committed");
    await scene.apply();
    const edited = (commit: boolean): Promise<SetOutput> =>
      edit(consideringGates(workspace, { commit, apply: true }), "plannedDays=9");
    await expect(edited(false)).rejects.toMatchObject({ code: "V7-G013" });
    expect(await edited(true)).toMatchObject({ changed: ["phase/1"] });
  });
});
