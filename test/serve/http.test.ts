import { readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allFaces } from "../../src/serve/faces/index.ts";
import { face, isRouted } from "../../src/serve/faces/face.ts";
import { answer } from "../../src/model/answer.ts";
import { Failure } from "../../src/model/failure.ts";
import { statusOf } from "../../src/serve/http/problem.ts";
import { readStatus } from "../../src/routines/status.ts";
import { enumPlan, impact, phase, task } from "../scenes/documents.ts";
import { takeSnapshot } from "../../src/nodes/snapshots/take-snapshot.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { outputCheck } from "../commands/golden/output-schemas.ts";
import { makeLink } from "../../src/serve/entry.ts";
import { keepSnapshot } from "../../src/files/registry/health.ts";
import { readRules } from "../../src/files/places/rules.ts";
import { readToken, tokenFile } from "../../src/serve/http/access.ts";
import { inTransaction } from "../../src/postgres/transaction.ts";
import { withConnection } from "../../src/workspace/workspace.ts";
import { until } from "../faults/until.ts";
import { testDatabase } from "../support/database.ts";
import { connectedTo } from "./agents.ts";
import { guard } from "../support/guard.ts";
import { fetchRaw, listen, type Response, type Served, serveScene } from "./served.ts";

let scene: Scene;
let served: Served;
const complaints = outputCheck();

beforeAll(async () => {
  scene = await openScene();
  scene.checkout.declare(phase("1"), task("1.1"), task("1.2", { dependsOn: ["1.1"] }), task("1.3"));
  scene.checkout.declare({ kind: "Node", name: "ALPHA", spec: { role: "primary" } });
  scene.checkout.declare(enumPlan("contact_curation_status"), impact("contact-status"));
  scene.checkout.declare(enumPlan("app/crm.ContactStatus"));
  scene.checkout.commit("Assessment begins");
  await scene.apply();
  await scene.psql.query(
    "INSERT INTO v7_files (path_bytes, path, size_bytes, component) SELECT convert_to(p, 'UTF8'), p, 7, 'Docs' FROM (VALUES ('Docs/a.md'), ('Docs/b.md'), ('Docs/c.md'), ('src/contact.py'), ('src/enum.py')) AS named (p)",
  );
  await scene.psql.query("INSERT INTO v7_sessions (actor, title) VALUES ('Arthur', 'Assessment')");
  await takeSnapshot(await scene.open(), { type: "baseline", name: "Baseline" });
  served = await serveScene(scene);
});

afterAll(async () => {
  await served.close();
  await scene.end();
});

/** Addresses with something in place of what stands behind colons. */
function exampleOf(route: string): string {
  const words: Record<string, string> = { ":plan": "0".repeat(64), ":id": "1", ":code": "V7-G002", ":node": "ALPHA" };
  const names: Record<string, string> = { phases: "1", tasks: "1.2", enums: "contact_curation_status" };
  return route
    .replace(/\/files\/(at|like)\/\*/, "/files/$1/Docs/a.md")
    .replace("/resources/*", "/resources/task/1.2")
    .replace(/\/(phases|tasks|enums)\/:name/, (_, kind: string) => `/${kind}/${names[kind] ?? ""}`)
    .replace("/nodes/snapshots/:name", "/nodes/snapshots/Baseline")
    .replaceAll(/:\w+/g, (word) => words[word] ?? word);
}

const needs: Record<string, string> = {
  search: "?q=inventory",
  "report node-changes": "?node=ALPHA",
  "report metric": "?node=ALPHA",
};

