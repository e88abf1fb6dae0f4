import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { scanFiles } from "../../src/files/scan/scan.ts";
import { syncIndex } from "../../src/search/sync.ts";
import { registerFiles } from "../files/registry-rows.ts";
import { phase } from "../scenes/documents.ts";
import { writeSeeds } from "../search/scene.ts";
import { canLook, openViewer, settled } from "./browser.ts";
import { blemishes, viewScene } from "./viewed-scene.ts";
import { askedBy, filesAndSessions } from "./world.ts";

describe.skipIf(!canLook)("files, changes and sessions, in a browser", () => {
  const seen = viewScene({ prepare: filesAndSessions });
  const registry = "03_CORE_ENGINE/SCRIPTS/v7_registry.py";
  const rowsOf = (page: Page): Promise<string[]> => page.locator("[data-row]").allTextContents();
  const title = (page: Page): Promise<string | null> => page.locator("h1").textContent();

  test.each([
    `/ui/files?open=${registry}`,
    "/ui/files?view=components",
    "/ui/files?view=duplicates",
    "/ui/files?view=stale",
    "/ui/files?view=unrouted",
    "/ui/files?view=growth",
    "/ui/reports/registry",
    "/ui/files/at/src/models/contact_model.py",
    "/ui/changes",
    "/ui/sessions",
    "/ui/sessions/1",
  ])("%s has no finding of axe and no sideways scroll", async (path) => {
    const ready = (page: Page): Promise<void> => page.locator("[data-row]:visible, .chart canvas").first().waitFor();
    expect(await blemishes(seen, path, ready)).toEqual([]);
  });

  test.each([
    ["/ui/files", "10 files are registered"],
    ["/ui/files?component=CORE_ENGINE", "3 files match"],
    ["/ui/files?view=components", "10 files in 3 components"],
    ["/ui/files?view=duplicates", "1 group of equal files; 20 B could be freed"],
    ["/ui/files?view=stale&days=100", "2 files not written for 100 days"],
    ["/ui/files?view=unrouted", "3 files have no place in the Layout"],
    ["/ui/files?view=growth", "10 files in the last of 4 snapshots, 4 more than in the first"],
    ["/ui/changes?change=renamed", "1 change matches"],
    ["/ui/sessions", "1 session is open, of 2"],
  ])("%s says in its title what is so: %s", async (path, says) => {
    const page = await seen.viewer.open(path);
    await page.locator("h1", { hasText: says }).waitFor();
    await page.close();
  });

  test.each([
    "/ui/files",
    "/ui/files?view=duplicates",
    "/ui/files?view=growth",
    `/ui/files/at/${registry}`,
    "/ui/changes",
    "/ui/sessions/1",
  ])("%s asks two questions at most, beside those of the frame", async (path) => {
    expect((await askedBy(seen, path)).length).toBeLessThanOrEqual(2);
  });

  test("folders are offered with how many files they have, and the way back", async () => {
    const page = await seen.viewer.open("/ui/files");
    await page.getByRole("link", { name: "03_CORE_ENGINE" }).first().click();
    await page.locator("h1", { hasText: "3 files match" }).waitFor();
    expect(new URL(page.url()).searchParams.get("path")).toBe("03_CORE_ENGINE");
    await page.locator(".folders", { hasText: "SCRIPTS 2" }).waitFor();
    await page.getByRole("navigation", { name: "Folder" }).getByRole("link", { name: "All" }).click();
    await page.locator("h1", { hasText: "10 files are registered" }).waitFor();
    await page.close();
  });

  test("a view is left with what narrowed it, and comes back by the browser's way", async () => {
    const page = await seen.viewer.open("/ui/files?component=CORE_ENGINE");
    await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Stale" }).click();
    await page.locator("h1", { hasText: "not written for 90 days" }).waitFor();
    expect(new URL(page.url()).search).toBe("?view=stale");
    await page.goBack();
    await page.locator("h1", { hasText: "3 files match" }).waitFor();
    await page.close();
  });

  test("a view that there is none of is told, and the list shown", async () => {
    const page = await seen.viewer.open("/ui/files?view=tree");
    expect(await page.locator(".banner").textContent()).toContain("knows no view");
    await page.locator("h1", { hasText: "10 files are registered" }).waitFor();
    await page.close();
  });

  test("the same address shows the same rows, open ones too, in another browser", async () => {
    const path = `/ui/files?component=CORE_ENGINE&ext=py&open=${registry}`;
    const page = await seen.viewer.open(path);
    await page.locator(".unfolded").waitFor();
    const rows = await page.locator("[data-row], .unfolded").allTextContents();
    expect(rows).toHaveLength(3);
    const other = await openViewer(seen.served);
    const again = await other.open(path);
    await again.locator(".unfolded").waitFor();
    expect(await again.locator("[data-row], .unfolded").allTextContents()).toEqual(rows);
    expect(other.complaints).toEqual([]);
    await other.close();
    await page.close();
  });

  test("a group of equal files names each, and each leads to its page with the others", async () => {
    const page = await seen.viewer.open("/ui/files?view=duplicates");
    await page.getByRole("link", { name: "Downloads/META_PRD (1).md" }).click();
    await page.locator("h1", { hasText: "META_PRD (1).md has no place in the Layout" }).waitFor();
    const copies = page.getByRole("region", { name: "With the same bytes" }).getByRole("link");
    expect(await copies.evaluateAll((all) => all.map((one) => (one as { title?: string }).title ?? ""))).toHaveLength(
      2,
    );
    await page.close();
  });

  test("a file's page has its place, its rule and what happened to it by its older name", async () => {
    const page = await seen.viewer.open("/ui/files/at/src/models/contact_model.py");
    expect(await title(page)).toBe("contact_model.py");
    const [row = ""] = await rowsOf(page);
    expect(row).toContain("renamed src/models/contact.py → src/models/contact_model.py");
    expect(row).toContain("9be0d12");
    await page.getByRole("link", { name: "1", exact: true }).click();
    await page.locator("h1", { hasText: "Session 1, Enum review" }).waitFor();
    await page.close();
  });

  test("how the registry grew is a chart each of files, bytes and components, with the snapshots behind it", async () => {
    const page = await seen.viewer.open("/ui/files?view=growth");
    const chart = page.getByRole("img", { name: /^Registered files/ });
    await chart.locator("canvas").waitFor();
    expect(await chart.getAttribute("aria-label")).toMatch(/: files 6 to 10, last 10$/);
    const bytes = page.getByRole("img", { name: /^Their bytes/ });
    expect(await bytes.getAttribute("aria-label")).toMatch(/: bytes \d+ B to 4\.0 kB, last \d+ B$/);
    await chart.focus();
    await page.keyboard.press("t");
    const rows = page.getByRole("table", { name: "Registered files" }).locator("tbody tr");
    expect(await rows.nth(1).textContent()).toMatch(/9\+14\.0 kB\+1\.5 kB10daily$/);
    await page.close();
  });

  test("what would tell what is like a file is on its page, where there is no index", async () => {
    const page = await seen.viewer.open("/ui/files/at/src/models/contact_model.py");
    const section = page.locator("section[aria-labelledby=similar]");
    await section.locator("[data-command='v7 index sync']").waitFor();
    await page.close();
  });

  test("a file that was never registered is told, with what to type", async () => {
    const page = await seen.viewer.open("/ui/files/at/src/nothing.py");
    expect(await page.locator("[role=alert]").textContent()).toContain("V7-F003");
    await page.close();
    seen.viewer.complaints.length = 0;
  });

  test("filters that leave nothing are named, and lead out", async () => {
    const page = await seen.viewer.open("/ui/files?component=CORE_ENGINE&ext=pdf");
    expect(await page.locator(".empty").textContent()).toContain("None match these filters");
    await page.getByRole("link", { name: "Without filters" }).click();
    await page.locator("h1", { hasText: "10 files are registered" }).waitFor();
    await page.close();
  });

  test("a session's log is read as text, with its commits, and one left open says what ends it", async () => {
    const page = await seen.viewer.open("/ui/sessions/1");
    expect(await page.locator(".log").textContent()).toContain("<b>Decision</b>");
    expect(await page.locator(".log b").count()).toBe(0);
    await page.getByText("Rename the contact model").waitFor();
    expect((await rowsOf(page)).length).toBe(2);
    await page.goto(`${seen.served.url}/ui/sessions?state=open`);
    await settled(page);
    await page.getByRole("link", { name: "2 Layout of the factory" }).click();
    await page.locator("[data-command='v7 session end 2']").waitFor();
    await page.close();
  });

  test("sessions of more than one week have their trend, and its table behind it", async () => {
    await seen.scene.psql.query(
      "INSERT INTO v7_sessions (actor, status, started_at, ended_at) SELECT 'Arthur', 'ended', at, at + interval '1 hour' FROM (VALUES (now() - interval '14 days'), (now() - interval '15 days'), (now() - interval '21 days')) AS s (at)",
    );
    const page = await seen.viewer.open("/ui/sessions");
    const chart = page.getByRole("img", { name: /^Sessions a week/ });
    await chart.scrollIntoViewIfNeeded();
    await chart.locator("canvas").waitFor();
    expect(await chart.getAttribute("aria-label")).toMatch(/: sessions 1 to 2, last 2$/);
    await page.getByText("Table, 3 rows").click();
    expect(
      await page
        .getByRole("table", { name: /^Sessions a week/ })
        .locator("tbody tr")
        .count(),
    ).toBe(3);
    expect((await askedBy(seen, "/ui/sessions")).length).toBe(2);
    await page.close();
  });

  test("is walked by keys alone: to the files, a row down, its page, up again", async () => {
    const page = await seen.viewer.open("/ui/");
    for (const key of ["g", "f"]) await page.keyboard.press(key);
    await page.locator("[data-row]").first().waitFor();
    for (const key of ["j", "j", "Enter"]) await page.keyboard.press(key);
    await page.locator(".unfolded").waitFor();
    await page.keyboard.press("o");
    await page.waitForURL(/\/ui\/files\/at\/03_CORE_ENGINE\/SCRIPTS\/v7_daily\.py$/);
    await page.close();
  });

  test("of many files a hundred come at first, said of how many, and of more a window is drawn", async () => {
    const many = Array.from({ length: 450 }, (_, at) => ({ path: `07_BUILD_FACTORY/bulk/${1_000 + at}.md` }));
    await registerFiles(seen.scene.psql, many);
    const page = await seen.viewer.open("/ui/files?path=07_BUILD_FACTORY/bulk");
    await page.locator("h1", { hasText: "450 files match" }).waitFor();
    expect(await page.locator(".under").textContent()).toContain("Showing 100 of 450.");
    await page.getByRole("link", { name: "Load 1,000" }).click();
    await page.getByText("All 450.").waitFor();
    const table = page.getByRole("table", { name: "Registered files" });
    expect(await table.getAttribute("aria-rowcount")).toBe("450");
    expect(await table.locator("[data-row]").count()).toBeLessThanOrEqual(120);
    await page.close();
  });
});

