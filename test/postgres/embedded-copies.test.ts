import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { connect } from "../../src/postgres/connection.ts";
import { embeddedStatus, type EmbeddedServer, startEmbedded, stopEmbedded } from "../../src/postgres/embedded/index.ts";
import { type PreparedData, prepareData } from "../support/prepared-data.ts";
import { system } from "../support/this-machine.ts";

/** Where the clones are, each with the home of its server. */
let folder: string;
let original: string;
let copy: string;
let server: EmbeddedServer;
let data: PreparedData;

beforeAll(async () => {
  data = await prepareData();
});

afterAll(() => data.remove());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "v7-copies-"));
  [original, copy] = [join(folder, "migration"), join(folder, "migration copy")];
  data.giveTo(original);
  server = await startEmbedded({ system, home: original });
  await ask(server, "CREATE TABLE phases AS SELECT 'Assessment' AS answer");
});

afterEach(async () => {
  for (const home of [original, copy]) await stopEmbedded({ system, home }).catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

const isDamaged = { code: "V7-B140", exitCode: 6 };

test("a clone copied while its server runs neither uses that server nor stops it", async () => {
  copyFolder(original, copy);
  await expect(startEmbedded({ system, home: copy })).rejects.toMatchObject(isDamaged);
  await expect(embeddedStatus({ system, home: copy })).rejects.toMatchObject(isDamaged);
  expect(await stopEmbedded({ system, home: copy })).toEqual({ stopped: false });
  expect(await ask(server, "SELECT answer FROM phases")).toBe("Assessment");
  expect(existsSync(server.socketDirectory)).toBe(true);
});

test("what was copied while it ran is used once a person has decided so, also after the original has stopped", async () => {
  copyFolder(original, copy);
  await stopEmbedded({ system, home: original });
  await expect(startEmbedded({ system, home: copy })).rejects.toMatchObject(isDamaged);
  rmSync(join(copy, "pg/postmaster.pid"));
  await expect(startEmbedded({ system, home: copy })).rejects.toMatchObject(isDamaged);
  rmSync(join(copy, "pg/postmaster.opts"));
  expect(await startEmbedded({ system, home: copy })).toMatchObject({ started: true });
});

test("a clone copied after v7 db down has a database of its own", async () => {
  await stopEmbedded({ system, home: original });
  copyFolder(original, copy);
  const copied = await startEmbedded({ system, home: copy });
  expect(await ask(copied, "UPDATE phases SET answer = 'Schema Separation' RETURNING answer")).toBe(
    "Schema Separation",
  );
  const { socketDirectory } = await startEmbedded({ system, home: original });
  expect(socketDirectory).not.toBe(copied.socketDirectory);
});

test("a clone that is moved keeps its running server, and a copy of it has none of it", async () => {
  const moved = join(folder, "enterprise");
  renameSync(original, moved);
  copyFolder(moved, original);
  expect(await startEmbedded({ system, home: moved })).toMatchObject({
    started: false,
    socketDirectory: server.socketDirectory,
  });
  // It stands where the server's own file says that its data is.
  expect(readFileSync(join(original, "pg/postmaster.pid"), "utf8")).toContain(original);
  await expect(startEmbedded({ system, home: original })).rejects.toMatchObject(isDamaged);
  expect(await stopEmbedded({ system, home: moved })).toMatchObject({ stopped: true });
});

test("a copy of a running one that takes the original's place is told", async () => {
  copyFolder(original, copy);
  await stopEmbedded({ system, home: original });
  renameSync(original, join(folder, "migration old"));
  renameSync(copy, original);
  await expect(startEmbedded({ system, home: original })).rejects.toMatchObject(isDamaged);
  await expect(embeddedStatus({ system, home: original })).rejects.toMatchObject(isDamaged);
});

/** As people do it: rights stay. */
function copyFolder(from: string, to: string): void {
  execFileSync("cp", ["-r", from, to]);
}

async function ask({ socketDirectory }: EmbeddedServer, sql: string): Promise<unknown> {
  const connection = await connect({ ...server, socketDirectory }, { applicationName: "v7 tests" });
  try {
    const { rows } = await connection.query<{ answer?: unknown }>(sql);
    return rows[0]?.answer;
  } finally {
    await connection.end();
  }
}
