import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { until } from "../faults/until.ts";
import { canLook, settled } from "./browser.ts";
import { blemishes, viewScene } from "./viewed-scene.ts";
import { askedBy, machinesObserved } from "./world.ts";

describe.skipIf(!canLook)("the pages of machines, in a browser", () => {
  const seen = viewScene({ prepare: machinesObserved });
  const chartOf = (page: Page, metric: string): ReturnType<Page["locator"]> =>
    page.getByRole("img", { name: new RegExp(`^${metric} of ALPHA`) });
  const drawn = async (page: Page): Promise<void> => {
    await page.locator(".chart-place").first().scrollIntoViewIfNeeded();
    await page.locator(".chart-place canvas").first().waitFor();
  };

  test.each(["/ui/nodes", "/ui/nodes/ALPHA?show=met", "/ui/nodes/BETA", "/ui/nodes/AIR"])(
    "%s has no finding of axe and no sideways scroll",
    async (path) => {
      const ready = async (page: Page): Promise<void> => {
        await page.locator("[data-row]").first().waitFor();
        if (path.includes("ALPHA")) await drawn(page);
      };
      expect(await blemishes(seen, path, ready)).toEqual([]);
    },
  );

  test("the list says in its title who is not well, and why in each row", async () => {
    const page = await seen.viewer.open("/ui/nodes");
    expect(await page.locator("h1").textContent()).toBe("ALPHA and BETA wait for a restart; AIR is unknown");
    expect(await page.locator('[data-row="ALPHA"]').textContent()).toContain("2 settings wait for a restart");
    expect(await page.locator('[data-row="AIR"]').textContent()).toContain("unknown: not reached by ssh");
    await page.goto(`${seen.served.url}/ui/nodes?state=unknown`);
    await settled(page);
    expect(await page.getByRole("table", { name: "Machines", exact: true }).locator("[data-row]").count()).toBe(1);
    await page.close();
  });

  test("a machine begins with what is not as declared, the side that stands alone marked", async () => {
    const page = await seen.viewer.open("/ui/nodes/ALPHA");
    expect(await page.locator("h1").textContent()).toBe("ALPHA: 2 settings wait for a restart");
    const rows = page.locator(".compared");
    expect((await rows.allTextContents()).map((text) => text.replaceAll(/\s+/g, " ").trim())).toEqual([
      "↻ waits for a restart: max_connections200200100 (differs)",
      "↻ waits for a restart: shared_buffers128GB128GB128MB (differs)",
    ]);
    expect(await rows.locator("td.differs").allTextContents()).toEqual(["100 (differs)", "128MB (differs)"]);
    await page.close();
  });

  test("what is as declared is counted, and opens at an address of its own", async () => {
    const page = await seen.viewer.open("/ui/nodes/ALPHA");
    const fold = page.getByRole("button", { name: /as declared$/ });
    expect(await fold.textContent()).toBe("12 software facts, 8 settings, 3 service facts, 1 database as declared");
    await fold.click();
    await page.waitForURL(/show=met/);
    expect(await page.locator(".compared").count()).toBe(26);
    await page.close();
  });

  test("a machine that nobody got through to is one paragraph, with what was said, and no verdict", async () => {
    const page = await seen.viewer.open("/ui/nodes/AIR");
    expect(await page.locator("h1").textContent()).toBe("AIR: unknown");
    expect(await page.locator("main").textContent()).toContain("Not reached by ssh, last tried 2025-10-09");
    expect(await page.locator(".compared").count()).toBe(0);
    await page.close();
  });

  test("asks two questions, beside those of the frame", async () => {
    const asked = await askedBy(seen, "/ui/nodes/ALPHA");
    expect(asked).toEqual(["/nodes/ALPHA", "/nodes/ALPHA/metrics?limit=1000&hours=24"]);
  });

  test("a machine's addresses are told, the primary one first, and which nobody declared", async () => {
    const page = await seen.viewer.open("/ui/nodes/ALPHA");
    const rows = page.getByRole("table", { name: "Interfaces" }).locator("tbody tr");
    const told = (await rows.allTextContents()).map((text) => text.replaceAll(/\s+/g, " ").trim());
    expect(told).toEqual([
      expect.stringMatching(/^192\.168\.0\.80.*primary, active$/),
      expect.stringMatching(/^100\.106\.113\.76.*vpn.*active$/),
      expect.stringMatching(/^169\.254\.7\.1.*en5.*ethernet.*found, not declared$/),
    ]);
    await page.getByRole("link", { name: "192.168.0.80" }).click();
    await page.waitForURL(/\/ui\/r\/node\/ALPHA\/interface\/192\.168\.0\.80$/);
    await page.close();
  });

  test("the newest snapshots stand below the machines, with what their checks came to", async () => {
    const page = await seen.viewer.open("/ui/nodes");
    const row = page.getByRole("table", { name: "Snapshots of the machines" }).locator("[data-row]");
    expect(await row.textContent()).toMatch(/Production Verified 2025-10-09.*production.*partial: 3 passed, 0 failed/);
    await page.goto(`${seen.served.url}/ui/nodes/snapshots`);
    await page.getByText("Production Verified 2025-10-09").first().waitFor();
    await page.close();
  });

  test("replication says from whom to whom, and how far behind", async () => {
    const page = await seen.viewer.open("/ui/nodes/BETA");
    const link = page.getByRole("table", { name: "Replication" }).locator("[data-row]");
    expect(await link.textContent()).toMatch(/ALPHA → BETA.*beta_slot.*streaming, async.*2 ms/);
    await page.close();
  });

  test("nothing measured is said, with the command that looks farther back", async () => {
    const page = await seen.viewer.open("/ui/nodes/BETA?hours=168");
    await page.locator("[data-command='v7 report metric --param node=BETA --param hours=5040']").waitFor();
    await page.close();
  });

  test("a chart says its values in a sentence, is read by keys point by point, and has its table behind it", async () => {
    const page = await seen.viewer.open("/ui/nodes/ALPHA?metric=disk_free");
    await drawn(page);
    const chart = chartOf(page, "disk_free");
    expect(await chart.getAttribute("aria-label")).toMatch(/: average 14\.35 to 14\.875 TB, last 14\.875 TB$/);
    await chart.focus();
    await page.keyboard.press("Home");
    await page.locator("[role=status]", { hasText: "average 14.35 TB" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.locator("[role=status]", { hasText: "average 14.375 TB" }).waitFor();
    await page.keyboard.press("End");
    await page.locator("[role=status]", { hasText: "average 14.875 TB" }).waitFor();
    expect(await page.locator(".chart-point").textContent()).toMatch(/: average 14\.875 TB$/);
    await page.keyboard.press("t");
    const table = page.getByRole("table", { name: "disk_free of ALPHA" });
    await table.waitFor();
    expect(await table.locator("tbody tr").count()).toBe(22);
    expect(await page.locator(".chart-place").count()).toBe(1);
    await page.close();
  });

  test("the pointer reads a chart as the keys do", async () => {
    const page = await seen.viewer.open("/ui/nodes/ALPHA?metric=disk_free");
    await drawn(page);
    await chartOf(page, "disk_free").hover({ position: { x: 400, y: 60 } });
    await page.locator(".chart-point", { hasText: /average 14\.\d+ TB/ }).waitFor();
    await page.close();
  });

  test("says which parameters and hours it does not know, and shows the rest", async () => {
    const page = await seen.viewer.open("/ui/nodes/ALPHA?colour=red&hours=soon");
    expect(await page.locator(".banner").textContent()).toContain("knows no colour, hours");
    await chartOf(page, "disk_free").waitFor();
    await page.close();
  });

  test("a chart is drawn anew in the colours that are chosen, and in those that are forced", async () => {
    const page = await seen.viewer.open("/ui/nodes/ALPHA?metric=simple_query_time");
    await drawn(page);
    const picture = (): Promise<string> =>
      page.evaluate<string>("document.querySelector('.chart-place canvas').toDataURL()");
    const otherThan = (before: string): Promise<string> =>
      until(async () => {
        const now = await picture();
        return now === before ? undefined : now;
      });
    const light = await picture();
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await otherThan(light);
    await page.emulateMedia({ colorScheme: "dark", forcedColors: "active" });
    await otherThan(dark);
    await page.close();
  });

  test("a chart whose code does not come leaves the page whole, and its table", async () => {
    await seen.viewer.context.route("**/chart-drawing-*.js", (route) => route.abort());
    const page = await seen.viewer.open("/ui/nodes/ALPHA?metric=disk_free");
    await page
      .locator(".chart-place")
      .scrollIntoViewIfNeeded({ timeout: 5_000 })
      .catch(() => undefined);
    await page.locator(".chart-place.is-missing").waitFor({ state: "attached" });
    await page.getByText("Table, 22 rows").click();
    await page.getByRole("table", { name: "disk_free of ALPHA" }).waitFor();
    await seen.viewer.context.unroute("**/chart-drawing-*.js");
    await page.close();
    seen.viewer.complaints.length = 0;
  });

  test("the chart's code comes on pages that draw, and on no other", async () => {
    const loaded: string[] = [];
    seen.viewer.context.on("request", (request) => loaded.push(request.url()));
    const quiet = await seen.viewer.open("/ui/nodes/AIR");
    await quiet.waitForTimeout(300);
    expect(loaded.filter((url) => url.includes("chart-drawing"))).toEqual([]);
    await quiet.close();
    const page = await seen.viewer.open("/ui/nodes/ALPHA");
    await drawn(page);
    expect(loaded.filter((url) => url.includes("chart-drawing"))).toHaveLength(1);
    await page.close();
  });
});
