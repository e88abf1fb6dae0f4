import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import type { Database, Purpose } from "../../src/postgres/database.ts";
import { readPackageFile } from "../../src/system/package-file.ts";
import { phase, task } from "../scenes/documents.ts";
import type { Scene } from "../scenes/scene.ts";
import { axeFindings, canLook, sidewaysScroll } from "./browser.ts";
import { viewScene } from "./viewed-scene.ts";

const files = 5_657;
const tasks = 2_000;

/** It names what comes with whichever page is the first. */
const shell = readPackageFile("dist/web/index.html");

/** Pages with lists that grow with the state, and what shows that they are there. */
const pages: readonly string[] = [
  "/ui/",
  "/ui/next",
  "/ui/plans",
  "/ui/plans/now",
  "/ui/drift",
  "/ui/drift?view=timeline",
  "/ui/history",
  "/ui/history?view=timeline",
  "/ui/phases",
  "/ui/phases/1",
  "/ui/tasks",
  "/ui/tasks?view=board",
  "/ui/graph?focus=task%2F1.2",
  "/ui/impacts",
  "/ui/enums",
  "/ui/files",
  "/ui/files?view=duplicates",
  "/ui/files?view=growth",
  "/ui/changes",
  "/ui/sessions",
  "/ui/nodes",
  "/ui/gaps",
  "/ui/search?q=inventory",
  "/ui/reports/burndown",
  "/ui/system",
];

describe.skipIf(!canLook)("pages of a state of 5,657 files and 2,000 tasks, in a browser", () => {
  let connections = 0;
  const seen = viewScene({
    prepare: largeState,
    seenThrough: (workspace) => {
      const { database } = workspace;
      const connect = (purpose: Purpose): Promise<Connection> => {
        connections += 1;
        return database.connect(purpose);
      };
      return { ...workspace, database: Object.assign(Object.create(database) as Database, { connect }) };
    },
  });

  test.each(pages)(
    "%s is there whole: axe has nothing to say, no sideways scroll, few requests, few elements",
    async (path) => {
      const asked: string[] = [];
      const files: string[] = [];
      const order: string[] = [];
      const page = await seen.viewer.context.newPage();
      page.on("request", (request) => {
        const url = new URL(request.url());
        order.push(url.pathname);
        if (!/^\/(ui|events)/.test(url.pathname)) asked.push(url.pathname);
        if (url.pathname.startsWith("/ui/assets/") && !shell.includes(url.pathname)) files.push(url.pathname);
      });
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${seen.served.url}${path}`);
      await shown(page);
      const own = asked.filter((route) => !["/faces", "/overview", "/version"].includes(route));
      expect(new Set(own).size).toBeLessThanOrEqual(2);
      // What draws comes when a chart is near; the page's own file is asked for before anything else is.
      const ofPage = files.filter((file) => !file.includes("chart-drawing"));
      expect(ofPage.length).toBeLessThanOrEqual(1);
      for (const file of ofPage) expect(order.indexOf(file)).toBeLessThan(order.indexOf("/faces"));
      expect(await page.locator("*").count()).toBeLessThan(12_000);
      expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
      expect(await axeFindings(page)).toEqual([]);
      await page.close();
    },
  );

  test("ten tabs are all live, and hear of a change", async () => {
    const tabs: Page[] = [];
    for (let tab = 0; tab < 10; tab += 1) {
      const page = await seen.viewer.context.newPage();
      await page.goto(`${seen.served.url}/ui/`);
      tabs.push(page);
    }
    for (const page of tabs) await page.locator(".state.is-live").waitFor({ timeout: 20_000 });
    await seen.scene.psql.query("UPDATE v7_subworkflow_tasks SET notes = 'By hand' WHERE task_number = 7");
    for (const page of tabs) await page.locator("h1", { hasText: /changed outside v7/ }).waitFor({ timeout: 20_000 });
    for (const page of tabs) await page.close();
  });

  test("a page that nobody touches for a minute asks nothing but how far the world has come, and costs nothing", async () => {
    const page = await seen.viewer.open("/ui/tasks");
    await page.locator(".state.is-live").waitFor();
    await page.waitForTimeout(5_000);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const [lent, used] = [connections, process.threadCpuUsage()];
    await page.waitForTimeout(60_000);
    const { user, system } = process.threadCpuUsage(used);
    expect(asked).toEqual([]);
    // A look every two seconds, of one transaction each, and nothing else.
    expect(connections - lent).toBeGreaterThan(20);
    expect(connections - lent).toBeLessThanOrEqual(31);
    // Microseconds of this thread, which serves and waits: two in a hundred of the minute, most of them for 2,000 documents.
    expect(user + system).toBeLessThan(1_200_000);
    await page.close();
  });

  test.each(["/ui/", "/ui/tasks", "/ui/files", "/ui/plans/now"])(
    "%s can be read at twice the size, with forced colours and without motion",
    async (path) => {
      const page = await seen.viewer.context.newPage();
      // Twice the size on a window of 1280 pixels is a window of 640.
      await page.setViewportSize({ width: 640, height: 450 });
      await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
      await page.goto(`${seen.served.url}${path}`);
      await shown(page);
      expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
      const moving = await page.evaluate<number>(
        "document.getAnimations().filter((one) => one.playState === 'running' && one.effect.getComputedTiming().duration > 1).length",
      );
      expect(moving).toBe(0);
      await page.close();
    },
  );
});

async function shown(page: Page): Promise<void> {
  await page.locator("main h1").waitFor({ timeout: 20_000 });
  await page.locator('.content[aria-busy="false"]').waitFor({ state: "attached", timeout: 20_000 });
}

/** Two thousand tasks in seven phases, and files of forty components; some are twice there. */
async function largeState({ checkout, apply, psql }: Scene): Promise<void> {
  const phases = Array.from({ length: 7 }, (_, at) => phase(String(at + 1)));
  checkout.declare(...phases);
  const documents = Array.from({ length: tasks }, (_, at) => {
    const [owner, number] = [(at % 7) + 1, Math.floor(at / 7) + 1];
    const after = number > 1 ? { dependsOn: [`${owner}.${number - 1}`] } : {};
    return task(`${owner}.${number}`, { name: `Map the enums of table ${at + 1}`, status: "pending", ...after });
  });
  checkout.declare(...documents);
  checkout.commit("Two thousand tasks");
  await apply();
  await psql.query(
    `INSERT INTO v7_files (path_bytes, path, size_bytes, component, hash, ext, file_type, mtime)
     SELECT convert_to(path, 'UTF8'), path, n, 'COMPONENT_' || (n % 40), lpad(to_hex(n / 2), 64, '0'), '.py', 'code', now()
       FROM (SELECT n, 'src/area_' || (n % 40) || '/model_' || n || '.py' AS path FROM generate_series(1, $1::int) n) named`,
    [files],
  );
  await psql.query("UPDATE v7_subworkflow_tasks SET status = 'completed' WHERE task_number % 50 = 0");
}
