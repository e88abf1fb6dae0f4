import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { poisons, unseen } from "../fixtures/poison/texts.ts";
import { type Served, serveScene } from "../serve/served.ts";
import { canLook, openViewer, type Viewer } from "./browser.ts";

describe.skipIf(!canLook)("pages while the world goes wrong, in a browser", () => {
  let scene: Scene;
  let served: Served;
  let viewer: Viewer;

  beforeAll(async () => {
    scene = await openScene();
    scene.checkout.declare(phase("1"), ...poisons.map((_, at) => task(`1.${at + 1}`, { status: "pending" })));
    scene.checkout.commit("Assessment begins");
    await scene.apply();
    for (const [at, { text }] of poisons.entries())
      await scene.psql.query(
        "UPDATE v7_subworkflow_tasks SET task_name = $1::text, notes = $1::text WHERE task_number = $2",
        [text, at + 1],
      );
    served = await serveScene(scene);
    viewer = await openViewer(served);
  });

  afterAll(async () => {
    await viewer.close();
    await served.close();
    await scene.end();
  });

  afterEach(() => {
    const complaints = viewer.complaints.splice(0).filter((one) => !one.includes("ERR_CONNECTION_REFUSED"));
    if (complaints.length > 0) throw new Error(`the browser complained: ${complaints.join("; ")}`);
  });

  test.each(["/ui/", "/ui/drift", "/ui/plans/now?show=all", "/ui/history", "/ui/r/task/1.1", "/ui/reports/readiness"])(
    "%s shows poison as text: nothing of it becomes part of the page, and what hides has its name",
    async (path) => {
      const page = await viewer.open(path);
      await page.waitForTimeout(500);
      expect(
        await page.locator("main :is(script, img, iframe, object, form, style, [onerror], [style*=url])").count(),
      ).toBe(0);
      const foreign = await page
        .locator("main a")
        .evaluateAll<string[], LinkLike>((links) => links.map(({ href }) => href));
      expect(foreign.filter((href) => !href.startsWith(served.url))).toEqual([]);
      const text = (await page.locator("main").textContent()) ?? "";
      expect(unseen.exec(text)).toBeNull();
      await page.close();
    },
  );

  test("what hides in a row that drifted has its name", async () => {
    const page = await viewer.open("/ui/drift");
    await page.locator(".chip", { hasText: "U+200B" }).first().waitFor();
    await page.close();
  });

  test("a server that was stopped is told from when, and is live again when it is back", async () => {
    const page = await viewer.open("/ui/history");
    await page.locator(".state.is-live").waitFor();
    const rows = await page.locator("[data-row]").count();
    const port = Number(new URL(served.url).port);
    await served.close();
    await page.locator(".banner", { hasText: "Not live since" }).waitFor();
    expect(await page.locator("[data-row]").count()).toBe(rows);
    served = await serveScene(scene, { port });
    await page.locator(".state.is-live").waitFor({ timeout: 45_000 });
    expect(await page.locator(".banner", { hasText: "Not live since" }).count()).toBe(0);
    await page.close();
  });
});

/** What is asked of a link here; tests have no types of browsers. */
interface LinkLike {
  readonly href: string;
}
