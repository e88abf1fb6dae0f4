import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openWorkspace } from "../../src/context.ts";
import { readDatabase } from "../../src/engine/database/query.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { Failure } from "../../src/model/failure.ts";
import { connect, type Connection } from "../../src/postgres/connection.ts";
import { type EmbeddedServer, startEmbedded, stopEmbedded } from "../../src/postgres/embedded/index.ts";
import { phase, task } from "../scenes/documents.ts";
import { appliedBy } from "../scenes/scene.ts";
import { type Checkout, createCheckout } from "../scenes/checkout.ts";
import { type Fingerprint, fingerprint } from "./fingerprint.ts";
import { attackFile, writeAttempts } from "./write-attempts.ts";
import { system } from "../support/this-machine.ts";

/** Short, so that what never ends takes a moment here and not half a minute. */
const limits = { serverMs: 400, clientMs: 2_000, bytes: 4 * 1024 * 1024 };

let checkout: Checkout;
let home: string;
let server: EmbeddedServer;
let owner: Connection;
let before: Fingerprint;

beforeAll(async () => {
  rmSync(attackFile, { force: true });
  checkout = createCheckout("");
  checkout.declare(phase("1"), task("1.1"));
  checkout.commit("Assessment begins");
  const workspace = await open({});
  home = workspace.repository.home;
  await appliedBy(workspace);
  server = await startEmbedded({ system, home });
  owner = await connect(server, { applicationName: "psql" });
  await owner.script(`
    CREATE EXTENSION dblink;
    SELECT lo_from_bytea(4242, 'Document all duplicate ENUMs');
    CREATE ROLE agent_rw LOGIN;
    GRANT ALL ON SCHEMA public TO agent_rw;
    GRANT ALL ON ALL TABLES IN SCHEMA public TO agent_rw;
    GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO agent_rw`);
  await (await open({})).database.connectReadOnly().then((connection) => connection.end());
  before = await fingerprint(owner);
});

afterAll(async () => {
  await owner.end();
  await stopEmbedded({ system, home });
  checkout.remove();
});

const groups = [...new Set(writeAttempts.map(({ group }) => group))];

describe.each([
  ["the embedded server's v7_ro", () => ({})],
  ["a login that may write, and no reading one", () => ({ V7_DATABASE_URL: urlOf("agent_rw") })],
])("through %s", (_, environment) => {
  let workspace: Workspace;

  beforeEach(async () => {
    workspace = await open(environment());
  });

  // What is left behind is looked at once a group, because looking takes longer than trying.
  test.each(groups)("%s", async (group) => {
    for (const { sql } of writeAttempts.filter((attempt) => attempt.group === group)) {
      const answer = await readDatabase(workspace, { statement: sql, limits }).catch((error: unknown) => error);
      if (answer instanceof Error) expect(answer).toBeInstanceOf(Failure);
    }
    const after = await settled();
    const expected = before;
    // What one group changed must not be laid at the next one's door.
    before = after;
    expect(after).toEqual(expected);
  });
});

describe("a login whose statements reach beyond a transaction", () => {
  test.each([
    ["a superuser", "SUPERUSER", ""],
    ["one that may become a superuser", "", "GRANT v7 TO agent_x"],
    ["REPLICATION", "REPLICATION", ""],
    ["one that may end other sessions", "", "GRANT pg_signal_backend TO agent_x"],
    ["one that may write files", "", "GRANT pg_write_server_files TO agent_x"],
    [
      "dblink with a stored password",
      "",
      "CREATE SERVER loop FOREIGN DATA WRAPPER dblink_fdw; GRANT USAGE ON FOREIGN SERVER loop TO agent_x; CREATE USER MAPPING FOR agent_x SERVER loop",
    ],
  ])("is refused: %s", async (_, attributes, grant) => {
    await owner.script(`CREATE ROLE agent_x LOGIN ${attributes}; GRANT pg_read_all_data TO agent_x; ${grant}`);
    try {
      const workspace = await open({ V7_READ_DATABASE_URL: urlOf("agent_x") });
      await expect(readDatabase(workspace, { statement: "SELECT 1", limits: undefined })).rejects.toMatchObject({
        code: "V7-B064",
      });
    } finally {
      await owner.script("DROP SERVER IF EXISTS loop CASCADE; DROP OWNED BY agent_x; DROP ROLE agent_x");
    }
  });
});

