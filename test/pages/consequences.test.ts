import { describe, expect, test } from "vitest";
import { enumPlan } from "../scenes/documents.ts";
import { canLook } from "./browser.ts";
import { assessmentUnderWay } from "./migration.ts";
import { blemishes, viewScene } from "./viewed-scene.ts";

describe.skipIf(!canLook)("the pages of impacts and enums, in a browser", () => {
  const seen = viewScene({
    prepare: async (scene) => {
      await assessmentUnderWay(scene);
      scene.checkout.declare(enumPlan("app/crm.ContactStatus", { targetName: "v7_crm_status" }));
      scene.checkout.commit("Propose an enum of another schema");
      await scene.apply();
      await scene.psql.query(`
        INSERT INTO v7_enum_deeds (deed, address, target, direction, strategy, state, carried_out_by, ended_at, detail)
        VALUES ('3f9a1c', 'enum/app/crm.ContactStatus', 'app', 'implement', 'new type', 'done', 'v7_move', '2025-08-09 10:00',
          '{"accepted": ["V7-E070"], "proof": {"of": "rows", "counts": [{"column": "crm.contacts.status", "label": "complete", "count": 48210}]}}')`);
    },
  });

  test.each([
    ["/ui/impacts?open=impact/contact-status", "WF4"],
    ["/ui/enums", "v7_contact_status"],
    ["/ui/enums/contact_curation_status", "no new value"],
    ["/ui/enums/app/crm.ContactStatus", "v7_crm_status"],
  ])("%s has no finding of axe and no sideways scroll", async (path, text) => {
    expect(await blemishes(seen, path, (page) => page.getByText(text).first().waitFor())).toEqual([]);
  });

  test("impacts say in a sentence what has no answer, and begin with it", async () => {
    const page = await seen.viewer.open("/ui/impacts");
    expect(await page.locator("h1").textContent()).toBe("1 high or critical impact has no answer");
    const rows = page.locator("[data-row]");
    expect(
      await rows.evaluateAll((all) => all.map((row) => (row as { dataset: { row: string } }).dataset.row)),
    ).toEqual(["impact/contact-status", "impact/page-status"]);
    await page.close();
  });

  test("impacts are narrowed by an address, the same for everybody", async () => {
    const page = await seen.viewer.open("/ui/impacts");
    await page.getByLabel("Workflow").fill("WF4");
    await page.keyboard.press("Enter");
    await page.locator(".set", { hasText: "Workflow: WF4" }).waitFor();
    await page.locator('[data-row="impact/page-status"]').waitFor({ state: "detached" });
    const again = await seen.viewer.open(new URL(page.url()).pathname + new URL(page.url()).search);
    expect(await again.locator("[data-row]").count()).toBe(1);
    await again.close();
    const layer = await seen.viewer.open("/ui/impacts?layer=4&risk=medium");
    expect(await layer.locator("[data-row]").allTextContents()).toEqual([expect.stringContaining("page-status")]);
    await layer.close();
    await page.close();
  });

  test("an enum leads to its values, those without a new one first, and to what nobody may agree without", async () => {
    const page = await seen.viewer.open("/ui/enums");
    expect(await page.locator('[data-row="enum/contact_curation_status"]').textContent()).toContain("proposed");
    await page.getByRole("link", { name: "contact_curation_status" }).first().click();
    await page.locator("h1", { hasText: "becomes v7_contact_status; 1 value has no new one" }).waitFor();
    const [first = ""] = await page.locator("[data-row]").allTextContents();
    expect(first).toContain("Skipped");
    expect(await page.locator("aside").textContent()).toContain(
      "before it has a migration script and a rollback script",
    );
    expect(await page.locator("[data-command]").count()).toBe(0);
    await page.close();
  });

  test("an enum's page says what was done on its target, with what proof", async () => {
    const page = await seen.viewer.open("/ui/enums/app/crm.ContactStatus");
    const done = page.locator("details", { hasText: "implemented" });
    await done.locator("summary").click();
    expect(await done.locator("p").textContent()).toBe(
      "new type, v7_move; all rows counted before and after, by value and key: equal; accepted V7-E070.",
    );
    expect(await done.locator("tbody tr").allTextContents()).toEqual(["crm.contacts.statuscomplete48,210"]);
    await page.close();
  });
});
