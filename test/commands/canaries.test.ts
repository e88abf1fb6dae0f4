import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { inSecondTier, rounds } from "../support/optional.ts";
import { commitAll, openPlace, type Place, writeFileIn } from "./golden/place.ts";
import { openTypists } from "./typist/typists.ts";

/** A password in each place it can come from; every one holds the same mark, so that one search finds them all. */
const mark = `canary${randomBytes(5).toString("hex")}`;
const secrets = {
  url: `${mark}-Url/7`,
  readUrl: `${mark}-Read@7`,
  databaseUrl: `${mark}-DATABASE_URL`,
  meta: `${mark}-Meta`,
  flag: `${mark}-Flag'7`,
  pgpassword: `${mark}-PGPASSWORD`,
  passfile: `${mark}:Pass\\file`,
  target: `${mark}-Target`,
  apiToken: `${mark}-ApiToken`,
  dartToken: `${mark}-DartToken`,
  webhook: `${mark}-Webhook`,
};

let place: Place;
let psql: Connection;
let environment: NodeJS.ProcessEnv;
// In the second tier each command has a process of its own.
const typists = inSecondTier() ? undefined : openTypists(1);
let hostile: { readonly server: Server; readonly port: number };

beforeAll(async () => {
  place = await openPlace("no case: this repository's own state");
  psql = await place.database.connect({ applicationName: "psql" });
  const passfile = join(place.root, ".git", "pgpass");
  await writeFile(passfile, `*:*:*:*:${secrets.passfile.replace(/[\\:]/g, String.raw`\$&`)}\n`, { mode: 0o600 });
  hostile = await hostileServer();
  environment = {
    ...place.environment,
    DEBUG: "1",
    V7_DATABASE_URL: withPassword(place.database.url, secrets.url),
    V7_READ_DATABASE_URL: withPassword(place.database.url, secrets.readUrl),
    DATABASE_URL: `postgres://arthur:${secrets.databaseUrl}@ALPHA/aya_rag`,
    META_DB_PATH: `postgres://arthur:${secrets.meta}@BETA/aya_rag`,
    UI_TARGET_URL: `postgresql:///ui?host=AIR&password=${secrets.target}`,
    PGPASSWORD: secrets.pgpassword,
    PGPASSFILE: passfile,
    V7_API_TOKEN: secrets.apiToken,
    DART_TOKEN: secrets.dartToken,
    DART_WEBHOOK_SECRET: secrets.webhook,
  };
});

afterAll(async () => {
  typists?.end();
  hostile.server.close();
  await place.close();
});

describe("every command, whether it works or not", () => {
  test("is quiet about the environment it runs in", async () => {
    const ids = await commandIds();
    expect(ids.length).toBeGreaterThan(50);
    for (const id of ids) await quietly([...id.split(":"), ...(words[id] ?? [])]);
    await nothingStored();
  });

  test("is quiet about each of them when it is typed", async () => {
    // The flag's own is known only where the flag is typed.
    const { flag: _, ...known } = secrets;
    const ways: ((secret: string) => string[])[] = [
      (secret) => ["db", "sql", "-c", `SELECT '${secret.replaceAll("'", "''")}'::integer`],
      (secret) => ["history", "--by", secret, "--json"],
      (secret) => ["show", `task/${secret}`],
      (secret) => ["apply", secret, "--approved"],
      (secret) => [secret],
    ];
    // Each secret in two ways, each way with four secrets.
    const isTried = (secret: number, way: number): boolean =>
      (way + 2 * secret) % ways.length < rounds({ test: 2, all: ways.length });
    for (const [at, secret] of Object.values(known).entries())
      for (const way of ways.filter((_, number) => isTried(at, number))) await quietly(way(secret));
    await nothingStored();
  });
});

