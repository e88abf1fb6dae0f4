import { describe, expect, test } from "vitest";
import { answer } from "../../src/model/answer.ts";
import { allFaces } from "../../src/serve/faces/index.ts";
import { face } from "../../src/serve/faces/face.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { importResults } from "../../src/test-results/import-results.ts";
import { phase, task } from "../scenes/documents.ts";
import type { Scene } from "../scenes/scene.ts";
import { canLook, openViewer, settled } from "./browser.ts";
import { blemishes, viewScene } from "./viewed-scene.ts";

const override = "\u202E";

/** A question that no page knows of. */
const madeUp = face({
  name: "weather",
  summary: "The weather over the machines",
  route: "/weather",
  parameters: {},
  list: { key: "hours", by: 100, most: 1_000, skips: false, sorts: true },
  command: "version",
  output: "version",
  topics: [],
  answer: () =>
    Promise.resolve(
      answer({
        hours: Array.from({ length: 400 }, (_, at) => ({
          name: `ALPHA ${at + 1}`,
          degrees: 400 - at,
          note: `<b>${override}fair`,
        })),
      }),
    ),
  text: () => "",
});

/** What pytest reported of contacts: one test passed, one failed, one was skipped. */
async function testedContacts(scene: Scene): Promise<void> {
  const path = packagePath("test/fixtures/test-results/pytest.xml");
  await importResults(await scene.open(), { files: [{ path, shown: "pytest.xml" }] });
}

