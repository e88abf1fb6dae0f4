import { describe, expect, test } from "vitest";
import { canLook } from "./browser.ts";
import { assessmentUnderWay } from "./migration.ts";
import { blemishes, viewScene } from "./viewed-scene.ts";

const gap = `INSERT INTO gap_findings (gap_type, severity, impact_score, recommended_action, scope)
             VALUES ('PROJECT_UNINDEXED', 'high', 0.8, 'Index the project', '07_BUILD_FACTORY/PRJ_Enterprise_Platform')`;
const action = `INSERT INTO action_queue (gap_id, title, impact, confidence, rationale, command, queued_at)
                SELECT id, 'Index curation', 0.8, 0.9, 'Nothing of it is found', '{"argv": ["v7", "scan", "PRJ Platform"]}', now() FROM gap_findings`;

describe.skipIf(!canLook)("the pages of what to do and of what is missing, in a browser", () => {
  const seen = viewScene({ prepare: assessmentUnderWay });

  test("say, while nothing was queued or looked for, what is known all the same", async () => {
    const page = await seen.viewer.open("/ui/next");
    await page.locator("h1", { hasText: /things are to be done/ }).waitFor();
    const told = await page.locator("[data-row]").allTextContents();
    expect(told.join("\n")).toMatch(/changed outside v7[^]*is high and has no answer/);
    expect(
      await page
        .getByRole("link", { name: /^Impacts/ })
        .first()
        .textContent(),
    ).toBe("Impacts1");
    await page.goto(`${seen.served.url}/ui/gaps`);
    await page.locator(".empty", { hasText: "until it has run, that says nothing" }).waitFor();
    await page.close();
  });

  test("show what was found and queued, with its command", async () => {
    await seen.scene.psql.query(gap);
    await seen.scene.psql.query(action);
    const page = await seen.viewer.open("/ui/gaps");
    expect(await page.locator("h1").textContent()).toBe("1 gap is open");
    expect(await page.locator("[data-row]").textContent()).toContain("Index the project");
    await page.goto(`${seen.served.url}/ui/next`);
    await page.locator("[data-row]", { hasText: "Index curation" }).waitFor();
    await page.getByRole("button", { name: "Copy v7 scan 'PRJ Platform'" }).waitFor();
    await page.close();
  });

  test.each(["/ui/next", "/ui/gaps"])("%s has no finding of axe and no sideways scroll", async (path) => {
    expect(await blemishes(seen, path, (page) => page.locator("[data-row]").first().waitFor())).toEqual([]);
  });
});