describe("a database that is not reached", () => {
  const password = encodeURIComponent(secrets.flag);

  test.each([
    ["an unknown host", `postgres://arthur:${password}@nowhere.invalid/aya_rag`, 6],
    ["a closed port", `postgres://arthur:${password}@127.0.0.1:1/aya_rag`, 6],
    ["a URL that is none", `postgres://arthur:${password}@[ALPHA/aya_rag`, 6],
    ["a URL whose password was not encoded", `postgres://arthur:${secrets.flag}@ALPHA:x/aya_rag`, 6],
    ["a URL of another kind", `mysql://arthur:${password}@ALPHA/aya_rag`, 6],
    [
      "a certificate that is not there",
      `postgres://arthur:${password}@ALPHA/aya_rag?sslmode=verify-full&sslrootcert=/no/ca.pem`,
      6,
    ],
  ])("%s", async (_, url, exitCode) => {
    for (const command of [
      ["plan"],
      ["apply", "--approved"],
      ["history"],
      ["db", "status"],
      ["doctor"],
      ["db", "sql", "-c", "SELECT 1"],
    ]) {
      const ran = await quietly([...command, "--database-url", url]);
      expect([command, ran.exitCode]).toEqual([command, command[0] === "doctor" ? 1 : exitCode]);
    }
  });

  test("a server that repeats the password it refuses", async () => {
    const url = `postgres://arthur:${password}@127.0.0.1:${hostile.port}/aya_rag?sslmode=disable`;
    for (const command of [["plan"], ["history", "--json"], ["doctor"]])
      await quietly([...command, `--database-url=${url}`]);
  });

  test("a variable that holds what is no URL", async () => {
    const ran = await quietly(["plan"], { V7_READ_DATABASE_URL: `arthur:password=${secrets.readUrl}` });
    expect(ran.stderr).toContain("V7-B014");
  });
});

describe("a secret in a file", () => {
  test("of the state is refused by its line, and not kept in the cache", async () => {
    await writeFileIn(place, "state/leak.yaml", persona(`uses ${secrets.pgpassword} for psql`));
    const ran = await quietly(["validate"]);
    expect(ran.stdout).toContain("state/leak.yaml:6:21: error: a secret of this environment stands here");
    for (const command of [["plan"], ["apply", "--approved"], ["validate", "--format", "sarif"]])
      await quietly(command);
    await nothingStored();
    await writeFileIn(place, "state/leak.yaml", persona("uses psql"));
  });

  test("that became one only after the file was cached is refused all the same", async () => {
    const password = "Layer 1 Data Sentinel";
    expect((await run(["validate"], { PGPASSWORD: "" })).exitCode).toBe(0);
    expect((await run(["validate"], { PGPASSWORD: password })).stdout).toContain("[V7-S001]");
  });

  test.each([
    ["broken", `database: {url: [${secrets.url}`],
    ["with a value where a name belongs", `database: {url: "postgres://arthur:${secrets.url}@ALPHA/aya_rag"}`],
    ["with a field nobody knows", `${secrets.databaseUrl}: 1`],
  ])("v7.yaml, %s", async (_, text) => {
    const before = await readFile(join(place.root, "v7.yaml"), "utf8").catch(() => "");
    await writeFileIn(place, "v7.yaml", text);
    expect((await quietly(["plan"])).exitCode).toBe(1);
    await writeFileIn(place, "v7.yaml", before);
  });

  test("is not written by an edit either", async () => {
    const ran = await quietly(["set", "persona/The Architect", `description=${secrets.apiToken}`]);
    expect(ran.stderr).toContain("[V7-S001]");
    await nothingStored();
  });
});