describe.skipIf(!canLook)("files of an index, in a browser", () => {
  const seen = viewScene({
    prepare: async ({ checkout, open }) => {
      writeSeeds(checkout);
      checkout.write("docs/META_PRD_notes.md", "# Notes\n\nSystem tables must not pollute ui_library.\n");
      checkout.declare(phase("1"));
      checkout.commit("Three documents, and notes on one");
      await scanFiles(await open());
      await syncIndex(await open(), { rebuild: false });
    },
  });

  test("what is like a file is on its page, and leads to the excerpts and to the others", async () => {
    const page = await seen.viewer.open("/ui/files/at/docs/META_PRD.md");
    const section = page.locator("section[aria-labelledby=similar]");
    await section.getByRole("link", { name: "META_PRD_notes.md" }).waitFor();
    expect(
      await blemishes(seen, "/ui/search?like=docs/META_PRD.md", (one) => one.locator("mark").first().waitFor()),
    ).toEqual([]);
    await section.getByRole("link", { name: "With excerpts" }).click();
    await page.locator("h1", { hasText: /^\d+ places? like docs\/META_PRD\.md$/ }).waitFor();
    await page.getByRole("link", { name: /^docs\/META_PRD_notes\.md:\d+$/ }).click();
    await page.locator("h1", { hasText: "META_PRD_notes.md" }).waitFor();
    await page.close();
  });
});

describe.skipIf(!canLook)("where nothing was done yet, in a browser", () => {
  const seen = viewScene({ prepare: () => Promise.resolve() });

  test.each([
    ["/ui/files", "v7 scan"],
    ["/ui/files?view=components", "v7 scan"],
    ["/ui/files?view=growth", "v7 snapshot"],
    ["/ui/changes", "v7 scan"],
    ["/ui/sessions", "v7 session start"],
    ["/ui/nodes", "v7 plan"],
  ])("%s says what makes it: %s", async (path, command) => {
    const page = await seen.viewer.open(path);
    await page.locator(`[data-command='${command}']`).waitFor();
    await page.close();
  });
});
