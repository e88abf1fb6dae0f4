import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { ServeRequest } from "../../src/serve/serve.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { type Served, serveScene } from "../serve/served.ts";
import { axeFindings, openViewer, sidewaysScroll, type Viewer } from "./browser.ts";

/** A scene, the server of its repository, and a browser that looks at it: from a suite's first test to its last. */
export interface ViewedScene {
  readonly scene: Scene;
  readonly served: Served;
  readonly viewer: Viewer;
  /** Serves it anew, where a test has ended the server. */
  serveAgain(request?: Partial<ServeRequest>): Promise<void>;
}

export interface ViewedSceneOptions {
  /** What there is before it is served. */
  prepare(scene: Scene): Promise<unknown>;
  readonly request?: Partial<ServeRequest>;
  /** What the server's workspace is seen through, for a suite that counts what it asks for. */
  readonly seenThrough?: (workspace: Workspace) => Workspace;
  /** What the browser may complain of, because the suite is about it. */
  readonly expected?: RegExp;
}

/**
 * The suite that calls this, while it is described, has a viewed scene when its tests run. A test fails of which the browser
 * complains: errors, warnings, requests to anywhere else.
 */
export function viewScene({ prepare, request = {}, seenThrough, expected }: ViewedSceneOptions): ViewedScene {
  let scene: Scene;
  let served: Served;
  let viewer: Viewer;
  const ends: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    scene = await openScene();
    ends.push(() => scene.end());
    await prepare(scene);
    served = await serveScene(scene, request, seenThrough);
    ends.push(() => served.close());
    viewer = await openViewer(served);
    ends.push(() => viewer.close());
  });

  // What did not come about, because something before it failed, has no end.
  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
  });

  afterEach(() => {
    const [complaint] = viewer.complaints.splice(0).filter((one) => expected?.test(one) !== true);
    if (complaint !== undefined) throw new Error(`the browser complained: ${complaint}`);
  });

  return {
    get scene() {
      return scene;
    },
    get served() {
      return served;
    },
    get viewer() {
      return viewer;
    },
    serveAgain: async (again = {}) => {
      served = await serveScene(scene, { ...request, ...again }, seenThrough);
    },
  };
}

/** How a page is looked at: wide and narrow, light and dark, each at least once. */
const sights = [
  { width: 1280, dark: false },
  { width: 390, dark: true },
] as const;

/**
 * What is wrong with how a page looks, in words: findings of axe, and what is wider than the window. `ready` waits until it
 * shows what it is about.
 */
export async function blemishes(
  { viewer }: ViewedScene,
  path: string,
  ready: (page: Page) => Promise<unknown>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const sight of sights) {
    const page = await viewer.open(path, sight);
    await ready(page);
    const sideways = await sidewaysScroll(page);
    const wrong = [...(await axeFindings(page)), ...(sideways > 0 ? [`${sideways} px too wide`] : [])];
    found.push(...wrong.map((one) => `${path}, ${sight.width} px, ${sight.dark ? "dark" : "light"}: ${one}`));
    await page.close();
  }
  return found;
}