describe("what the database says", () => {
  test("a reason is stored without it", async () => {
    await quietly(["apply", "--approved", "--reason", `PGPASSWORD is ${secrets.pgpassword}, password=hunter2`]);
    const { rows } = await psql.query<{ reason: string }>("SELECT reason FROM v7_applies WHERE status = 'applied'");
    expect(rows).toContainEqual({ reason: "PGPASSWORD is ***, password=***" });
    await nothingStored();
  });

  test("why a gate was opened is stored without it", async () => {
    await run(["set", "task/1.1", "status=completed"]);
    await commitAll(place, "Complete the review");
    const typed = ["apply", "--override", "V7-G001", "--reason", `psql takes ${secrets.apiToken}`];
    const ran = await quietly([...typed, "--approved"]);
    const { rows } = await psql.query("SELECT reason, because FROM v7_applies ORDER BY attempt DESC LIMIT 1");
    expect([ran.stderr, rows]).toEqual(["", [{ reason: "psql takes ***", because: null }]]);
    await nothingStored();
  });

  test("an approval's note is stored without it", async () => {
    const login = new URL(place.database.url.replace("@/", "@ALPHA/")).username;
    await writeFileIn(place, "state/approver.yaml", approver(login));
    await commitAll(place, "Let The Approver agree to phases");
    expect((await run(["apply", "--approved"])).stderr).toBe("");
    await run(["set", "phase/1", "name=Census"]);
    const { plan_id: planId } = JSON.parse((await run(["plan", "--json"])).stdout) as { plan_id: string };
    const note = `as ${secrets.webhook} says, password=hunter2`;
    expect((await quietly(["approve", planId, "--note", note])).stderr).toBe("");
    expect((await psql.query("SELECT note FROM v7_approvals")).rows).toEqual([{ note: "as *** says, password=***" }]);
    await quietly(["approvals", "--json"]);
    expect((await quietly(["apply", planId, "--approved"])).exitCode).toBe(0);
    await nothingStored();
  });

  test("who ended a colleague's apply is stored without it", async () => {
    const holder = await place.database.connect({ applicationName: "psql" });
    const { rows } = await holder.query<{ id: string }>(
      "INSERT INTO v7_applies (plan_id, actor) VALUES (repeat('a', 64), 'arthur') RETURNING apply_id AS id",
    );
    await holder.script(`BEGIN; SELECT pg_advisory_xact_lock(lock_key),
      pg_advisory_xact_lock((lock_key & 2147483647)::integer, ('x' || left('${rows[0]?.id}', 8))::bit(32)::integer) FROM v7_state`);
    const ran = await quietly(["unlock", "--force"], { V7_ACTOR: `agent with password=${secrets.meta}` });
    expect(ran.stderr).toBe("");
    expect((await psql.query("SELECT because FROM v7_applies WHERE plan_id = repeat('a', 64)")).rows).toEqual([
      { because: "its session was ended by agent with password=***: v7 unlock --force" },
    ]);
    await nothingStored();
  });

  test("the row that a constraint refuses holds it", async () => {
    await psql.script(`ALTER TABLE v7_subworkflow_tasks ADD CONSTRAINT quick CHECK (task_name <> 'Review') NOT VALID`);
    await psql.query("UPDATE v7_subworkflow_tasks SET notes = $1", [`psql with ${secrets.url}`]);
    await run(["set", "task/1.1", "name=Review"]);
    await commitAll(place, `Use ${secrets.url}`);
    const ran = await quietly(["apply", "--approved"]);
    expect(ran.stderr).toContain("[V7-P031]");
    for (const command of [
      ["plan"],
      ["plan", "--json"],
      ["drift"],
      ["show", "task/1.1"],
      ["history", "task/1.1", "--json"],
      ["status"],
    ])
      await quietly(command);
    const { rows } = await psql.query(
      "SELECT reason, because, plan FROM v7_applies UNION ALL SELECT created_by, '', plan FROM v7_plans",
    );
    expect(JSON.stringify(rows)).not.toContain(mark);
  });

  test("a table that vanished, with the stack on the screen", async () => {
    await psql.script("ALTER TABLE v7_applies RENAME TO gone");
    const ran = await quietly(["history", "--by", secrets.url]);
    await psql.script("ALTER TABLE gone RENAME TO v7_applies");
    expect(ran.stderr).toMatch(/\[V7-X001\]\n.*at /s);
  });

  test("a file that cannot be written has it in its name", async () => {
    const ran = await quietly(["plan", "-o", `/no/${encodeURIComponent(secrets.url)}/plan.json`]);
    expect(ran.stderr).toContain("cannot be written: there is no such folder [V7-C013]");
  });
});

/** What commands need besides their name; the others are run bare. */
const words: { readonly [id: string]: readonly string[] } = {
  apply: ["--approved", "--json"],
  blame: ["task/1.1"],
  "db:migrate": ["--check"],
  "db:schema": ["--seed", "meta"],
  "db:sql": ["-c", "SELECT * FROM pg_stat_activity"],
  "db:status": ["--verify"],
  explain: ["Task"],
  init: ["--json"],
  plan: ["--json", "--sql"],
  serve: ["--token"],
  set: ["task/1.1", "notes=Review"],
  show: ["task/1.1"],
};

interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

async function commandIds(): Promise<string[]> {
  const manifest = JSON.parse(await readFile(packagePath("dist/oclif.manifest.json"), "utf8")) as { commands: object };
  return Object.keys(manifest.commands);
}

/** Runs v7 and checks that nothing it printed holds a canary. */
async function quietly(typed: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return listened(await run(typed, variables));
}

function listened(ran: Ran): Ran {
  expect.soft(lastWords(ran.stdout) + lastWords(ran.stderr)).not.toContain(mark);
  return ran;
}

/** Enough around a find to see where it comes from. */
function lastWords(text: string): string {
  const at = text.indexOf(mark);
  return at < 0 ? "" : text.slice(Math.max(0, at - 200), at + 100);
}

async function run(typed: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Ran> {
  if (typists === undefined) return runAlone(typed, variables);
  return typists.type({ words: typed, folder: place.root, environment: { ...environment, ...variables } });
}

/** In a process of its own, as people do. */
async function runAlone(typed: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const child = promisify(execFile)(process.execPath, [packagePath("bin/run.js"), ...typed], {
    cwd: place.root,
    env: { ...environment, ...variables },
    maxBuffer: 64 * 1024 * 1024,
  });
  child.child.stdin?.end();
  return child.then(
    (done) => ({ ...done, exitCode: 0 }),
    ({ stdout = "", stderr = "", code }: { stdout?: string; stderr?: string; code?: number }) => ({
      stdout,
      stderr,
      exitCode: code ?? -1,
    }),
  );
}

/** Neither in v7's own folder, plans and caches, nor in its tables. */
async function nothingStored(): Promise<void> {
  const home = join(place.root, ".git", "v7");
  const entries = await readdir(home, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((found) => found.isFile())) {
    const text = await readFile(join(entry.parentPath, entry.name), "utf8");
    expect.soft(`${entry.name} ${lastWords(text)}`).not.toContain(mark);
  }
  const { rows } = await psql.query<{ text: string }>(
    `SELECT string_agg(x::text, ' ') AS text FROM (SELECT a::text FROM v7_applies a UNION ALL SELECT c::text FROM change_log c
       UNION ALL SELECT p::text FROM v7_plans p UNION ALL SELECT r::text FROM v7_resources r
       UNION ALL SELECT o::text FROM v7_approvals o UNION ALL SELECT f::text FROM v7_refusals f) x`,
  );
  expect.soft(lastWords(rows[0]?.text ?? "")).toBe("");
}

function withPassword(url: string, password: string): string {
  return url.replace(/:\/\/([^:@/]*)(?::[^@/]*)?@/, (_, user: string) => `://${user}:${encodeURIComponent(password)}@`);
}

function persona(description: string): string {
  return `apiVersion: v7/v1\nkind: Persona\nmetadata:\n  name: Leak Sentinel\nspec:\n  description: ${description}\n`;
}

/** A Policy that asks one persona about phases, with the login that speaks for it. */
function approver(login: string): string {
  const policy = "spec:\n  approvals:\n    - when: {kind: Phase}\n      by: [The Approver]\n";
  return [
    `apiVersion: v7/v1\nkind: Persona\nmetadata:\n  name: The Approver\nspec:\n  identities: {postgres: [${login}]}\n`,
    `apiVersion: v7/v1\nkind: Policy\nmetadata:\n  name: default\n${policy}`,
  ].join("---\n");
}

/** Asks for the password in the clear, and refuses it in words that hold it. */
async function hostileServer(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]));
      socket.once("data", (answer) => {
        const fields = `SFATAL\0C28P01\0Mthe password ${answer.subarray(5, -1).toString()} is wrong\0\0`;
        const length = Buffer.alloc(4);
        length.writeInt32BE(Buffer.byteLength(fields) + 4);
        socket.end(Buffer.concat([Buffer.from("E"), length, Buffer.from(fields)]));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { server, port: typeof address === "object" && address ? address.port : 0 };
}
