import { describe, expect, test } from "vitest";
import { canLook } from "./browser.ts";
import { assessmentUnderWay } from "./migration.ts";
import { blemishes, viewScene } from "./viewed-scene.ts";

describe.skipIf(!canLook)("the timelines of drift and of history, in a browser", () => {
  const seen = viewScene({ prepare: assessmentUnderWay });

  test.each(["/ui/history?view=timeline", "/ui/drift?view=timeline&since=1h"])(
    "%s has no finding of axe and no sideways scroll",
    async (path) => {
      expect(await blemishes(seen, path, (page) => page.locator(".timeline .mark").first().waitFor())).toEqual([]);
    },
  );

  test("the picture is a sentence to whoever does not see it, and the table has the same rows", async () => {
    const page = await seen.viewer.open("/ui/drift?view=timeline&since=1h");
    const says = (await page.getByRole("img").getAttribute("aria-label")) ?? "";
    const rows = await page.locator("[data-row]").count();
    expect(says).toMatch(new RegExp(`^${rows} happenings by 2 between .*; the table lists them$`));
    const [newest = ""] = await page.locator("[data-row]").allTextContents();
    expect(newest).toContain("task/1.4");
    expect(newest).toContain("status: pending completed");
    expect(newest).toMatch(/[0-9a-f]{6}.*kept/);
    await page.close();
  });

  test("dragging over it sets since and until in the address, and another browser sees the same rows", async () => {
    const page = await seen.viewer.open("/ui/history?view=timeline");
    const box = await page.locator(".timeline svg").boundingBox();
    if (box === null) throw new Error("no picture");
    await page.mouse.move(box.x + box.width / 2, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 1, box.y + 10, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/since=.*until=/);
    const { searchParams } = new URL(page.url());
    expect(Date.parse(searchParams.get("since") ?? "")).toBeLessThan(Date.parse(searchParams.get("until") ?? ""));
    await page.locator("[data-row]").first().waitFor();
    const keys = (of: typeof page): Promise<readonly string[]> =>
      of
        .locator("[data-row]")
        .evaluateAll((all) => all.map((row) => (row as { dataset: { row: string } }).dataset.row));
    const again = await seen.viewer.open(page.url().replace(seen.served.url, ""));
    expect(await keys(again)).toEqual(await keys(page));
    await again.close();
    await page.close();
  });

  test("keys look nearer, further, earlier and later", async () => {
    const page = await seen.viewer.open("/ui/history?view=timeline");
    const length = (): number => {
      const { searchParams } = new URL(page.url());
      return Date.parse(searchParams.get("until") ?? "") - Date.parse(searchParams.get("since") ?? "");
    };
    await page.keyboard.press("+");
    await page.waitForURL(/since=/);
    const near = length();
    expect(near).toBeGreaterThan(0);
    const url = page.url();
    await page.keyboard.press("ArrowLeft");
    await page.waitForURL((now) => now.href !== url);
    expect(Math.abs(length() - near)).toBeLessThan(5);
    await page.close();
  });

  test("a mark opens its row", async () => {
    const page = await seen.viewer.open("/ui/drift?view=timeline&since=1h");
    await page.locator(".timeline .mark.out").click();
    await page.locator(".unfolded").waitFor();
    expect(new URL(page.url()).searchParams.get("open")).toContain("task/1.4");
    await page.close();
  });
});
