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

  test("sends its headers, or what it posts, a byte at a time, and is cut off within ten seconds", async () => {
    const slow = async (begin: string, piece: string): Promise<number> => {
      const socket = await opened(Number(new URL(served.url).port));
      const begun = performance.now();
      socket.write(begin);
      const drip = setInterval(() => socket.write(piece), 500);
      await new Promise((resolve) => socket.once("close", resolve).resume());
      clearInterval(drip);
      return performance.now() - begun;
    };
    const lives = await Promise.all([
      slow("GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\n", "X-A: b\r\n"),
      slow(posting("/mcp", "Content-Length: 1000"), "{"),
    ]);
    expect(Math.max(...lives)).toBeLessThan(12_000);
  });

  test("sends more headers than anybody needs, and is refused", async () => {
    expect(await served.ask("/version", { "x-filler": "a".repeat(20_000) })).toMatchObject({ status: 431 });
  });

  test.each([
    ["says 200 MB come", "/mcp", "Content-Length: 200000000", 413],
    ["says 200 MB come where nothing is posted", "/status", "Content-Length: 200000000", 405],
    ["sends 200 MB in pieces", "/mcp", "Transfer-Encoding: chunked", 413],
  ])("%s, and is answered before they are there", async (_, path, length, status) => {
    const socket = await opened(Number(new URL(served.url).port));
    const answered = new Promise<string>((resolve) => socket.once("data", (data) => resolve(data.toString())));
    socket.write(posting(path, length));
    if (length.startsWith("Transfer")) await writeUntil(answered, socket);
    expect(await answered).toMatch(new RegExp(`^HTTP/1.1 ${status}`));
    expect(socket.bytesWritten).toBeLessThan(20e6);
    socket.destroy();
  });
});

/** 200 MB of brackets at most, in pieces, as fast as they are taken. */
async function writeUntil(answered: Promise<unknown>, socket: Socket): Promise<void> {
  const piece = `10000\r\n${"[".repeat(65_536)}\r\n`;
  for (let sent = 0; socket.bytesRead === 0 && sent < 200e6; sent += 65_536)
    if (!socket.write(piece)) await Promise.race([answered, new Promise((resolve) => socket.once("drain", resolve))]);
}

/** The head of something that is posted, with the token. */
function posting(path: string, length: string): string {
  const { host } = new URL(served.url);
  const token = readToken(served.workspace);
  return [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: Bearer ${token}`,
    "Content-Type: application/json",
    "Accept: application/json, text/event-stream",
    length,
    "\r\n",
  ].join("\r\n");
}

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
