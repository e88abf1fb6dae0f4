import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { makeLink } from "../../src/serve/entry.ts";
import { inSecondTier, optional } from "../support/optional.ts";
import { findChromium } from "../support/chromium.ts";
import type { Served } from "../serve/served.ts";

/** Whether pages are looked at in a browser here and now. */
export const canLook = inSecondTier() && optional.chromium.isThere();

/** A browser with a session at a server, and what it complained of. */
export interface Viewer {
  readonly context: BrowserContext;
  /** Errors and warnings of all pages, and requests to anywhere else. */
  readonly complaints: string[];
  /** A page at `/ui/…`, loaded and asked all it asks. */
  open(path: string, options?: ViewOptions): Promise<Page>;
  close(): Promise<void>;
}

export interface ViewOptions {
  readonly width?: number;
  readonly dark?: boolean;
}

export async function openViewer(served: Served, { hasSession = true } = {}): Promise<Viewer> {
  const browser: Browser = await chromium.launch({
    executablePath: findChromium() ?? "",
    args: ["--no-sandbox"],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: served.url });
  const complaints: string[] = [];
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("request", (request) => {
    if (!request.url().startsWith(`${served.url}/`)) complaints.push(`asked ${request.url()}`);
  });
  if (hasSession) {
    const place = { host: "127.0.0.1", port: Number(new URL(served.url).port) };
    const page = await context.newPage();
    await page.goto(makeLink(served.workspace, place).output.link ?? "");
    await page.close();
  }
  return {
    context,
    complaints,
    open: async (path, { width = 1280, dark = false } = {}) => {
      const page = await context.newPage();
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
      await page.goto(`${served.url}${path}`);
      await settled(page);
      return page;
    },
    close: () => browser.close(),
  };
}

/** Until a page shows what it asked for. */
export async function settled(page: Page): Promise<void> {
  await page.locator("main h1").waitFor();
  await page.locator('.content[aria-busy="false"]').waitFor({ state: "attached" });
}

/** Rows of one table are made alike, and to judge hundreds of them takes minutes. */
const rowsAlike = "tbody > tr:nth-child(n + 31)";

/** What axe finds, in words; `color-contrast` among it. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude(rowsAlike).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** How much wider the page is than its window, in pixels. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