describe("a route of the table", () => {
  const routes = allFaces()
    .filter(isRouted)
    .filter(({ name }) => name !== "saved plan")
    .flatMap((entry) => [entry.route, ...(entry.also ?? [])].map((route) => ({ route, entry })));

  test.each(routes)("$route answers the document of its command", async ({ route, entry }) => {
    const { status, body, headers } = await served.ask(`${exampleOf(route)}${needs[entry.name] ?? ""}`);
    expect({ status, body }).toMatchObject({ status: 200 });
    expect(headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(complaints(body as { command?: unknown })).toEqual([]);
    expect(body).toMatchObject({ command: entry.command });
  });

  test("shows an enum's plan whose name says its database and schema", async () => {
    const { status, body } = await served.ask(`/enums/${encodeURIComponent("app/crm.ContactStatus")}`);
    expect({ status, body }).toMatchObject({ status: 200, body: { address: "enum/app/crm.ContactStatus" } });
  });

  test("answers the very object that the use case answered", async () => {
    const { output } = await readStatus(served.workspace);
    const { body } = await served.ask("/status");
    expect(body).toEqual({ format_version: 1, command: "status", ...JSON.parse(JSON.stringify(output)) });
  });

  test("comes of one entry: a made-up question has its route, its description, its place among the docs and its tool", async () => {
    const madeUp = face({
      name: "weather",
      summary: "The weather over ALPHA",
      route: "/weather",
      parameters: {},
      command: "version",
      output: "version",
      topics: [],
      tool: { name: "look_out", description: "The weather over ALPHA.", gist: () => "Weather" },
      answer: () => Promise.resolve(answer({ version: "sunny", node: "24" })),
      text: (output) => output.version,
    });
    const other = await serveScene(scene, { faces: [madeUp] });
    try {
      expect((await other.ask("/weather")).body).toMatchObject({ version: "sunny" });
      expect(Object.keys(((await other.ask("/openapi.json")).body as { paths: object }).paths)).toEqual(["/weather"]);
      expect((await other.ask("/docs")).text).toContain("The weather over ALPHA");
      const agent = await connectedTo(other.url, "2026-07-28", readToken(other.workspace));
      expect((await agent.listTools()).tools.map(({ name }) => name)).toEqual(["look_out"]);
      const called = await agent.callTool({ name: "look_out", arguments: {} });
      expect(called.structuredContent).toMatchObject({ command: "version", version: "sunny" });
      await agent.close();
    } finally {
      await other.close();
    }
  });
});

test("a report with a limit of its own is asked for as many rows as are handed out, and says that there are more", async () => {
  await scene.psql.query(
    "INSERT INTO v7_files (path_bytes, path) SELECT convert_to(p, 'UTF8'), p FROM (SELECT 'Downloads/' || n FROM generate_series(1, 60) AS n) AS named (p)",
  );
  try {
    const count = ({ body }: Response): number => (body as { rows: readonly object[] }).rows.length;
    expect(count(await served.ask("/reports/route"))).toBe(60);
    const some = await served.ask("/reports/route?limit=55");
    expect([count(some), some.headers.link !== undefined]).toEqual([55, true]);
  } finally {
    await scene.psql.query("DELETE FROM v7_files WHERE path LIKE 'Downloads/%'");
  }
});

describe("a question", () => {
  test.each([
    ["/files?limt=2", "there is no parameter limt"],
    ["/files?limit=0", "limit must be >= 1"],
    ["/files?limit=two", "limit must be integer"],
    ["/files?limit=2&limit=3", "limit must be integer"],
    ["/files?status=lost", "status is one of present, unrouted, unhashed, deleted"],
    ["/search", "search takes q or like, one of the two"],
    ["/search?q=inventory&like=docs/META_PRD.md", "search takes q or like, one of the two"],
    ["/history?since=yesterday", "since must match pattern"],
  ])("%s is refused by what is wrong with it", async (path, says) => {
    const { status, body, headers } = await served.ask(path);
    expect(status).toBe(400);
    expect(headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(body).toMatchObject({ code: "V7-W005", status: 400, type: "/explain/V7-W005" });
    expect((body as { detail: string }).detail).toContain(says);
  });

  test.each([
    ["/nothing", 404, "V7-W004"],
    ["/../etc/passwd", 404, "V7-W004"],
    ["/files/%2e%2e%2fetc", 404, "V7-W004"],
    ["/reports/nothing", 404, "V7-W004"],
    ["/sessions/99", 404, "V7-N003"],
    ["/explain/V7-A999", 404, "V7-C005"],
    ["/phases/99", 404, "V7-P001"],
    ["/resources/node/NOWHERE", 404, "V7-P001"],
    ["/plans/abcdef", 404, "V7-P014"],
  ])("%s has nothing to answer", async (path, status, code) => {
    expect(await served.ask(path)).toMatchObject({ status, body: { code } });
  });

  test("that wrong documents stand in the way of is refused as a conflict with what there is", async () => {
    scene.checkout.write("state/wrong.yaml", "kind: Wrong\n");
    const { status, body } = await served.ask("/drift");
    rmSync(join(scene.checkout.root, "state/wrong.yaml"));
    expect({ status, body }).toMatchObject({ status: 409, body: { code: "V7-D000" } });
  });

  test("of an old schema is the server's trouble and not the asker's", () => {
    expect(statusOf(new Failure("V7-B040", "migration 16 changed"))).toBe(503);
  });

  test("for the head of the stream of changes ends", async () => {
    expect(await served.ask("/events", {}, "HEAD")).toMatchObject({ status: 404 });
  });

  test("that fails says neither where things lie on this machine nor what was thrown", async () => {
    const { text } = await served.ask("/plans/abcdef");
    expect(text).not.toContain(scene.checkout.root);
    expect(text).not.toMatch(/\bat .*\.ts|SELECT/);
  });
});

test.each(["../outside.md", ".git/v7/serve/token", "/etc/hostname", "state/personas.yaml", "sessions/../.git/config"])(
  "a session whose row says that its log is %s shows no file",
  async (path) => {
    const outside = join(scene.checkout.root, "..", "outside.md");
    writeFileSync(outside, "somebody's own");
    await scene.psql.query("UPDATE v7_sessions SET log_path = $1::text WHERE id = 1", [path]);
    const { status, body } = await served.ask("/sessions/1");
    await scene.psql.query("UPDATE v7_sessions SET log_path = NULL WHERE id = 1");
    rmSync(outside);
    expect({ status, body }).toMatchObject({ status: 200, body: { log: null } });
  },
);

test("links that nobody used do not pile up beside git", () => {
  const folder = join(served.workspace.repository.home, "serve", "links");
  makeLink(served.workspace, { host: "127.0.0.1", port: 8100 });
  const [old = ""] = readdirSync(folder);
  utimesSync(join(folder, old), new Date(0), new Date(0));
  makeLink(served.workspace, { host: "127.0.0.1", port: 8100 });
  expect(readdirSync(folder)).not.toContain(old);
});

describe("who asks", () => {
  test.each([
    ["no token", { authorization: undefined }],
    ["a wrong token", { authorization: "Bearer wrong" }],
    ["another scheme", { authorization: "Basic dXNlcjpwYXNz" }],
    ["a cookie of somebody's own making", { authorization: undefined, cookie: "v7-8100=99999999999.AAAA" }],
  ])("with %s is told how to get in", async (_, headers) => {
    const { status, body, headers: answered } = await served.ask("/status", headers);
    expect(status).toBe(401);
    expect(answered["www-authenticate"]).toBe('Bearer realm="v7"');
    expect(body).toMatchObject({
      code: "V7-W002",
      next: [expect.stringContaining("v7 serve --token"), expect.anything()],
    });
  });

  test.each([
    ["Host", { host: "v7.evil.example" }],
    ["Host that begins like ours", { host: "127.0.0.1.evil.example" }],
    ["Host with a dot behind", { host: "localhost." }],
    ["Host of all interfaces", { host: "0.0.0.0" }],
    ["Host as a number", { host: "2130706433" }],
    ["Host without the port", { host: "127.0.0.1" }],
    ["Origin", { origin: "http://localhost.evil.example" }],
    ["Origin null", { origin: "null" }],
    ["site", { "sec-fetch-site": "cross-site" }],
    ["site next door", { "sec-fetch-site": "same-site" }],
  ])("from a foreign %s is refused", async (_, headers) => {
    const { status, body, headers: answered } = await served.ask("/livez", headers);
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: "V7-W003" });
    expect(Object.keys(answered).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });

  test.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])("by %s finds nothing that writes", async (method) => {
    const { status, headers } = await served.ask("/files", {}, method);
    expect(status).toBe(405);
    expect(headers.allow).toBe("GET, HEAD");
  });

  test("with a link gets in once, and its cookie opens this port", async () => {
    const { port } = new URL(served.url);
    const { link } = makeLink(served.workspace, { host: "127.0.0.1", port: Number(port) }).output;
    const first = await fetchRaw(link ?? "", {});
    expect(first).toMatchObject({ status: 303, headers: { location: "/ui/" } });
    const [cookie = ""] = first.headers["set-cookie"] ?? [];
    expect(cookie).toMatch(new RegExp(`^v7-${port}=.*; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict$`));
    const [pair = ""] = cookie.split(";");
    expect(await fetchRaw(`${served.url}/version`, { cookie: pair })).toMatchObject({ status: 200 });
    expect(await fetchRaw(link ?? "", {})).toMatchObject({ status: 401, body: { code: "V7-W002" } });
  });

  test("is asked for nothing to hear that the server lives", async () => {
    expect(await fetchRaw(`${served.url}/livez`, {})).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(await fetchRaw(`${served.url}/readyz`, {})).toMatchObject({
      status: 200,
      body: { status: "ready", replica_lag_seconds: null },
    });
  });
});

