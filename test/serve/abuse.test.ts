import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { type Fingerprint, fingerprint } from "../attacks/fingerprint.ts";
import { writeAttempts } from "../attacks/write-attempts.ts";
import type { JsonObject } from "../../src/model/json.ts";
import { isRouted } from "../../src/serve/faces/face.ts";
import { allFaces } from "../../src/serve/faces/index.ts";
import { text } from "../../src/serve/faces/parameters.ts";
import { readToken } from "../../src/serve/http/access.ts";
import { type Served, serveScene } from "./served.ts";

let scene: Scene;
let served: Served;

beforeAll(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"));
  scene.checkout.commit("Assessment begins");
  await scene.apply();
  served = await serveScene(scene);
});

afterAll(async () => {
  await served.close();
  await scene.end();
});

describe("whoever wants harm", () => {
  test("changes no table by what is typed into any text that any route takes", async () => {
    const before = await kept();
    const places = typedPlaces();
    expect(places.length).toBeGreaterThan(30);
    for (const [at, { sql }] of writeAttempts.entries()) {
      const path = places[at % places.length]?.(sql) ?? "";
      const { status } = await served.ask(path);
      expect({ path, isAnswered: status < 500 }).toEqual({ path, isAnswered: true });
    }
    expect(await kept()).toEqual(before);
  });

  test("opens five hundred connections, and others are answered all the same", async () => {
    const port = Number(new URL(served.url).port);
    const sockets = await Promise.all(Array.from({ length: 500 }, () => opened(port)));
    expect(await served.ask("/version")).toMatchObject({ status: 200 });
    for (const socket of sockets) socket.destroy();
  });

  test("sends its headers a byte at a time, and is cut off within ten seconds", async () => {
    const socket = await opened(Number(new URL(served.url).port));
    const begun = performance.now();
    socket.write("GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    const drip = setInterval(() => socket.write("X-A: b\r\n"), 500);
    await new Promise((resolve) => socket.once("close", resolve).resume());
    clearInterval(drip);
    expect(performance.now() - begun).toBeLessThan(11_000);
  });

  test("sends more headers than anybody needs, and is refused", async () => {
    expect(await served.ask("/version", { "x-filler": "a".repeat(20_000) })).toMatchObject({ status: 431 });
  });

  test("says 200 MB come, and nothing of them is waited for", async () => {
    const token = readToken(served.workspace);
    const socket = await opened(Number(new URL(served.url).port));
    const host = new URL(served.url).host;
    socket.write(
      `POST /status HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 200000000\r\n\r\n`,
    );
    const answer = await new Promise<string>((resolve) => socket.once("data", (data) => resolve(data.toString())));
    expect(answer).toMatch(/^HTTP\/1\.1 405/);
    socket.destroy();
  });
});

/** Every place of every route that takes any text, and how an address has a statement there. */
function typedPlaces(): readonly ((sql: string) => string)[] {
  return allFaces()
    .filter(isRouted)
    .flatMap(({ route, parameters }) =>
      Object.entries(parameters)
        .filter(([, { schema }]) => takesAnyText(schema))
        .map(([name, { schema }]) => (sql: string) => {
          const typed = encodeURIComponent(sql.slice(0, Number(schema["maxLength"])));
          const path = route.replaceAll(/:\w+|\*/g, typed);
          return path === route ? `${route}?${name}=${typed}` : path;
        }),
    );
}

/** NUL alone is refused. */
function takesAnyText(schema: JsonObject): boolean {
  return schema["type"] === "string" && !("enum" in schema) && schema["pattern"] === text("").schema["pattern"];
}

/** What stands in every table: the rest of the server is other tests' too. */
async function kept(): Promise<Fingerprint> {
  const all = Object.entries(await fingerprint(scene.psql));
  return Object.fromEntries(all.filter(([what]) => what.startsWith("rows of ")));
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => resolve(socket));
    socket.on("error", (error) => (socket.connecting ? reject(error) : undefined));
  });
}
