import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { everything } from "../../src/engine/plan/decide.ts";
import { proposePlan } from "../../src/engine/plan/make-plan.ts";
import { openCheckout, withoutLogins } from "../scenes/checkout.ts";
import { phase, policy, task } from "../scenes/documents.ts";
import { appliedBy, openScene, type Scene } from "../scenes/scene.ts";

/** Two laptops and CI on one database: each has a clone of the same repository. */
let scene: Scene;
let folders: string[];

beforeEach(async () => {
  folders = [];
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"), task("1.2"));
  scene.checkout.commit("Assessment begins");
  await scene.apply();
});

afterEach(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  await scene.end();
});

function cloneOf(...options: readonly string[]): ReturnType<typeof openCheckout> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "v7-clone-")));
  folders.push(folder);
  execFileSync("git", ["clone", "--quiet", ...options, `file://${scene.checkout.root}`, folder], { stdio: "ignore" });
  return openCheckout(folder, scene.database.url);
}

const applyFrom = async (checkout: ReturnType<typeof openCheckout>): ReturnType<Scene["apply"]> =>
  appliedBy(await checkout.open());

describe("a clone behind the last apply", () => {
  test("does not take a colleague's change back: exit 3", async () => {
    const laptop = cloneOf();
    scene.checkout.declare(task("1.1", { notes: "Agreed with the vendor" }));
    scene.checkout.commit("Note the agreement");
    await scene.apply();
    laptop.declare(task("1.2", { notes: "Inventory" }));
    laptop.commit("Note the inventory");
    await expect(applyFrom(laptop)).rejects.toMatchObject({ code: "V7-G010", exitCode: 3 });
    expect(await scene.column("SELECT notes FROM v7_subworkflow_tasks ORDER BY task_number")).toEqual([
      "Agreed with the vendor",
      null,
    ]);
  });

  test("applies after a merge, and the other clone is behind then", async () => {
    const laptop = cloneOf();
    scene.checkout.declare(task("1.1", { notes: "Agreed with the vendor" }));
    scene.checkout.commit("Note the agreement");
    await scene.apply();
    laptop.declare(task("1.2", { notes: "Inventory" }));
    laptop.commit("Note the inventory");
    laptop.git("pull", "--quiet", "--no-edit", "--no-rebase");
    expect((await applyFrom(laptop)).summary).toMatchObject({ add: 0, change: 1, destroy: 0 });
    scene.checkout.declare(phase("2"));
    scene.checkout.commit("Design follows");
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-G010" });
  });

  test("is told of it by the apply where nothing keeps it from applying", async () => {
    const laptop = cloneOf();
    scene.checkout.declare(task("1.1", { notes: "Agreed with the vendor" }));
    scene.checkout.commit("Note the agreement");
    await scene.apply();
    laptop.declare(task("1.2", { notes: "Inventory" }));
    laptop.commit("Note the inventory");
    const alone = withoutLogins(await laptop.open());
    expect((await appliedBy(alone)).findings).toMatchObject([{ severity: "warning", code: "V7-G010" }]);
  });

  test("that is too shallow to tell says so, and applies once it has the history", async () => {
    scene.checkout.declare(task("1.2", { notes: "Inventory" }));
    scene.checkout.commit("Note the inventory");
    const continuousIntegration = cloneOf("--depth", "1");
    await expect(applyFrom(continuousIntegration)).rejects.toMatchObject({
      code: "V7-G010",
      message: expect.stringContaining("shallow") as string,
    });
    continuousIntegration.git("fetch", "--quiet", "--unshallow");
    expect((await applyFrom(continuousIntegration)).summary.change).toBe(1);
  });

  test("plans all the same, with a warning", async () => {
    const laptop = cloneOf();
    scene.checkout.declare(task("1.1", { notes: "Agreed with the vendor" }));
    scene.checkout.commit("Note the agreement");
    await scene.apply();
    laptop.declare(task("1.2", { notes: "Inventory" }));
    const { plan } = await proposePlan(await laptop.open(), { options: everything });
    // What the colleague's document had and this one lacks is told as well.
    expect(plan.findings.map(({ severity, code }) => [severity, code])).toEqual([
      ["warning", "V7-P091"],
      ["warning", "V7-G010"],
    ]);
  });

  test("goes ahead by break-glass, which is on record", async () => {
    const laptop = cloneOf();
    scene.checkout.declare(task("1.1", { notes: "Agreed with the vendor" }));
    scene.checkout.commit("Note the agreement");
    await scene.apply();
    laptop.declare(task("1.2", { notes: "Inventory" }));
    laptop.commit("Note the inventory");
    await appliedBy(await laptop.open(), { overrides: ["V7-G010"], reason: "main is broken" });
    expect(await scene.column("SELECT overrides FROM v7_applies ORDER BY attempt DESC LIMIT 1")).toEqual([["V7-G010"]]);
    expect(await scene.column("SELECT reason FROM v7_applies ORDER BY attempt DESC LIMIT 1")).toEqual([
      "main is broken",
    ]);
  });

  test("is only warned on a server of its own", async () => {
    const laptop = cloneOf();
    scene.checkout.declare(task("1.1", { notes: "Agreed with the vendor" }));
    scene.checkout.commit("Note the agreement");
    await scene.apply();
    laptop.declare(task("1.2", { notes: "Inventory" }));
    const alone = withoutLogins(await laptop.open());
    const { checkout } = await proposePlan(alone, { options: everything });
    expect(checkout).toMatchObject([{ code: "V7-G010" }]);
    await appliedBy(alone);
  });
});

