import { readdirSync, readFileSync } from "node:fs";
import { get } from "node:http";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { packagePath, readPackageFile } from "../../src/system/package-file.ts";
import { makeLink } from "../../src/serve/entry.ts";
import { readPageFiles } from "../../src/serve/http/page-files.ts";
import { until } from "../faults/until.ts";
import { readToken } from "../../src/serve/http/access.ts";
import { fetchRaw, type Served, serveScene } from "../serve/served.ts";

let scene: Scene;
let served: Served;

beforeAll(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"), task("1.2"), task("1.10", { name: "Map enum values" }));
  await scene.apply();
  served = await serveScene(scene);
});

afterAll(async () => {
  await served.close();
  await scene.end();
});

const anybody = { authorization: undefined };
const sizeOf = (name: string): number =>
  gzipSync(readFileSync(packagePath(`dist/web/assets/${name}`)), { level: 9 }).length;

describe("the files of the pages", () => {
  const names = readdirSync(packagePath("dist/web/assets")).filter((name) => name.endsWith(".js"));
  const shell = readPackageFile("dist/web/index.html");

  test("are 60 kB of script at most before the first view, and 150 kB in all", () => {
    const first = names.filter((name) => shell.includes(name));
    const sizeOfAll = (of: readonly string[]): number => of.reduce((total, name) => total + sizeOf(name), 0);
    expect(first.length).toBeGreaterThan(0);
    expect(sizeOfAll(first)).toBeLessThanOrEqual(60_000);
    expect(sizeOfAll(names)).toBeLessThanOrEqual(150_000);
  });

  test("name no other place, and hold no script or style in the page itself", () => {
    expect(shell).not.toMatch(/https?:|<script(?![^>]* src=)|<style| style=| on\w+=/);
  });

  test("name no place of the machine that built them", () => {
    const told = names.filter((name) => /fileName|web\/pages/.test(readPackageFile(`dist/web/assets/${name}`)));
    expect(told).toEqual([]);
  });

  test("are made of sources that write values as text, and no other way", () => {
    const sources = readdirSync(packagePath("web"), { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.tsx?$/.test(name),
    );
    const marked = sources.filter((name) =>
      /innerHTML|InnerHTML|insertAdjacentHTML/.test(readPackageFile(`web/${name}`)),
    );
    expect(marked).toEqual([]);
  });
});

describe("the addresses below /ui/", () => {
  test("lead there from the root", async () => {
    const { status, headers } = await served.ask("/", anybody);
    expect({ status, location: headers.location }).toEqual({ status: 302, location: "/ui/" });
  });

  test.each([
    "/ui",
    "/ui/",
    "/ui/tasks?status=pending",
    "/ui/r/task/1.2",
    "/ui/nobody/knows",
    "/ui/..%2f..%2fpackage.json",
  ])("%s is the shell, without a session", async (path) => {
    const { status, headers, text } = await served.ask(path, anybody);
    expect({ status, type: headers["content-type"] }).toEqual({ status: 200, type: "text/html; charset=utf-8" });
    expect(text).toBe(readPageFiles().shell);
  });

  test("have a policy that lets nothing in but the server's own files", async () => {
    const { headers } = await served.ask("/ui/", anybody);
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    );
  });

  test("are told to be the same by their mark", async () => {
    const { headers } = await served.ask("/ui/", anybody);
    const { status, text } = await served.ask("/ui/", { ...anybody, "if-none-match": headers.etag });
    expect({ status, text }).toEqual({ status: 304, text: "" });
  });

  test("come in the colours that were chosen, and in no others", async () => {
    const dark = await served.ask("/ui/", { ...anybody, cookie: "a=b; v7-theme=dark" });
    expect(dark.text).toContain('<html data-theme="dark" lang="en">');
    const foreign = await served.ask("/ui/", { ...anybody, cookie: 'v7-theme=dark"onload="' });
    expect(foreign.text).toContain('<html lang="en">');
  });

  test("take no other method", async () => {
    expect((await served.ask("/ui/", anybody, "POST")).status).toBe(405);
  });
});