describe.skipIf(!canLook)("the page of any question, in a browser", () => {
  const seen = viewScene({
    prepare: async (scene) => {
      scene.checkout.declare(
        phase("1"),
        task("1.1"),
        task("1.2", { dependsOn: ["1.1"] }),
        task("1.10", { name: "Map enum values" }),
      );
      scene.checkout.commit("Assessment begins");
      await scene.apply();
      await testedContacts(scene);
    },
    request: { faces: [...allFaces(), madeUp] },
  });

  const paths = ["/ui/tasks", "/ui/tests", "/ui/reports", "/ui/system", "/ui/explain/V7-G002", "/ui/gaps"];

  test.each(paths)("%s has no finding of axe and no sideways scroll, light and dark, wide and narrow", async (path) => {
    expect(await blemishes(seen, path, settled)).toEqual([]);
  });

  test("has the results of tests, with what they are about", async () => {
    const page = await seen.viewer.open("/ui/tests");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("3 results of tests");
    const failed = page.getByRole("row").filter({ hasText: "test_maps_every_value" });
    expect(await failed.textContent()).toContain("AssertionError");
  });

  test("is there for a question that was entered in one line, with its rows, sorted and in a window", async () => {
    const page = await seen.viewer.open("/ui/weather?limit=1000");
    expect(await page.title()).toBe("The weather over the machines · v7");
    const table = page.getByRole("table", { name: "The weather over the machines" });
    expect(await table.getAttribute("aria-rowcount")).toBe("400");
    expect(await table.locator("tbody tr[data-row]").count()).toBeLessThanOrEqual(120);
    await table.getByRole("link", { name: "Degrees" }).click();
    await page.locator("th[aria-sort=ascending]").waitFor();
    await settled(page);
    expect(await table.locator("tbody tr[data-row]").first().getAttribute("data-row")).toBe("ALPHA 400");
    expect(new URL(page.url()).searchParams.get("sort")).toBe("degrees");
    await page.close();
  });

  test("says below a report's rows what they are of", async () => {
    const page = await seen.viewer.open("/ui/reports/forecast");
    await page.getByText("Seen: 0 tasks finished in 1 day.").waitFor();
    expect(await page.getByText(/^As of \d{4}-\d\d-\d\d: 3 tasks to do\.$/).count()).toBe(1);
  });

  test("shows values as text, and what hides in them by its name", async () => {
    const page = await seen.viewer.open("/ui/weather?limit=100");
    const cell = page.locator("tbody tr[data-row] td").last();
    expect(await cell.textContent()).toContain("<b>U+202E right-to-left overridefair");
    expect(await page.locator("main b").count()).toBe(0);
    await page.close();
  });

  test("is the same by its address in another browser: filters, order and open rows", async () => {
    const page = await seen.viewer.open("/ui/tasks");
    await page.getByLabel("Words").fill("enum");
    await page.keyboard.press("Enter");
    await page.locator(".set").waitFor();
    await page.getByRole("link", { name: "Address" }).click();
    await page.getByRole("button", { name: "Unfold task/1.10" }).click();
    await page.locator(".unfolded").waitFor();
    await settled(page);
    const rows = (): Promise<string[]> => page.locator("[data-row], .unfolded").allTextContents();
    const told = await rows();
    expect(told.length).toBeGreaterThan(2);
    const other = await openViewer(seen.served);
    const again = await other.open(page.url().replace(seen.served.url, ""));
    await again.locator(".unfolded").waitFor();
    expect(await again.locator("[data-row], .unfolded").allTextContents()).toEqual(told);
    expect(other.complaints).toEqual([]);
    await other.close();
    await page.close();
  });

  test("says which parameter it does not know, and shows the rest", async () => {
    const page = await seen.viewer.open("/ui/tasks?colour=red");
    expect(await page.locator(".banner").textContent()).toContain("knows no colour");
    expect(await page.locator("[data-row]").count()).toBe(3);
    await page.getByRole("link", { name: "The address without it" }).click();
    await page.waitForURL(`${seen.served.url}/ui/tasks`);
    await page.close();
  });

  test("says that filters keep it empty, and leads out of them", async () => {
    const page = await seen.viewer.open("/ui/tasks?status=blocked");
    expect(await page.locator(".empty").textContent()).toContain("None match these filters");
    await page.getByRole("link", { name: "Without filters" }).click();
    await page.locator("[data-row]").first().waitFor();
    await page.close();
  });

  test("names the command that makes what is not there yet", async () => {
    const page = await seen.viewer.open("/ui/files");
    expect(await page.locator(".empty").textContent()).toContain("v7 scan");
    await page.close();
  });

  test("goes row by row, unfolds and leads on by keys alone", async () => {
    const page = await seen.viewer.open("/ui/tasks");
    for (const key of ["j", "j", "Enter"]) await page.keyboard.press(key);
    await page.locator(".unfolded").waitFor();
    expect(new URL(page.url()).searchParams.get("open")).toBe("task/1.2");
    await page.keyboard.press("o");
    await page.waitForURL(/\/ui\/r\/task\/1\.2$/);
    for (const key of ["g", "p"]) await page.keyboard.press(key);
    await page.waitForURL(/\/ui\/plans$/);
    await page.close();
  });

  test("keeps its rows still until somebody asks for what is newer", async () => {
    const page = await seen.viewer.open("/ui/tasks");
    await page.locator(".state.is-live").waitFor();
    seen.scene.checkout.declare(task("1.11"));
    await page.locator("button.newer").waitFor({ timeout: 15_000 });
    expect(await page.locator("[data-row]").count()).toBe(3);
    await page.keyboard.press(".");
    await page.locator('[data-row="task/1.11"]').waitFor();
    await page.close();
  });

  test("asks nothing of its own where several are open: one of them listens", async () => {
    const pages = [
      await seen.viewer.open("/ui/tasks"),
      await seen.viewer.open("/ui/phases"),
      await seen.viewer.open("/ui/files"),
    ];
    for (const page of pages) await page.locator(".state.is-live").waitFor();
    const { text } = await seen.served.ask("/metrics");
    expect(/^v7_\w*streams\w* (\d+)$/m.exec(text)?.[1]).toBe("1");
    await pages[0]?.close();
    await pages[1]?.waitForTimeout(500);
    for (const page of pages.slice(1)) await page.locator(".state.is-live").waitFor();
    for (const page of pages.slice(1)) await page.close();
  });

  test("says without a session how to get one", async () => {
    const stranger = await openViewer(seen.served, { hasSession: false });
    const page = await stranger.open("/ui/tasks");
    expect(await page.locator("[role=alert]").textContent()).toContain("v7 serve --link");
    await stranger.close();
  });
});
