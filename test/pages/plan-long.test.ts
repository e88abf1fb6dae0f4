import { describe, expect, test } from "vitest";
import { makePlan } from "../../src/engine/plan/make-plan.ts";
import { everything } from "../../src/engine/plan/decide.ts";
import { phase, task } from "../scenes/documents.ts";
import { canLook } from "./browser.ts";
import { blemishes, viewScene } from "./viewed-scene.ts";

const names = Array.from({ length: 400 }, (_, at) => `1.${at + 1}`);

/** What is asked of an element here; tests have no types of browsers. */
interface Row {
  readonly dataset: { readonly row: string };
}

describe.skipIf(!canLook)("the review of a plan of four hundred changes, in a browser", () => {
  const seen = viewScene({
    prepare: async ({ checkout, apply, open }) => {
      checkout.declare(phase("1"), task("1.1"));
      checkout.commit("Assessment begins");
      await apply();
      checkout.declare(...names.slice(0, 399).map((name) => task(name, { name: `Document ENUM ${name}` })));
      checkout.commit("Document the ENUMs");
      await makePlan(await open(), { options: everything });
      checkout.declare(task("1.400", { name: "Document ENUM 1.400" }), task("1.1", { name: "Document them all" }));
      checkout.commit("And one more");
    },
  });

  test("has no finding of axe and no sideways scroll", async () => {
    expect(await blemishes(seen, "/ui/plans/now", (page) => page.locator(".resource").first().waitFor())).toEqual([]);
  });

  test("draws what is in view and counts all, by kind too", async () => {
    const page = await seen.viewer.open("/ui/plans/now");
    await page.locator(".resource").first().waitFor();
    expect(await page.locator(".tools").textContent()).toContain("0 of 400 viewed");
    expect(await page.locator(".filters").textContent()).toContain("Task 400");
    expect(await page.locator("[data-row]").count()).toBeLessThanOrEqual(120);
    await page.evaluate("scrollTo(0, document.body.scrollHeight)");
    await page.locator('[data-row="task/1.400"]').waitFor();
    expect(await page.locator("[data-row]").count()).toBeLessThanOrEqual(120);
    await page.close();
  });

  test("is walked by keys from the first to the last row", async () => {
    const page = await seen.viewer.open("/ui/plans/now");
    await page.locator(".resource").first().waitFor();
    const met: string[] = [];
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press("j");
      met.push((await page.locator("[data-row]:focus-within").evaluate((row) => (row as Row).dataset.row)) ?? "");
    }
    expect(new Set(met).size).toBe(60);
    await page.close();
  });

  test("beside the plan that was read before shows what is new, folds the rest and counts it", async () => {
    const { output } = await makePlan(await seen.scene.open(), { options: everything });
    const page = await seen.viewer.open(`/ui/plans/${output.plan_id.slice(0, 16)}`);
    await page.locator(".resource").first().waitFor();
    seen.scene.checkout.declare(task("1.2", { name: "Document the second" }));
    await page.goto(`${seen.served.url}/ui/plans/now?against=${output.plan_id.slice(0, 16)}`);
    await page.locator(".compared", { hasText: "1 new or changed, 0 gone" }).waitFor();
    const rows = (): Promise<readonly string[]> =>
      page.locator("[data-row]").evaluateAll((all) => all.map((row) => (row as Row).dataset.row));
    expect(await rows()).toEqual(["task/1.2"]);
    await page.getByRole("button", { name: "399 as before hidden" }).click();
    await page.getByRole("button", { name: "399 as before shown" }).waitFor();
    expect((await rows()).length).toBeGreaterThan(5);
    await page.close();
  });

  test("says what is wrong with documents, place by place, and that nothing is planned", async () => {
    seen.scene.checkout.write(
      "state/tasks/broken.yaml",
      "apiVersion: v7/v1\nkind: Task\nmetadata: { name: '1.1' }\nspec: {}\n",
    );
    const page = await seen.viewer.open("/ui/plans/now");
    await page.locator("h1", { hasText: /^The documents have \d errors?, nothing is planned$/ }).waitFor();
    expect(await page.locator(".findings").textContent()).toMatch(/state\/tasks\/broken\.yaml:\d+:\d+/);
    expect(await page.locator("[data-command]").count()).toBe(1);
    await page.getByRole("button", { name: "Copy v7 validate" }).waitFor();
    await page.close();
    seen.viewer.complaints.length = 0;
  });
});
