import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { type Served, serveScene } from "../serve/served.ts";
import { axeFindings, canLook, openViewer, sidewaysScroll, type Viewer } from "./browser.ts";

/** What is asked of an element here; tests have no types of browsers. */
interface HTMLElementLike {
  getAttribute(name: string): string | null;
}

describe.skipIf(!canLook)("overview, drift, history and resources, in a browser", () => {
  let scene: Scene;
  let served: Served;
  let viewer: Viewer;

  beforeAll(async () => {
    scene = await openScene();
    scene.checkout.declare(phase("1"), task("1.1", { status: "pending" }), task("1.2", { status: "pending" }));
    scene.checkout.commit("Assessment begins");
    await scene.apply();
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET status = 'completed' WHERE task_number = 2");
    served = await serveScene(scene);
    viewer = await openViewer(served);
  });

  afterAll(async () => {
    await viewer.close();
    await served.close();
    await scene.end();
  });

  afterEach(() => {
    const [complaint] = viewer.complaints.splice(0);
    if (complaint !== undefined) throw new Error(`the browser complained: ${complaint}`);
  });

  test.each(["/ui/?since=24h", "/ui/drift", "/ui/history", "/ui/tasks/1.2", "/ui/search?q=task/1.2"])(
    "%s has no finding of axe and no sideways scroll, wide and light, narrow and dark",
    async (path) => {
      for (const [width, dark] of [
        [1280, false],
        [390, true],
      ] as const) {
        const page = await viewer.open(path, { width, dark });
        await page.getByText("task/1.2").first().waitFor();
        expect({ axe: await axeFindings(page), sideways: await sidewaysScroll(page) }).toEqual({
          axe: [],
          sideways: 0,
        });
        await page.close();
      }
    },
  );

  test.each(["/ui/tasks?view=board", "/ui/plans", "/ui/graph"])(
    "%s has no finding of axe and no sideways scroll",
    async (path) => {
      for (const [width, dark] of [
        [1280, true],
        [390, false],
      ] as const) {
        const page = await viewer.open(path, { width, dark });
        await page.getByRole("heading", { level: 2 }).first().waitFor();
        expect({ axe: await axeFindings(page), sideways: await sidewaysScroll(page) }).toEqual({
          axe: [],
          sideways: 0,
        });
        await page.close();
      }
    },
  );

  test("the overview says in a sentence what was changed, and by whom below", async () => {
    const page = await viewer.open("/ui/?since=24h");
    await page.locator(".lane").first().waitFor();
    expect(await page.locator("h1").textContent()).toMatch(/^One row was changed outside v7/);
    expect(await page.locator(".needs").textContent()).toContain("1 row changed outside v7");
    expect(await page.locator('table[aria-label="Who changed what"]').textContent()).toContain(
      "status: pending completed",
    );
    expect(await page.locator("[data-command^='v7 approve']").count()).toBe(0);
    await page.close();
  });

  test("drift has three sides, who did it, and the commands to keep and to undo it", async () => {
    const page = await viewer.open("/ui/drift");
    await page.locator(".resource").waitFor();
    expect(await page.locator(".field").allTextContents()).toEqual(["statuspendingcompleted (differs)pending"]);
    const commands = await page
      .locator("[data-command]")
      .evaluateAll<(string | null)[], HTMLElementLike>((all) => all.map((one) => one.getAttribute("data-command")));
    expect(commands).toEqual(["v7 pull task/1.2", "v7 plan --revert task/1.2"]);
    await page.close();
  });

  test("what happens while a page is open is told on it", async () => {
    const page = await viewer.open("/ui/");
    await page.locator(".state.is-live").waitFor();
    await scene.psql.query("UPDATE v7_subworkflow_tasks SET status = 'blocked' WHERE task_number = 1");
    await page.locator("h1", { hasText: "Two rows were changed outside v7" }).waitFor({ timeout: 15_000 });
    await page.close();
  });
});
