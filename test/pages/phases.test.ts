import { describe, expect, test } from "vitest";
import { passDay } from "../scenes/passing-days.ts";
import { canLook } from "./browser.ts";
import { assessmentUnderWay } from "./migration.ts";
import { blemishes, viewScene } from "./viewed-scene.ts";

describe.skipIf(!canLook)("the pages of phases, in a browser", () => {
  const seen = viewScene({
    prepare: async (scene) => {
      await assessmentUnderWay(scene);
      await passDay(scene.psql, 3);
    },
  });

  test.each(["/ui/phases?open=phase/1", "/ui/phases/1", "/ui/phases/1?with=now"])(
    "%s has no finding of axe and no sideways scroll",
    async (path) => {
      expect(await blemishes(seen, path, (page) => page.getByText("V7-G002").first().waitFor())).toEqual([]);
    },
  );

  test("the list says which phase people work on, what is left of each, and what keeps its gate closed", async () => {
    const page = await seen.viewer.open("/ui/phases");
    expect(await page.locator("h1").textContent()).toBe("Phase 1 of 3, Assessment: its gate is closed");
    const cells = page.locator('[data-row="phase/1"] td');
    expect((await cells.allTextContents()).map((text) => text.trim())).toEqual([
      expect.stringContaining("in progress"),
      "The Architect",
      "1 of 5",
      "2 of 4",
      "none",
      "0 of 1",
      expect.stringContaining("high"),
      expect.stringContaining("closed V7-G002 V7-G021 V7-G004"),
    ]);
    await page.getByRole("link", { name: "1 Assessment" }).click();
    await page.waitForURL(/\/ui\/phases\/1$/);
    await page.close();
  });

  test("a phase begins with the rules that keep its gate closed, who has what is open, and the commands", async () => {
    const page = await seen.viewer.open("/ui/phases/1");
    expect(await page.locator("h1").textContent()).toBe("Phase 1, Assessment: 3 tasks are open");
    const rules = page.locator(".checklist > li");
    expect(await rules.evaluateAll((all) => all.map((one) => (one as { className: string }).className))).toEqual([
      "failed",
      "failed",
      "waits",
      "passed",
      "passed",
    ]);
    const open = (await rules.first().locator(".open li").allTextContents()).join("\n");
    expect(open).toContain("task/1.2 Map enum values");
    expect(open).toContain("Layer 1 Data Sentinel");
    expect(open).toContain("its row was changed outside v7");
    const commands = await rules
      .locator("[data-command]")
      .evaluateAll((all) => all.map((one) => (one as { dataset: { command: string } }).dataset.command));
    expect(commands).toEqual([
      "v7 task complete 1.2",
      "v7 task start 1.3",
      "v7 drift",
      "v7 show impact/contact-status",
      "v7 phase review 1",
    ]);
    expect(await rules.nth(2).textContent()).toContain("The Architect decides");
    await page.close();
  });

  test("each task has what it can show beside it: criteria, deliverables, commits, tests", async () => {
    const page = await seen.viewer.open("/ui/phases/1");
    const lines = page.locator('[data-row="task/1.1"] .evidence li');
    expect((await lines.allTextContents()).map((text) => text.trim())).toEqual([
      "1 of 2 criteria met",
      "dart.ai/…/xyz",
      "Docs/duplicates.md",
      "commit 3f2a1b0",
      expect.stringContaining("tests: 1 pass, 1 fail"),
    ]);
    expect(await page.locator('[data-row="task/1.3"] .evidence').count()).toBe(0);
    await page.close();
  });

  test("the phase's work left is a chart on its page, with its table behind it and its report one step away", async () => {
    const page = await seen.viewer.open("/ui/phases/1");
    const section = page.locator("section[aria-labelledby=burndown]");
    await section.waitFor();
    await section.locator("summary").focus();
    await section.locator(".chart-place canvas").waitFor();
    expect(await section.locator(".chart-place").getAttribute("aria-label")).toContain("Tasks of phase 1");
    expect(await section.locator("summary").textContent()).toMatch(/Table, \d+ rows/);
    expect(await section.getByRole("link", { name: "As a report" }).getAttribute("href")).toBe(
      "/ui/reports/burndown?phase=1&days=30",
    );
    await page.close();
  });

  test("a phase is judged with the documents' plan on top, by the server, at an address of its own", async () => {
    const page = await seen.viewer.open("/ui/phases/1");
    seen.scene.checkout.declare({
      kind: "Task",
      name: "1.2",
      spec: {
        name: "Map enum values",
        responsiblePersona: "Layer 1 Data Sentinel",
        status: "completed",
        dependsOn: ["1.1"],
      },
    });
    await page.getByRole("link", { name: "with the documents' plan" }).click();
    await page.locator("h1", { hasText: /^Phase 1, Assessment, with plan [0-9a-f]{6}: 2 tasks are open$/ }).waitFor();
    expect(new URL(page.url()).searchParams.get("with")).toBe("now");
    expect(await page.locator(".judged").textContent()).toMatch(/Judged as if plan [0-9a-f]{6} were applied/);
    const again = await seen.viewer.open("/ui/phases/1?with=now");
    expect(await again.locator("h1").textContent()).toBe(await page.locator("h1").textContent());
    await again.close();
    await page.close();
  });

  test("a plan that nobody knows is told, and the frame stays", async () => {
    const page = await seen.viewer.open("/ui/phases/1?with=0123abcd");
    expect(await page.locator("[role=alert]").textContent()).toContain("V7-P014");
    await page.close();
    seen.viewer.complaints.length = 0;
  });
});