describe("a file of the pages", () => {
  const [file] = readPageFiles().assets.filter(({ url }) => url.endsWith(".js"));
  const url = file?.url ?? "";

  test("is kept for ever, because its name changes with it", async () => {
    const { status, headers, text } = await served.ask(url, anybody);
    expect({ status, cache: headers["cache-control"], type: headers["content-type"] }).toEqual({
      status: 200,
      cache: "public, max-age=31536000, immutable",
      type: "text/javascript; charset=utf-8",
    });
    expect(text).toBe(file?.bytes.toString("utf8"));
  });

  test("comes compressed to whoever takes that", async () => {
    const { headers } = await served.ask(url, { ...anybody, "accept-encoding": "br, gzip;q=0.8" });
    expect(headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(file?.compressed ?? "")).toEqual(file?.bytes);
  });

  test.each([
    "/ui/assets/nothing.js",
    "/ui/assets/",
    "/ui/assets/../index.html",
    "/ui/assets/..%2findex.html",
    "/ui/assets/%2e%2e/%2e%2e/main.js",
    "/ui/assets/..%5c..%5cmain.js",
  ])("has its exact name: %s is none", async (path) => {
    const { status, text } = await served.ask(path, anybody);
    expect([401, 404].includes(status) || text === readPageFiles().shell).toBe(true);
    expect(text).not.toContain("import");
  });

  test("that was not built is told, and what to type", async () => {
    expect(readPageFiles("/nowhere")).toEqual({ shell: undefined, assets: [] });
  });
});

describe("what pages listen to", () => {
  test("ends for readers who leave before it began", async () => {
    const authorization = `Bearer ${readToken(served.workspace)}`;
    const leave = (after: number): Promise<void> =>
      new Promise((resolve) => {
        const request = get(`${served.url}/events`, { headers: { authorization }, agent: false });
        request.on("error", () => resolve());
        setTimeout(() => resolve(void request.destroy()), after);
      });
    for (const after of [1, 2, 3, 4, 5, 8, 12]) await leave(after);
    const streams = async (): Promise<boolean> => /v7_event_streams 0$/m.test((await served.ask("/metrics")).text);
    await until(async () => ((await streams()) ? true : undefined));
  });
});

describe("what pages ask", () => {
  test("needs a session, which a link opens once", async () => {
    expect((await served.ask("/faces", anybody)).status).toBe(401);
    const { link } = makeLink(served.workspace, { host: "127.0.0.1", port: Number(new URL(served.url).port) }).output;
    const { headers } = await fetchRaw(link ?? "", {});
    const [cookie = ""] = headers["set-cookie"] ?? [];
    const { status, body } = await served.ask("/faces", { ...anybody, cookie: cookie.split(";")[0] });
    expect(status).toBe(200);
    expect(body).toMatchObject({ faces: expect.arrayContaining([expect.objectContaining({ route: "/tasks" })]) });
  });

  test("is sorted by the server, numbers in names by their size", async () => {
    const { body } = await served.ask("/tasks?sort=address&order=desc");
    const { tasks } = body as { tasks: readonly { address: string }[] };
    expect(tasks.map(({ address }) => address)).toEqual(["task/1.10", "task/1.2", "task/1.1"]);
  });

  test("is narrowed by words, with its pages", async () => {
    const { body, headers } = await served.ask("/tasks?q=ENUM+values&limit=1");
    expect(body).toMatchObject({ tasks: [{ address: "task/1.10" }] });
    expect(headers["total-count"]).toBe("1");
  });

  test("tells the columns there are when another one was asked for", async () => {
    const { status, body } = await served.ask("/tasks?sort=colour");
    expect({ status, body }).toMatchObject({
      status: 400,
      body: { code: "V7-W031", next: [expect.stringContaining("address")] },
    });
  });
});
