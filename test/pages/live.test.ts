import { describe, expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { poisons, unseen } from "../fixtures/poison/texts.ts";
import { canLook } from "./browser.ts";
import { viewScene } from "./viewed-scene.ts";

describe.skipIf(!canLook)("pages while the world goes wrong, in a browser", () => {
  const seen = viewScene({
    prepare: async ({ checkout, apply, psql }) => {
      checkout.declare(phase("1"), ...poisons.map((_, at) => task(`1.${at + 1}`, { status: "pending" })));
      checkout.commit("Assessment begins");
      await apply();
      for (const [at, { text }] of poisons.entries())
        await psql.query(
          "UPDATE v7_subworkflow_tasks SET task_name = $1::text, notes = $1::text WHERE task_number = $2",
          [text, at + 1],
        );
    },
    expected: /ERR_CONNECTION_REFUSED/,
  });

  test.each(["/ui/", "/ui/drift", "/ui/plans/now?show=all", "/ui/history", "/ui/r/task/1.1", "/ui/reports/readiness"])(
    "%s shows poison as text: nothing of it becomes part of the page, and what hides has its name",
    async (path) => {
      const page = await seen.viewer.open(path);
      await page.waitForTimeout(500);
      expect(
        await page.locator("main :is(script, img, iframe, object, form, style, [onerror], [style*=url])").count(),
      ).toBe(0);
      const foreign = await page
        .locator("main a")
        .evaluateAll<string[], LinkLike>((links) => links.map(({ href }) => href));
      expect(foreign.filter((href) => !href.startsWith(seen.served.url))).toEqual([]);
      const text = (await page.locator("main").textContent()) ?? "";
      expect(unseen.exec(text)).toBeNull();
      await page.close();
    },
  );

  test("what hides in a row that drifted has its name", async () => {
    const page = await seen.viewer.open("/ui/drift");
    await page.locator(".chip", { hasText: "U+200B" }).first().waitFor();
    await page.close();
  });

  test("a server that was stopped is told from when, and is live again when it is back", async () => {
    const page = await seen.viewer.open("/ui/history");
    await page.locator(".state.is-live").waitFor();
    const rows = await page.locator("[data-row]").count();
    const port = Number(new URL(seen.served.url).port);
    await seen.served.close();
    await page.locator(".banner", { hasText: "Not live since" }).waitFor();
    expect(await page.locator("[data-row]").count()).toBe(rows);
    await seen.serveAgain({ port });
    await page.locator(".state.is-live").waitFor({ timeout: 45_000 });
    expect(await page.locator(".banner", { hasText: "Not live since" }).count()).toBe(0);
    await page.close();
  });
});

/** What is asked of a link here; tests have no types of browsers. */
interface LinkLike {
  readonly href: string;
}
