import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { canLook } from "./browser.ts";
import { blemishes, viewScene } from "./viewed-scene.ts";

/** What is asked of an element here; tests have no types of browsers. */
interface HTMLElementLike {
  getAttribute(name: string): string | null;
}

describe.skipIf(!canLook)("overview, drift, history and resources, in a browser", () => {
  const seen = viewScene({
    prepare: async ({ checkout, apply, psql }) => {
      checkout.declare(phase("1"), task("1.1", { status: "pending" }), task("1.2", { status: "pending" }));
      checkout.commit("Assessment begins");
      await apply();
      await psql.query("UPDATE v7_subworkflow_tasks SET status = 'completed' WHERE task_number = 2");
    },
  });

  test.each(["/ui/?since=24h", "/ui/drift", "/ui/history", "/ui/tasks/1.2", "/ui/search?q=task/1.2"])(
    "%s has no finding of axe and no sideways scroll",
    async (path) => {
      expect(await blemishes(seen, path, (page) => page.getByText("task/1.2").first().waitFor())).toEqual([]);
    },
  );

  test.each(["/ui/tasks?view=board", "/ui/plans", "/ui/graph"])(
    "%s has no finding of axe and no sideways scroll",
    async (path) => {
      const ready = (page: Page): Promise<void> => page.getByRole("heading", { level: 2 }).first().waitFor();
      expect(await blemishes(seen, path, ready)).toEqual([]);
    },
  );

  test("the overview says in a sentence what was changed, and by whom below", async () => {
    const page = await seen.viewer.open("/ui/?since=24h");
    await page.locator(".timeline .mark").first().waitFor();
    expect(await page.locator("h1").textContent()).toMatch(/^One row was changed outside v7/);
    expect(await page.locator(".needs").textContent()).toContain("1 row changed outside v7");
    expect(await page.locator('table[aria-label="Who changed what"]').textContent()).toContain(
      "status: pending completed",
    );
    expect(await page.locator("[data-command^='v7 approve']").count()).toBe(0);
    await page.close();
  });

  test("drift has three sides, who did it, and the commands to keep and to undo it", async () => {
    const page = await seen.viewer.open("/ui/drift");
    await page.locator(".resource").waitFor();
    expect(await page.locator(".field").allTextContents()).toEqual(["statuspendingcompleted (differs)pending"]);
    const commands = await page
      .locator("[data-command]")
      .evaluateAll<(string | null)[], HTMLElementLike>((all) => all.map((one) => one.getAttribute("data-command")));
    expect(commands).toEqual(["v7 pull task/1.2", "v7 plan --revert task/1.2"]);
    await page.close();
  });

  test("what happens while a page is open is told on it", async () => {
    const page = await seen.viewer.open("/ui/");
    await page.locator(".state.is-live").waitFor();
    await seen.scene.psql.query("UPDATE v7_subworkflow_tasks SET status = 'blocked' WHERE task_number = 1");
    await page.locator("h1", { hasText: "Two rows were changed outside v7" }).waitFor({ timeout: 15_000 });
    await page.close();
  });
});