describe("a list", () => {
  test("is walked by its links to the end, each row once", async () => {
    const paths: string[] = [];
    let next: string | undefined = "/files?limit=2";
    while (next !== undefined) {
      const page: Response = await served.ask(next);
      expect(page.headers["total-count"]).toBe("5");
      paths.push(...(page.body as { files: { path: string }[] }).files.map(({ path }) => path));
      next = nextOf(page);
    }
    expect(paths).toEqual(["Docs/a.md", "Docs/b.md", "Docs/c.md", "src/contact.py", "src/enum.py"]);
  });

  test("that the use case answers whole is walked the same way", async () => {
    const first = await served.ask("/tasks?limit=2");
    expect((first.body as { tasks: unknown[] }).tasks).toHaveLength(2);
    const last = await served.ask(nextOf(first) ?? "");
    expect((last.body as { tasks: { address: string }[] }).tasks).toMatchObject([{ address: "task/1.3" }]);
    expect(nextOf(last)).toBeUndefined();
  });

  test("does not go on with a cursor of other filters, or of somebody's own making", async () => {
    const cursor =
      new URL(nextOf(await served.ask("/files?limit=2")) ?? "", served.url).searchParams.get("cursor") ?? "";
    for (const path of [
      `/files?limit=2&path=Docs&cursor=${cursor}`,
      `/stale?cursor=${cursor}`,
      "/files?cursor=2.ab.cd",
    ])
      expect(await served.ask(path)).toMatchObject({ status: 400, body: { code: "V7-W006" } });
  });

  test("that changed says so instead of skipping or repeating rows", async () => {
    const next = nextOf(await served.ask("/sessions?limit=1")) ?? nextOf(await served.ask("/tasks?limit=1")) ?? "";
    scene.checkout.declare(task("1.4"));
    const { status, body } = await served.ask(next);
    scene.checkout.forget("task/1.4");
    expect({ status, body }).toMatchObject({ status: 400, body: { code: "V7-W006" } });
    expect((body as { detail: string }).detail).toContain("changed");
  });
});

