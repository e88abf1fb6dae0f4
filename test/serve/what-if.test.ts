import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { whatIf } from "../../src/engine/plan/what-if.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { outputCheck } from "../commands/golden/output-schemas.ts";
import { phase, task, yamlOf } from "../scenes/documents.ts";
import { worldOf } from "../scenes/scene.ts";
import { type Assessment, openAssessment } from "./agents.ts";

let scene: Assessment;
let workspace: Workspace;
let before: unknown;

beforeAll(async () => {
  scene = await openAssessment();
  workspace = await scene.serving();
  // What reading keeps for itself is kept by now.
  await whatIf(workspace, { file: "state/tasks/1.1.yaml", text: scene.checkout.read("state/tasks/1.1.yaml") });
});

beforeEach(async () => {
  before = await everythingStored();
});

afterAll(async () => {
  await workspace.database.close();
  await scene.end();
});

describe("an edit that is imagined", () => {
  test("makes the plan that it makes when it is saved", async () => {
    const text = yamlOf(task("1.1", { name: "Document all ENUMs", status: "in_progress" }));
    const { output } = await whatIf(workspace, { file: "state/tasks/1.1.yaml", text });
    expect(output.by_edit).toEqual(["task/1.1"]);
    expect(output.plan?.resource_changes.map(({ address }) => address)).toEqual(["task/1.1", "task/1.3"]);
    expect(await everythingStored()).toEqual(before);
    expect(filesThere().filter((name) => bytesOf(name).includes("Document all ENUMs"))).toEqual([]);

    const was = scene.checkout.read("state/tasks/1.1.yaml");
    scene.checkout.write("state/tasks/1.1.yaml", text);
    const saved = await scene.plan();
    scene.checkout.write("state/tasks/1.1.yaml", was);
    scene.checkout.forgetPlans();
    expect(output.plan?.plan_id).toBe(saved.plan.planId);
    expect(output.commands.map(({ argv }) => argv)).toEqual([
      ["v7", "plan"],
      ["v7", "apply", saved.plan.planId.slice(0, 6), "--approved"],
    ]);
  });

  test("of a file that goes names who must approve", async () => {
    const { output } = await whatIf(workspace, { file: "state/phases/2.yaml", text: null });
    expect(output.by_edit).toEqual(["phase/2"]);
    expect(output.plan).toMatchObject({ missing: ["The Architect"], summary: { add: 1, destroy: 1 } });
    const id = output.plan?.plan_id ?? "";
    expect(output.commands).toEqual([
      { argv: ["v7", "plan", "--ask"], by: [] },
      { argv: ["v7", "approve", id, "--as", "The Architect"], by: ["arthur"] },
      { argv: ["v7", "apply", id, "--approved"], by: [] },
    ]);
    expect(await everythingStored()).toEqual(before);
  });

  test("that meets what somebody did elsewhere is a conflict", async () => {
    const { output } = await whatIf(workspace, { file: "state/tasks/1.2.yaml", text: null });
    expect(output.by_edit).toEqual(["task/1.2"]);
    expect(output.plan).toMatchObject({ conflicts: [{ address: "task/1.2" }], next: null });
    expect(output.commands.map(({ argv }) => argv)).toEqual([["v7", "plan"]]);
  });

  test("that closes a gate says which", async () => {
    const text = yamlOf(phase("1", { status: "review" }));
    const { output } = await whatIf(workspace, { file: "state/phases/1.yaml", text });
    expect(output.plan?.gates.map(({ code }) => code)).toContain("V7-G002");
    expect(output.commands).toContainEqual({ argv: ["v7", "explain", "V7-G002"], by: [] });
  });

  test("that is wrong is told with its place, and makes no plan", async () => {
    const text = yamlOf(task("1.4", { staus: "pending", dependsOn: ["1.7"] }));
    const { output } = await whatIf(workspace, { file: "state/tasks/1.4.yaml", text });
    expect(output).toMatchObject({ plan: null, by_edit: null, commands: [{ argv: ["v7", "validate"] }] });
    expect(output.findings.map(({ code, file }) => [code, file])).toEqual([
      ["V7-D004", "state/tasks/1.4.yaml"],
      ["V7-D020", "state/tasks/1.4.yaml"],
    ]);
    expect(await everythingStored()).toEqual(before);
  });

  test("is told with the row's place in the text that was given", async () => {
    const text = `# one\n# two\n# three\n${yamlOf(task("1.1", { name: "Document all ENUMs", status: "in_progress" }))}`;
    const { output } = await whatIf(workspace, { file: "state/tasks/1.1.yaml", text });
    const change = output.plan?.resource_changes.find(({ address }) => address === "task/1.1");
    expect(change?.source).toEqual({ file: "state/tasks/1.1.yaml", line: 9 });
  });

  test("with a secret in it repeats nothing of it", async () => {
    const secret = ["ghp_", "k3J9vQ2xW8mZ4nB7", "cR1tY6uP5sD0fG2hL9aE"].join("");
    const text = yamlOf(task("1.4", { notes: secret }));
    const { output } = await whatIf(workspace, { file: "state/tasks/1.4.yaml", text });
    expect(output.plan).toBeNull();
    expect(workspace.redactor.json(output)).not.toContain(secret);
  });

  test("answers by its published schema", async () => {
    const { output } = await whatIf(workspace, { file: "state/tasks/1.2.yaml", text: null });
    const document = JSON.parse(JSON.stringify({ format_version: 1, command: "what_if", ...output })) as object;
    expect(outputCheck()(document)).toEqual([]);
  });
});

test.each([
  "../secrets.yaml",
  "/etc/passwd",
  "state/../v7.yaml",
  "v7.yaml",
  "state/enums/contact.sql",
  "state//tasks/1.1.yaml",
  String.raw`state\tasks\1.1.yaml`,
  "State/tasks/1.1.yaml",
])("nothing but a file of documents is imagined: %s", async (file) => {
  await expect(whatIf(workspace, { file, text: "" })).rejects.toMatchObject({ code: "V7-W021" });
});

/** Rows, and every file of the checkout with what v7 keeps beside git; what it remembers of documents on disk may be new. */
async function everythingStored(): Promise<unknown> {
  const files = filesThere().filter((name) => !name.includes("/cache/documents-"));
  const digest = (name: string): string => createHash("sha256").update(bytesOf(name)).digest("hex");
  return { world: await worldOf(scene), files: files.map((name) => `${name} ${digest(name)}`) };
}

function filesThere(): string[] {
  const { root } = scene.checkout;
  const names = readdirSync(root, { recursive: true, encoding: "utf8" });
  return names.filter((name) => statSync(join(root, name)).isFile()).toSorted();
}

function bytesOf(name: string): Buffer {
  return readFileSync(join(scene.checkout.root, name));
}
