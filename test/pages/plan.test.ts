import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { canLook } from "./browser.ts";
import { blemishes, viewScene } from "./viewed-scene.ts";

describe.skipIf(!canLook)("the review of a plan, in a browser", () => {
  const seen = viewScene({
    prepare: async ({ checkout, apply, psql }) => {
      checkout.declare(
        phase("1"),
        task("1.1"),
        task("1.2", { status: "pending" }),
        task("1.4", { name: "Merge the duplicate list" }),
      );
      checkout.commit("Assessment begins");
      await apply();
      await psql.query("UPDATE v7_subworkflow_tasks SET status = 'completed' WHERE task_number = 2");
      checkout.declare(
        task("1.1", { name: "Document all duplicate ENUMs and\u202E their uses" }),
        task("1.3", { name: "Map enum values" }),
      );
      checkout.forget("task/1.4");
      checkout.commit("Map enum values");
    },
  });

  test("has no finding of axe and no sideways scroll, light and dark, wide and narrow", async () => {
    const ready = (page: Page): Promise<void> => page.locator(".resource").first().waitFor();
    expect(await blemishes(seen, "/ui/plans/now", ready)).toEqual([]);
  });

  test("shows drift before changes, what is destroyed first, and what hides by its name", async () => {
    const page = await seen.viewer.open("/ui/plans/now");
    await page.locator(".resource").first().waitFor();
    const rows = await page.locator("[data-row]").evaluateAll((all) => all.map((row) => (row as { id: string }).id));
    expect(rows).toEqual(["task-1.2", "task-1.4", "task-1.1", "task-1.3"]);
    expect(await page.locator("#task-1\\.1").textContent()).toContain("U+202E right-to-left override");
    expect(await page.locator("#task-1\\.4 td.differs").first().textContent()).toBe("no document (differs)");
    await page.close();
  });

  test("counts what it hides, and shows it by its address", async () => {
    const page = await seen.viewer.open("/ui/plans/now?open=task/1.1");
    await page.locator(".resource").first().waitFor();
    const hidden = page.locator("#task-1\\.1 .hidden-fields a");
    expect(await hidden.getAttribute("aria-expanded")).toBe("true");
    expect(await hidden.textContent()).toMatch(/^\d equal fields? shown$/);
    await page.goto(`${seen.served.url}/ui/plans/now?action=create`);
    const banner = page.locator(".sticks");
    expect(await banner.textContent()).toContain("shows 1 of 3 changes; 1 destroy is hidden");
    await page.close();
  });

  test("is walked, ticked and copied by keys alone; what is copied is what is shown", async () => {
    const page = await seen.viewer.open("/ui/plans/now");
    await page.locator(".resource").first().waitFor();
    for (let row = 0; row < 4; row++) await page.keyboard.press("v");
    await page.locator(".tools", { hasText: "4 of 4 viewed" }).waitFor();
    await page.keyboard.press("c");
    await page.locator("[role=status]", { hasText: "Copied" }).waitFor();
    const shown = await page.locator(".step code").first().textContent();
    expect(shown).toMatch(/^v7 apply [0-9a-f]{16} --approved$/);
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(shown);
    const again = await seen.viewer.open("/ui/plans/now");
    await again.locator(".tools", { hasText: "4 of 4 viewed" }).waitFor();
    await again.close();
    await page.close();
  });

  test("keeps its values when rows change under it, and says so", async () => {
    const page = await seen.viewer.open("/ui/plans/now");
    await page.locator(".state.is-live").waitFor();
    const before = await page.locator(".review section").allTextContents();
    await seen.scene.psql.query("UPDATE v7_subworkflow_tasks SET task_name = 'Hotfix at night' WHERE task_number = 1");
    await page.locator(".banner", { hasText: "this page stays what it was" }).waitFor({ timeout: 15_000 });
    expect(await page.locator(".review section").allTextContents()).toEqual(before);
    await page.close();
  });
});