describe("Policy's applyFrom", () => {
  beforeEach(async () => {
    scene.checkout.declare(policy({ applyFrom: { branch: "main", clean: true } }));
    scene.checkout.commit("Apply from main alone");
    await scene.apply();
    scene.checkout.declare(task("1.2", { notes: "Inventory" }));
  });

  test("refuses uncommitted changes of state/", async () => {
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-G013", exitCode: 3 });
  });

  test("refuses what git was told to ignore, or not to look at", async () => {
    scene.checkout.commit("Note the inventory");
    scene.checkout.write(".git/info/exclude", "state/tasks/1.9.*\n");
    scene.checkout.git("update-index", "--assume-unchanged", "state/tasks/1.1.yaml");
    scene.checkout.declare(task("1.1", { notes: "Hidden" }), task("1.9"));
    expect(scene.checkout.git("status", "--porcelain")).toBe("");
    await expect(scene.apply()).rejects.toMatchObject({
      code: "V7-G013",
      message: expect.stringContaining("state/tasks/1.1.yaml and 1 more are not as HEAD has them") as string,
    });
  });

  test("takes no offence at changes elsewhere", async () => {
    scene.checkout.commit("Note the inventory");
    scene.checkout.write("notes.txt", "Ask the vendor");
    expect((await scene.apply()).summary.change).toBe(1);
  });

  test("refuses another branch", async () => {
    scene.checkout.git("switch", "--quiet", "--create", "wo-1.3");
    scene.checkout.commit("Note the inventory");
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-G014", exitCode: 3 });
  });

  test("accepts a detached HEAD that the branch contains, as CI checks out, and no other", async () => {
    scene.checkout.commit("Note the inventory");
    scene.checkout.git("switch", "--quiet", "--detach", "HEAD");
    expect((await scene.apply()).summary.change).toBe(1);
    scene.checkout.declare(task("1.2", { notes: "Inventory of today" }));
    scene.checkout.commit("On no branch");
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-G014" });
  });

  test("is the applied one: a branch cannot allow itself", async () => {
    scene.checkout.git("switch", "--quiet", "--create", "wo-1.3");
    scene.checkout.declare(policy({ applyFrom: { branch: "wo-1.3" } }));
    scene.checkout.commit("Apply from here");
    await expect(scene.apply()).rejects.toMatchObject({ code: "V7-G014" });
  });
});

test("without Policy, uncommitted changes are applied and recorded as such", async () => {
  scene.checkout.declare(task("1.2", { notes: "Inventory" }));
  await scene.apply();
  expect(await scene.column("SELECT commit_sha FROM v7_applies ORDER BY attempt DESC LIMIT 1")).toEqual([
    expect.stringMatching(/^[0-9a-f]{40}-dirty$/),
  ]);
});
