import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { serve } from "../../src/serve/serve.ts";
import { packagePath } from "../../src/system/package-file.ts";
import { testKey, webhookSecret } from "./dart-server.ts";
import { type DartScene, openDartScene, reportText, usualDart } from "./scene.ts";

let shared: DartScene;

beforeEach(async () => {
  shared = await openDartScene();
  shared.configure({ ...usualDart, branch: "dart" });
  shared.scene.checkout.commit("Declare the first phase");
});

afterEach(() => shared.end());

const body = '{"type":"task.updated","data":{"model":{"id":"dart00000001"}}}';

function post(url: string, headers: { readonly [name: string]: string }, text = body): Promise<Response> {
  return fetch(`${url}/webhooks/dart`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: text,
  });
}

describe("a webhook", () => {
  test("is queued once by its bytes, and nothing is read or written because of it", async () => {
    const workspace = await shared.scene.checkout.open({ keptConnections: 2, readsOnly: true });
    const variable = (name: string): string | undefined => (name === "DART_WEBHOOK_SECRET" ? webhookSecret : undefined);
    let told = 0;
    const running = await serve(
      { ...workspace, variable },
      { host: "127.0.0.1", port: 0, log: () => undefined, queued: () => void (told += 1) },
    );
    try {
      const signature = shared.dart.sign(body);
      expect((await post(running.url, { "dart-signature": signature })).status).toBe(202);
      expect((await post(running.url, { "dart-signature": signature })).status).toBe(202);
      expect(readdirSync(join(shared.scene.checkout.home(), "dart", "queue"))).toHaveLength(1);
      expect(told).toBe(2);
      expect(shared.dart.requests).toEqual([]);
    } finally {
      await running.close();
    }
  });

  test("without the signature of its very bytes is refused, and is not queued", async () => {
    const workspace = await shared.scene.checkout.open({ keptConnections: 2, readsOnly: true });
    const variable = (name: string): string | undefined => (name === "DART_WEBHOOK_SECRET" ? webhookSecret : undefined);
    const running = await serve(
      { ...workspace, variable },
      { host: "127.0.0.1", port: 0, log: () => undefined, queued: () => expect.unreachable() },
    );
    try {
      const signature = shared.dart.sign(body);
      expect((await post(running.url, {})).status).toBe(401);
      expect((await post(running.url, { "dart-signature": "0".repeat(64) })).status).toBe(401);
      // The same JSON in other bytes is something else.
      expect((await post(running.url, { "dart-signature": signature }, `${body} `)).status).toBe(401);
      expect(
        (await post(running.url, { "dart-signature": signature, origin: "https://elsewhere.example" })).status,
      ).toBe(403);
      expect(readdirSync(join(shared.scene.checkout.home()))).not.toContain("dart");
    } finally {
      await running.close();
    }
  });

  test("is pulled for by a process of its own, onto the branch of v7.yaml; no other work tree is touched (AL19)", async () => {
    const { checkout, database } = shared.scene;
    checkout.git("config", "user.name", "The Architect");
    checkout.git("config", "user.email", "architect@example.org");
    const mine = checkout.git("rev-parse", "HEAD");
    checkout.write("notes.md", "Somebody's own, not committed\n");
    shared.dart.addDocument({ title: "Done", text: reportText("1.1") });
    const port = await freePort();
    const server = spawn(process.execPath, [packagePath("bin/run.js"), "serve", "--port", String(port)], {
      cwd: checkout.root,
      env: {
        PATH: process.env["PATH"],
        V7_DATABASE_URL: database.url,
        V7_DART_TOKEN: testKey,
        DART_WEBHOOK_SECRET: webhookSecret,
      },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const said: string[] = [];
    server.stderr.on("data", (text: Buffer) => said.push(text.toString()));
    try {
      const url = `http://127.0.0.1:${port}`;
      await until(
        () =>
          fetch(`${url}/livez`).then(
            ({ ok }) => ok,
            () => false,
          ),
        said,
      );
      expect((await post(url, { "dart-signature": shared.dart.sign(body) })).status).toBe(202);
      const queue = join(checkout.home(), "dart", "queue");
      await until(() => readdirSync(queue).length === 0, said);
    } finally {
      server.kill("SIGINT");
      await once(server, "exit");
    }
    expect(checkout.git("show", "dart:state/tasks/1.1.yaml")).toContain("status: completed");
    expect(checkout.git("rev-parse", "HEAD")).toBe(mine);
    expect(checkout.git("status", "--porcelain")).toBe("?? notes.md\n");
    expect(checkout.read("state/tasks/1.1.yaml")).toContain("status: pending");
  }, 60_000);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function until(isSo: () => boolean | Promise<boolean>, said: readonly string[]): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    if (await isSo()) return;
    await delay(100);
  }
  throw new Error(`it did not come: ${said.join("")}`);
}
