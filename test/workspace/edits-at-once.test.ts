import { afterAll, beforeAll, expect, test } from "vitest";
import { newResource } from "../../src/engine/edit/new.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});

afterAll(() => scene.end());

async function addPersona(name: string): Promise<void> {
  await newResource(await scene.checkout.open(), { kind: "persona", name, assignments: [] });
}

test("of edits of one file at the same moment none is lost: each is written, or says that it was not", async () => {
  const names = Array.from({ length: 8 }, (_, index) => `Sentinel ${index + 1}`);
  const outcomes = await Promise.allSettled(names.map(addPersona));
  const text = scene.checkout.read("state/personas.yaml");
  const isThere = names.map((name) => text.includes(`name: ${name}\n`));
  expect(isThere).toEqual(outcomes.map(({ status }) => status === "fulfilled"));
  expect(isThere).toContain(true);
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  for (const { reason } of refused) expect(reason).toMatchObject({ code: "V7-P065" });
});

test("a file that somebody saves between the reading and the writing of an edit stays as they saved it", async () => {
  const workspace = await scene.checkout.open();
  const file = "state/personas.yaml";
  const saved = `${scene.checkout.read(file)}# by hand\n`;
  // The lock is asked for when all is worked out, and before anything is written.
  const slow = {
    ...workspace,
    get system() {
      scene.checkout.write(file, saved);
      return workspace.system;
    },
  };
  const added = newResource(slow, { kind: "persona", name: "The Auditor", assignments: [] });
  await expect(added).rejects.toMatchObject({ code: "V7-P065" });
  expect(scene.checkout.read(file)).toBe(saved);
});