describe("an answer that was seen already", () => {
  test("is not made again while nothing changed that it is made of", async () => {
    // A neighbour who begins between the two looks may cost an answer, and no more than that.
    const unchanged = await until(async () => {
      const { headers } = await served.ask("/sessions");
      const again = await served.ask("/sessions", { "if-none-match": headers.etag });
      return again.status === 304 && again;
    });
    expect(unchanged.text).toBe("");
  });

  test("is not made again because somebody writes to another database of the server", async () => {
    const elsewhere = await testDatabase();
    const stranger = await elsewhere.connect();
    const other = await elsewhere.connect();
    try {
      const unchanged = await until(async () => {
        await stranger.query("BEGIN");
        await stranger.query("INSERT INTO v7_sessions (actor) VALUES (gen_random_uuid()::text)");
        // A snapshot names who is at work only where somebody who came later has ended.
        await other.query("INSERT INTO v7_sessions (actor) VALUES (gen_random_uuid()::text)");
        const { headers } = await served.ask("/sessions");
        await stranger.query("COMMIT");
        const again = await served.ask("/sessions", { "if-none-match": headers.etag });
        return again.status === 304 && again;
      });
      expect(unchanged.text).toBe("");
    } finally {
      await elsewhere.drop();
    }
  });

  test("is not made again because a transaction ends that wrote to no table here, such as one that gathers statistics", async () => {
    const gathering = await scene.database.connect();
    const unchanged = await until(async () => {
      await gathering.query("BEGIN");
      await gathering.query("ANALYZE v7_sessions");
      await gathering.query("SELECT pg_current_xact_id()");
      await scene.psql.query("SELECT pg_current_xact_id()");
      const { headers } = await served.ask("/sessions");
      await gathering.query("COMMIT");
      const again = await served.ask("/sessions", { "if-none-match": headers.etag });
      return again.status === 304 && again;
    });
    expect(unchanged.text).toBe("");
  });

  test("is made again once something did", async () => {
    const { headers } = await served.ask("/sessions");
    await scene.psql.query("INSERT INTO v7_sessions (actor) VALUES ('Agent 7')");
    const again = await served.ask("/sessions", { "if-none-match": headers.etag });
    expect(again.status).toBe(200);
    expect(again.headers.etag).not.toBe(headers.etag);
  });

  test("is made again once a snapshot was taken that it is compared with", async () => {
    const compared = async (): Promise<unknown[]> => {
      const answers = await Promise.all(["/health", "/snapshots", "/nodes/snapshots"].map((path) => served.ask(path)));
      return answers.map(({ headers }) => headers.etag);
    };
    const before = await compared();
    const { layout } = await readRules(served.workspace);
    await withConnection(await scene.open(), "write", (connection) =>
      inTransaction(connection, { mode: "write" }, () =>
        keepSnapshot(connection, { layout, timeZone: "UTC", triggeredBy: "manual" }),
      ),
    );
    await scene.psql.query(
      "INSERT INTO system_state_snapshots (snapshot_name, state_json) VALUES ('Before the move', '{}')",
    );
    for (const [at, etag] of (await compared()).entries()) expect(etag).not.toBe(before[at]);
    expect((await served.ask("/snapshots")).body).toMatchObject({ rows: [{ files: 5, components: 1 }] });
  });

  test("is made again when a transaction commits that began before it, with an older number", async () => {
    const change = "INSERT INTO v7_changes (path, change_type) VALUES ($1::text, 'created')";
    const slow = await scene.database.connect();
    await slow.query("BEGIN");
    await slow.query(change, ["Docs/slow.md"]);
    await scene.psql.query(change, ["Docs/quick.md"]);
    const before = await served.ask("/changes");
    await slow.query("COMMIT");
    const after = await served.ask("/changes", { "if-none-match": before.headers.etag });
    expect(after.status).toBe(200);
    expect((after.body as { changes: { path: string }[] }).changes.map(({ path }) => path)).toContain("Docs/slow.md");
  });
});