describe("an answer has limits", () => {
  test("a statement that takes too long says so", async () => {
    await expect(readDatabase(await open({}), { statement: "SELECT pg_sleep(1e6)", limits })).rejects.toMatchObject({
      code: "V7-B101",
      message: "the statement took longer than 0.4 s and was ended",
    });
  });

  test("a server that does not give up is left", async () => {
    await owner.script(`CREATE FUNCTION stubborn() RETURNS void LANGUAGE plpgsql AS $$
      BEGIN LOOP BEGIN PERFORM pg_sleep(60); EXCEPTION WHEN query_canceled THEN END; END LOOP; END $$`);
    try {
      const stubborn = readDatabase(await open({}), { statement: "SELECT stubborn()", limits });
      await expect(stubborn).rejects.toMatchObject({ code: "V7-B105", exitCode: 6 });
    } finally {
      await owner.script("DROP FUNCTION stubborn()");
    }
  });

  test("a thousand rows of any number", async () => {
    const { output } = await readDatabase(await open({}), {
      statement: "SELECT generate_series(1, 1e12::bigint)",
      limits: undefined,
    });
    expect([output.rows.length, output.truncated]).toEqual([1_000, true]);
  });

  test("a hundred megabytes in one value are dropped", async () => {
    const patient = { ...limits, serverMs: 25_000, clientMs: 29_000 };
    await expect(
      readDatabase(await open({}), { statement: "SELECT repeat('x', 100000000)", limits: patient }),
    ).rejects.toMatchObject({
      code: "V7-B102",
      message: "the answer is larger than 4 MiB and was dropped",
    });
  });

  test("a statement that would fill the disk is ended", async () => {
    // Wide rows: a gigabyte of them is sorted sooner than made of small ones.
    const sorting = "SELECT n, repeat('x', 100000) FROM generate_series(1, 1000000) n ORDER BY 2, 1 DESC";
    await expect(readDatabase(await open({}), { statement: sorting, limits: undefined })).rejects.toMatchObject({
      code: "V7-B102",
    });
  });
});

test("SHOW and EXPLAIN answer behind comments, too", async () => {
  const { output } = await readDatabase(await open({}), {
    statement: "/* which */ -- one\n SHOW server_version_num",
    limits: undefined,
  });
  expect(output.rows).toEqual([{ server_version_num: expect.stringMatching(/^\d+$/) }]);
});

test("the server's log repeats nothing of a statement or of a row", async () => {
  await expect(
    readDatabase(await open({}), { statement: "SELECT 'hunter2hunter2'::integer", limits: undefined }),
  ).rejects.toThrow("hunter2hunter2");
  await expect(
    owner.query("INSERT INTO v7_commits (sha, author, committed_at) VALUES ('hunter2hunter2', 'Arthur', now())"),
  ).rejects.toThrow("violates check constraint");
  expect(readFileSync(join(home, "postgres.log"), "utf8")).not.toContain("hunter2hunter2");
});

function open(environment: Record<string, string>): Promise<Workspace> {
  return openWorkspace({
    directory: checkout.root,
    environment,
    actor: "Arthur",
    applicationName: "v7 db sql",
    signal: new AbortController().signal,
  });
}

function urlOf(user: string): string {
  return `postgres://${user}@/${server.database}?host=${encodeURIComponent(server.socketDirectory)}&port=${server.port}`;
}

/** A server process notices within a second that its client is gone, and holds its locks until then. */
async function settled(): Promise<Fingerprint> {
  for (let waited = 0; waited < 3_000; waited += 20) {
    const now = await fingerprint(owner);
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    await delay(20);
  }
  return fingerprint(owner);
}
