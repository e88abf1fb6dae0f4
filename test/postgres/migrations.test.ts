import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "../../src/model/failure.ts";
import { packagePath } from "../../src/system/package-file.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { listMigrations, migrate, migrationStatus, requireCurrentSchema } from "../../src/postgres/migrations.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { throwDice } from "../support/dice.ts";
import { enterFreshSchema, enterSchema } from "./fresh-schema.ts";
import { killMigrations, statementBoundaries } from "./kill-migrations.ts";

let database: TestDatabase;
let session: Connection;
let folder: string;

beforeAll(async () => {
  database = await testDatabase({ migrated: false });
  session = await database.connect();
  folder = mkdtempSync(join(tmpdir(), "v7-migrations-"));
});

afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true });
});

describe("migrating", () => {
  test("an empty schema gets every migration, and a second run does nothing", async () => {
    const connection = await enterFreshSchema(session, "assessment");
    const first = await migrate(connection);
    expect(first).toMatchObject({ from: 0, to: listMigrations().length });
    expect(first.applied).toHaveLength(listMigrations().length);
    expect(await migrate(connection)).toEqual({ from: first.to, to: first.to, applied: [] });
  });

  test("the ledger says what, who, when, with which v7, and for how long", async () => {
    const connection = await enterFreshSchema(session, "ledger");
    await migrate(connection);
    const { rows } = await connection.query("SELECT * FROM v7_schema_migrations ORDER BY version LIMIT 1");
    const [migration] = listMigrations();
    expect(rows[0]).toMatchObject({
      version: 1,
      name: migration?.name,
      checksum: migration?.checksum,
      tool_version: expect.any(String),
    });
    expect(rows[0]).toMatchObject({ applied_by: expect.any(String), duration_ms: expect.any(Number) });
  });

  test("a new schema needs exactly these migrations", async () => {
    const connection = await enterFreshSchema(session, "design");
    const status = await migrationStatus(connection);
    expect(status).toMatchObject({ current: 0, latest: listMigrations().length, problems: [] });
    expect(status.pending.map(({ name }) => name)).toEqual(listMigrations().map(({ name }) => name));
    expect(failureOf(() => requireCurrentSchema(status))).toMatchObject({ code: "V7-B047", exitCode: 6 });
  });

  test("four processes at once: one migrates, the others find it done", async () => {
    const connection = await enterFreshSchema(session, "review");
    const others = await Promise.all([1, 2, 3, 4].map(async () => enterSchema(await database.connect(), "review")));
    const results = await Promise.all(others.map((other) => migrate(other)));
    expect(results.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
    const { rows } = await connection.query("SELECT count(*)::int AS states FROM v7_state");
    expect(rows).toEqual([{ states: 1 }]);
  });

  test("a lock that is not released in time is exit 5 and names the holder", async () => {
    const connection = await enterFreshSchema(session, "locked");
    const holder = await database.connect();
    await enterSchema(holder, "locked");
    await holder.query("BEGIN");
    await holder.query(readFileSync(packagePath("sql/postgres/ledger/lock.sql"), "utf8"));
    const failure = await rejection(migrate(connection, { lockTimeout: 0 }));
    expect(failure).toMatchObject({ code: "V7-B045", exitCode: 5 });
    expect(failure.message).toMatch(/server process \d+/);
    await holder.query("ROLLBACK");
    expect((await migrate(connection)).applied).not.toEqual([]);
  });

  test("a schema that does not exist is exit 6", async () => {
    expect(await rejection(migrate(await enterSchema(session, "nowhere")))).toMatchObject({
      code: "V7-B046",
      exitCode: 6,
    });
  });
});

describe("files that contradict the ledger", () => {
  test("a changed file is an error naming both hashes", async () => {
    const connection = await migrateThen("changed", (files) =>
      files.map((file, index) => (index === 1 ? { ...file, sql: `${file.sql}-- edited\n` } : file)),
    );
    const failure = await rejection(migrate(connection, { directory: directoryOf("changed") }));
    const before = listMigrations(directoryOf("changed-before"))[1]?.checksum ?? "";
    const after = listMigrations(directoryOf("changed"))[1]?.checksum ?? "";
    expect(failure).toMatchObject({ code: "V7-B040", exitCode: 1 });
    expect(failure.message).toContain(before);
    expect(failure.message).toContain(after);
  });

  test("a missing file is an error naming the hash that was applied", async () => {
    const connection = await migrateThen("missing", () => [
      phases,
      { name: "0003_files.sql", sql: "CREATE TABLE planned_files (id int);\n" },
    ]);
    const failure = await rejection(migrate(connection, { directory: directoryOf("missing") }));
    expect(failure).toMatchObject({ code: "V7-B041", exitCode: 1 });
    expect(failure.message).toContain(listMigrations(directoryOf("missing-before"))[1]?.checksum);
  });

  test("a file that slips in before an applied one is out of order", async () => {
    const connection = await enterFreshSchema(session, "order_");
    writeMigrations("order", [phases, tasks]);
    await migrate(connection, { directory: directoryOf("order") });
    await connection.query("DELETE FROM v7_schema_migrations WHERE version = 1");
    const failure = await rejection(migrate(connection, { directory: directoryOf("order") }));
    const [first, second] = listMigrations(directoryOf("order"));
    expect(failure).toMatchObject({ code: "V7-B042", exitCode: 1 });
    expect(failure.message).toContain(first?.checksum);
    expect(failure.message).toContain(second?.checksum);
  });

  test("an older v7 on a newer schema is exit 6 and names both", async () => {
    const connection = await migrateThen("newer", (files) => files.slice(0, 1));
    const failure = await rejection(migrate(connection, { directory: directoryOf("newer") }));
    expect(failure).toMatchObject({
      code: "V7-B043",
      exitCode: 6,
      message: "the database has schema 2, this v7 knows up to 1",
    });
  });

  test("a newer v7 on an older schema applies what is missing", async () => {
    const connection = await migrateThen("older", (files) => [
      ...files,
      { name: "0003_personas.sql", sql: "CREATE TABLE personas (name text);" },
    ]);
    const status = await migrationStatus(connection, directoryOf("older"));
    expect(failureOf(() => requireCurrentSchema(status)).message).toBe("the database has schema 2, this v7 needs 3");
    const { from, to, applied } = await migrate(connection, { directory: directoryOf("older") });
    expect([from, to, applied.map(({ name }) => name)]).toEqual([2, 3, ["0003_personas.sql"]]);
  });
});

describe("migrations that do not finish", () => {
  test("a failing statement names file and line, and leaves nothing", async () => {
    const connection = await enterFreshSchema(session, "failing");
    writeMigrations("failing", [
      phases,
      { name: "0002_tasks.sql", sql: "-- ü\nCREATE TABLE tasks (id int);\nALTER TABLE phasen ADD a int;\n" },
    ]);
    const failure = await rejection(migrate(connection, { directory: directoryOf("failing") }));
    expect(failure).toMatchObject({ code: "V7-B044", exitCode: 1 });
    expect(failure.message).toMatch(/phasen.*42P01/);
    expect(await relations("failing")).toEqual([]);
  });

  test("a syntax error is found at its line", async () => {
    const connection = await enterFreshSchema(session, "syntax");
    writeMigrations("syntax", [
      phases,
      { name: "0002_tasks.sql", sql: "-- ü\nCREATE TABLE tasks (id int);\n\nCREATE TABEL more ();\n" },
    ]);
    const failure = await rejection(migrate(connection, { directory: directoryOf("syntax") }));
    expect(failure.message).toMatch(/^sql\/migrations\/0002_tasks\.sql:4: /);
  });

  test("killed before a file's first statement or a random one of it, it leaves nothing, and the next run is clean", async () => {
    // All of them are in the soak.
    const all = statementBoundaries();
    expect(all.length).toBeGreaterThan(150);
    const dice = throwDice();
    const some = listMigrations().flatMap(({ name }) => {
      const [first, ...others] = all.filter((boundary) => boundary.name === name);
      return [first, others[dice.whole(others.length)]].filter((boundary) => boundary !== undefined);
    });
    expect(some.length).toBeGreaterThan(listMigrations().length);
    const wrong = await killMigrations(database, some);
    expect({ seed: dice.seed, wrong }).toEqual({ seed: dice.seed, wrong: [] });
  });
});

interface MigrationFile {
  readonly name: string;
  readonly sql: string;
}

const phases: MigrationFile = { name: "0001_phases.sql", sql: "CREATE TABLE phases (id int);\n" };
const tasks: MigrationFile = { name: "0002_tasks.sql", sql: "CREATE TABLE tasks (id int);\n" };

/** Migrates a fresh schema with two files, then puts other files in their place. */
async function migrateThen(
  name: string,
  change: (files: readonly MigrationFile[]) => readonly MigrationFile[],
): Promise<Connection> {
  const connection = await enterFreshSchema(session, `${name}_`);
  writeMigrations(`${name}-before`, [phases, tasks]);
  await migrate(connection, { directory: directoryOf(`${name}-before`) });
  writeMigrations(name, change([phases, tasks]));
  return connection;
}

function writeMigrations(name: string, files: readonly MigrationFile[]): void {
  mkdirSync(directoryOf(name), { recursive: true });
  for (const file of files) writeFileSync(join(directoryOf(name), file.name), file.sql);
}

function directoryOf(name: string): string {
  return join(folder, name);
}

async function relations(schema: string): Promise<unknown[]> {
  const { rows } = await session.query("SELECT relname FROM pg_class WHERE relnamespace = $1::regnamespace", [schema]);
  return rows;
}

async function rejection(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("a failure was expected");
}

function failureOf(work: () => void): Failure {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("a failure was expected");
}
