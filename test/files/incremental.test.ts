import { mkdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type FileScene, openFileScene } from "./scene.ts";

type Step = (scene: FileScene) => void;

const path = fc.constantFrom("docs/PRD.md", "docs/plan.md", "notes/day.md", "notes", "run.sql", "docs/old/PRD.md");

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(path, fc.constantFrom("draft\n", "final\n", "", "longer text\n")).map(
    ([file, text]): Step =>
      (scene) =>
        attempt(() => scene.write(file, text)),
  ),
  path.map(
    (file): Step =>
      ({ root }) =>
        rmSync(join(root, file), { recursive: true, force: true }),
  ),
  fc.tuple(path, path).map(
    ([from, to]): Step =>
      ({ root }) =>
        attempt(() => {
          mkdirSync(dirname(join(root, to)), { recursive: true });
          renameSync(join(root, from), join(root, to));
        }),
  ),
  path.map(
    (file): Step =>
      ({ root }) =>
        attempt(() => symlinkSync("PRD.md", join(root, file))),
  ),
);

/** A file where a folder is wanted, and the other way round, is nothing a person could do. */
function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

test("after any operations on files, what an incremental scan registers is what a full one would", async () => {
  const scene = await openFileScene();
  try {
    const content = async (): Promise<unknown> =>
      Object.values(await scene.registered()).map(({ path: name, hash, size_bytes }) => [name, hash, size_bytes]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 4 }), async (rounds) => {
        for (const steps of rounds) {
          steps.forEach((take) => take(scene));
          await scene.scan({ allowMassDelete: 100 });
        }
        const incremental = await content();
        const full = await scene.scan({ full: true, allowMassDelete: 100 });
        expect(full).toMatchObject(rounds.length > 0 ? { added: 0, modified: 0, deleted: 0 } : {});
        if (rounds.length > 0) expect(await content()).toEqual(incremental);
      }),
      { numRuns: 12 },
    );
  } finally {
    await scene.end();
  }
}, 120_000);