function nextOf({ headers }: Response): string | undefined {
  return /^<(.*)>; rel="next"$/.exec(String(headers.link ?? ""))?.[1];
}

describe("a server", () => {
  test("on a port that is taken says so and what to type", async () => {
    const port = Number(new URL(served.url).port);
    await expect(serveScene(scene, { port })).rejects.toMatchObject({
      code: "V7-W001",
      next: [`v7 serve --port ${port + 1}`],
    });
  });

  test("answers the seed's three addresses on its second port, and nothing else there", async () => {
    const alsoPort = await freePort();
    const other = await serveScene(scene, { alsoPort });
    const token = readToken(other.workspace);
    const ask = (path: string): Promise<Response> =>
      fetchRaw(`http://127.0.0.1:${alsoPort}${path}`, { authorization: `Bearer ${token}` });
    try {
      for (const path of ["/api/v1/system/state", "/api/v1/replication/health", "/api/v1/services/status"])
        expect({ path, ...(await ask(path)) }).toMatchObject({ status: 200 });
      for (const path of [
        "/",
        "/status",
        "/files",
        "/ui/session",
        "/docs",
        "/events",
        "/livez",
        "/readyz",
        "/metrics",
        "/mcp",
      ])
        expect({ path, ...(await ask(path)) }).toMatchObject({ status: 404 });
    } finally {
      await other.close();
    }
  });

  test("has no login that could write", async () => {
    await expect(served.workspace.database.connect("write")).rejects.toMatchObject({ code: "V7-W009" });
  });

  test("keeps its token for its account alone", () => {
    expect(statSync(tokenFile(served.workspace)).mode & 0o777).toBe(0o600);
  });

  test("ends a statement whose asker is gone, within a second", async () => {
    const slow = face({
      name: "slow",
      summary: "Waits",
      route: "/slow",
      parameters: {},
      command: "version",
      output: "version",
      topics: [],
      answer: async ({ workspace }) => {
        await withConnection(workspace, "read", (connection) =>
          inTransaction(connection, { mode: "read" }, () => connection.query("SELECT pg_sleep(60)")),
        );
        return answer({ version: "", node: "" });
      },
      text: () => "",
    });
    const other = await serveScene(scene, { faces: [slow] });
    const sleeping = async (): Promise<unknown> =>
      (
        await scene.column(
          "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()",
        )
      )[0];
    try {
      const request = get(`${other.url}/slow`, { headers: { authorization: `Bearer ${readToken(other.workspace)}` } });
      request.on("error", () => undefined);
      await until(sleeping);
      const ended = guard(20_000);
      request.destroy();
      await until(async () => (await sleeping()) === undefined);
      ended();
    } finally {
      await other.close();
    }
  });
});

describe("a listener", () => {
  test("hears which topics changed, and no rows", async () => {
    const heard = await listen(served);
    await scene.psql.query("INSERT INTO v7_sessions (actor, title) VALUES ('Agent 9', 'Merge contact enums')");
    const message = await heard.next("changed");
    expect(JSON.parse(message.data)).toEqual({ topics: expect.arrayContaining(["sessions"]) });
    heard.leave();
  });

  test("that comes back hears what it missed", async () => {
    const first = await listen(served);
    const { id } = await first.next("hello");
    first.leave();
    await scene.psql.query("INSERT INTO v7_sessions (actor) VALUES ('Agent 10')");
    const again = await listen(served, { "last-event-id": id });
    expect(JSON.parse((await again.next("changed")).data)).toEqual({ topics: expect.arrayContaining(["sessions"]) });
    again.leave();
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
