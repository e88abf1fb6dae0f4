import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { phase, task, yamlOf } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.end());

const documents = [
  phase("1", { status: "in_progress" }),
  task("1.1", { status: "pending", notes: "Inventory of all ENUMs", dependsOn: [] }),
  task("1.2", { status: "pending", dependsOn: ["1.1"] }),
];

async function planIdOf(files: { readonly [file: string]: string }): Promise<string> {
  for (const [file, text] of Object.entries(files)) scene.checkout.write(file, text);
  const { plan } = await scene.plan();
  for (const file of Object.keys(files)) rmSync(join(scene.checkout.root, file));
  expect(plan.summary.add).toBe(6);
  return plan.planId;
}

test("the same documents in other files, orders, keys' orders and line ends are the same plan", async () => {
  const text = yamlOf(...documents);
  const turnedAround = documents.map(({ spec, ...rest }) => ({
    ...rest,
    spec: Object.fromEntries(Object.entries(spec).toReversed()),
  }));
  const ids = [
    await planIdOf({ "state/all.yaml": text }),
    await planIdOf({ "state/all.yaml": yamlOf(...documents.toReversed()) }),
    await planIdOf({ "state/a.yaml": yamlOf(...documents.slice(1)), "state/z.yaml": yamlOf(...documents.slice(0, 1)) }),
    await planIdOf({ "state/all.yaml": yamlOf(...turnedAround) }),
    await planIdOf({ "state/all.yaml": text.replaceAll("\n", "\r\n") }),
    await planIdOf({ "state/all.yaml": `\uFEFF${text}` }),
  ];
  expect(new Set(ids).size).toBe(1);
});
