import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import { digestTables, useCopySettings } from "../../src/postgres/copy/export-tables.ts";
import { importRows, readImportTarget } from "../../src/postgres/copy/import-rows.ts";
import { checkExport } from "../../src/postgres/copy/read-export.ts";
import { type ExportRequest, writeExport, type WrittenExport } from "../../src/postgres/copy/write-export.ts";
import { inTransaction } from "../../src/postgres/transaction.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let original: TestDatabase;
let connection: Connection;
let folder: string;
const copies: TestDatabase[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "v7-copy-"));
  original = await testDatabase();
  connection = await original.connect();
  await connection.script(hostileRows);
});

afterEach(async () => {
  for (const copy of copies.splice(0)) await copy.drop();
});

afterAll(async () => {
  await original.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Whatever a column of v7's can hold and a text format may stumble over. */
const hostileRows = String.raw`
  INSERT INTO v7_migration_workflow (phase_number, phase_name, lead_persona, deliverables, blockers, approval_notes)
  VALUES (1, 'Assessment', 'The Architect', '{"a\"b": "c\\d\nAudit", "n": 1e300, "π": null}', '[]', ''),
    (2, E'tab\there', E'back\\slash', '"\u00e9"', NULL, NULL);
  INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, blockers, notes, started_at)
  VALUES (1, 1, E'\\.', E'\\N', ARRAY['a,b', '"quoted"', E'new\nline', NULL, '', 'NULL', '{}'], E'one\r\ntwo\rthree\n', '2025-08-07 03:12:00.123456'),
    (1, 2, '-- v7 end 00', E'COPY "v7_state" FROM stdin;', '{}', E'\x01\x7f\u2028🛰', 'infinity'),
    (1, 3, E'\n\\.\n', ' ', NULL, NULL, NULL);
  UPDATE v7_subworkflow_tasks t SET dependencies = ARRAY[o.id] FROM v7_subworkflow_tasks o WHERE t.task_number = 2 AND o.task_number = 1;
  INSERT INTO v7_files (path, path_bytes) VALUES ('state/\xff', '\x00ff5c0a09');
  INSERT INTO action_queue (command, rationale, title, impact, confidence) VALUES ('[]', '', 'x', 'NaN', 0.000000000000000000001);
  INSERT INTO v7_applies (status, txid, plan, attempt) OVERRIDING SYSTEM VALUE VALUES ('applied', pg_current_xact_id(), '{"plan_id": "1\\n"}', 41);
`;

async function exported(name: string, options: Partial<ExportRequest> = {}): Promise<WrittenExport> {
  return writeExport(connection, {
    file: join(folder, name),
    toolVersion: "0.1.0",
    schemaVersion: 6,
    createdAt: new Date("2025-08-07T08:30:00Z"),
    withDigests: true,
    signal: new AbortController().signal,
    ...options,
  });
}

async function freshDatabase(): Promise<Connection> {
  const copy = await testDatabase();
  copies.push(copy);
  return copy.connect();
}

async function imported(into: Connection, name: string): Promise<void> {
  const file = join(folder, name);
  const { digest } = await checkExport(file);
  await inTransaction(into, { mode: "write" }, async () => {
    const target = await readImportTarget(into);
    await importRows(into, { file, digest, target, signal: new AbortController().signal });
  });
}

async function digestsOf(database: Connection, { header }: WrittenExport): Promise<ReadonlyMap<string, string>> {
  return inTransaction(database, { mode: "read" }, async () => {
    await useCopySettings(database);
    return digestTables(database, header.tables);
  });
}

async function one(database: Connection, query: string): Promise<unknown> {
  return Object.values((await database.query(query)).rows[0] ?? {})[0];
}

describe("a copy by way of an export", () => {
  test("has the same rows, whatever they hold", async () => {
    const copy = await freshDatabase();
    const written = await exported("hostile.sql");
    await imported(copy, "hostile.sql");
    expect(await digestsOf(copy, written)).toEqual(written.digests);
    expect(await one(copy, "SELECT encode(path_bytes, 'hex') FROM v7_files")).toBe("00ff5c0a09");
    expect(await one(copy, "SELECT path_sha256 = sha256(path_bytes) FROM v7_files")).toBe(true);
    expect(await one(copy, "SELECT approval_notes FROM v7_migration_workflow WHERE phase_number = 1")).toBe("");
    expect(await one(copy, "SELECT approval_notes FROM v7_migration_workflow WHERE phase_number = 2")).toBeNull();
  });

  test("has the audit of the original and none of the import", async () => {
    const copy = await freshDatabase();
    await exported("audit.sql");
    await imported(copy, "audit.sql");
    const count = "SELECT count(*) FROM change_log";
    expect(await one(copy, count)).toBe(await one(connection, count));
    expect(await one(copy, "SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'")).toBe("0");
  });

  test("goes on numbering where the original stopped", async () => {
    const copy = await freshDatabase();
    await exported("sequences.sql");
    await imported(copy, "sequences.sql");
    const next = "SELECT nextval('change_log_id_seq')";
    expect(await one(copy, next)).toBe(await one(connection, next));
    expect(
      await one(
        copy,
        "INSERT INTO v7_node_facts (node_name, fact, value, source, observed_at) VALUES ('BETA', 'os', '{}', 'uname', now()) RETURNING id",
      ),
    ).toBe("1");
  });

  test("has the original's identity and a lock key of its own", async () => {
    const copy = await freshDatabase();
    await exported("state.sql");
    await imported(copy, "state.sql");
    expect(await one(copy, "SELECT lineage::text FROM v7_state")).toBe(
      await one(connection, "SELECT lineage::text FROM v7_state"),
    );
    const key = await one(connection, "SELECT lock_key FROM v7_state");
    expect(await one(copy, "SELECT lock_key FROM v7_state")).not.toBe(key);
    expect(readFileSync(join(folder, "state.sql"), "utf8")).not.toContain(String(key));
  });

  test("keeps applies and their changes together, apart from any transaction still to come", async () => {
    const copy = await freshDatabase();
    const written = await exported("transactions.sql");
    // As from a server that has come much further than this one.
    const text = readFileSync(join(folder, "transactions.sql"), "utf8");
    const elsewhere = text.replace(/"transaction_horizon":"\d+"/, '"transaction_horizon":"900000000000"');
    await resealed("transactions.sql", elsewhere);
    await imported(copy, "transactions.sql");
    expect(await one(copy, "SELECT min(txid::text::numeric) > 2 ^ 48 FROM change_log")).toBe(true);
    const attributed = "SELECT count(*) FROM change_log c JOIN v7_applies a ON a.txid = c.txid";
    expect(await one(copy, attributed)).toBe(await one(connection, attributed));
    expect(written.header.transaction_horizon).toMatch(/^\d+$/);
  });

  test("of a copy is the same again", async () => {
    const copy = await freshDatabase();
    await exported("first.sql");
    await imported(copy, "first.sql");
    const again = { ...(await exported("second.sql")) };
    const second = await freshDatabase();
    await imported(second, "second.sql");
    expect(await digestsOf(second, again)).toEqual(again.digests);
  });

  test("of a hundred thousand rows passes through in small pieces", { timeout: 120_000 }, async () => {
    await connection.query(
      `INSERT INTO v7_node_facts (node_name, fact, value, source, observed_at)
       SELECT 'BETA', 'setting ' || n, jsonb_build_object('value', repeat('x', n % 200)), 'psql', now() FROM generate_series(1, 100000) n`,
    );
    const pieces: number[] = [];
    const written = await exported("large.sql", {
      tell: (event) => event.type === "progress" && pieces.push(event.bytes),
    });
    const sizes = pieces.map((bytes, index) => bytes - (pieces[index - 1] ?? 0));
    expect(Math.max(...sizes)).toBeLessThan(1 << 20);
    const copy = await freshDatabase();
    await imported(copy, "large.sql");
    expect(await digestsOf(copy, written)).toEqual(written.digests);
    await connection.query("DELETE FROM v7_node_facts");
  });
});

/** What somebody writes who knows the form: the seal fits. */
async function resealed(name: string, text: string): Promise<void> {
  const { createHash } = await import("node:crypto");
  const body = text.slice(0, text.lastIndexOf("-- v7 end "));
  const seal = createHash("sha256").update(body).digest("hex");
  writeFileSync(join(folder, name), `${body}-- v7 end ${seal}\n`);
}

describe("the file", () => {
  test("is its owner's alone and leaves no draft behind", async () => {
    await exported("mine.sql");
    expect(statSync(join(folder, "mine.sql")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("keeps its old content when an export is interrupted", async () => {
    await exported("kept.sql");
    const before = readFileSync(join(folder, "kept.sql"), "utf8");
    const controller = new AbortController();
    const line = await original.connect();
    const request = { toolVersion: "0.1.0", schemaVersion: 6, createdAt: new Date(), withDigests: false };
    const tell = (): void => controller.abort();
    await expect(
      writeExport(line, { ...request, file: join(folder, "kept.sql"), signal: controller.signal, tell }),
    ).rejects.toMatchObject({ name: "AbortError" });
    expect(readFileSync(join(folder, "kept.sql"), "utf8")).toBe(before);
    expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("does not appear when the connection breaks", { timeout: 60_000 }, async () => {
    const [line, killer] = [await original.connect(), await original.connect()];
    const pid = await one(line, "SELECT pg_backend_pid()");
    await connection.query(
      "INSERT INTO v7_node_facts (node_name, fact, value, source, observed_at) SELECT 'AIR', n::text, to_jsonb(repeat('x', 2000)), 'psql', now() FROM generate_series(1, 30000) n",
    );
    const killed: Promise<unknown>[] = [];
    const tell = (): void =>
      void (killed.length > 0 || killed.push(killer.query("SELECT pg_terminate_backend($1)", [pid])));
    const request = { toolVersion: "0.1.0", schemaVersion: 6, createdAt: new Date(), withDigests: false, tell };
    const signal = new AbortController().signal;
    const attempt = writeExport(line, { ...request, file: join(folder, "broken.sql"), signal });
    await expect(attempt).rejects.toMatchObject({ name: "Failure", exitCode: 6 });
    expect(readdirSync(folder).filter((name) => name.includes("broken"))).toEqual([]);
    await Promise.all(killed);
    await connection.query("DELETE FROM v7_node_facts");
  });

  test("needs the one row that says which database it is from", async () => {
    const database = await testDatabase();
    copies.push(database);
    const lost = await database.connect();
    await lost.query("DELETE FROM v7_state");
    const signal = new AbortController().signal;
    const request = { toolVersion: "0.1.0", schemaVersion: 6, createdAt: new Date(), withDigests: false, signal };
    await expect(writeExport(lost, { ...request, file: join(folder, "nobody.sql") })).rejects.toMatchObject({
      code: "V7-B066",
    });
  });

  test("cannot be written where there is no folder", async () => {
    await expect(exported("absent/export.sql")).rejects.toMatchObject({ code: "V7-B085" });
  });

  test("names tables after those they refer to", async () => {
    const { header } = await exported("order.sql");
    const names = header.tables.map(({ name }) => name);
    expect(names.indexOf("v7_migration_workflow")).toBeLessThan(names.indexOf("v7_subworkflow_tasks"));
    expect(names.indexOf("system_nodes")).toBeLessThan(names.indexOf("change_log"));
    expect(names).not.toContain("v7_schema_migrations");
  });
});

describe("a damaged file is refused before anything is written:", () => {
  const damages: [string, (text: string) => string][] = [
    ["cut within the rows", (text) => text.slice(0, text.indexOf("Assessment"))],
    ["cut before its last line", (text) => text.slice(0, text.lastIndexOf("-- v7 end "))],
    ["cut within its last line", (text) => text.slice(0, -2)],
    ["a changed value", (text) => text.replace("Assessment", "Assessmemt")],
    ["a row less", (text) => text.replace(/^1\t.*Assessment.*\n/m, "")],
    ["something behind its end", (text) => `${text}DROP TABLE v7_state;\n`],
    ["SQL of somebody else's", (text) => text.replace("COMMIT;\n", "DROP TABLE documents;\nCOMMIT;\n")],
    ["a first line that lies", (text) => text.replace(/"rows":2/, '"rows":3')],
  ];

  test.each(damages)("%s", async (label, damage) => {
    const name = `${label.replaceAll(" ", "-")}.sql`;
    await exported(name);
    const text = readFileSync(join(folder, name), "utf8");
    const damaged = damage(text);
    expect(damaged).not.toBe(text);
    writeFileSync(join(folder, name), damaged);
    await expect(checkExport(join(folder, name))).rejects.toMatchObject({ code: "V7-B087", exitCode: 1 });
  });

  test("one that was sealed again still runs no SQL of its own", async () => {
    await exported("forged.sql");
    const text = readFileSync(join(folder, "forged.sql"), "utf8");
    await resealed("forged.sql", text.replace("COMMIT;\n", "DROP TABLE documents;\nCOMMIT;\n"));
    await expect(checkExport(join(folder, "forged.sql"))).rejects.toMatchObject({ code: "V7-B087" });
  });

  test("one that was sealed again with a first line that lies", async () => {
    await exported("lying.sql");
    const text = readFileSync(join(folder, "lying.sql"), "utf8");
    await resealed("lying.sql", text.replace(/"rows":2/, '"rows":3'));
    await expect(checkExport(join(folder, "lying.sql"))).rejects.toMatchObject({ code: "V7-B087" });
  });

  test("one that names another table is refused, and the transaction undone", async () => {
    const copy = await freshDatabase();
    await exported("foreign.sql");
    const text = readFileSync(join(folder, "foreign.sql"), "utf8");
    await resealed("foreign.sql", text.replaceAll('"documents"', '"pg_authid"'));
    await expect(imported(copy, "foreign.sql")).rejects.toMatchObject({ code: "V7-B096" });
    expect(await one(copy, "SELECT count(*) FROM v7_migration_workflow")).toBe("0");
  });

  test("a file that changes between reading and importing", async () => {
    const copy = await freshDatabase();
    await exported("swapped.sql");
    const file = join(folder, "swapped.sql");
    const { digest } = await checkExport(file);
    await resealed("swapped.sql", readFileSync(file, "utf8").replace("Assessment", "Assessmemt"));
    const attempt = inTransaction(copy, { mode: "write" }, async () => {
      const target = await readImportTarget(copy);
      await importRows(copy, { file, digest, target, signal: new AbortController().signal });
    });
    await expect(attempt).rejects.toMatchObject({ code: "V7-B087" });
    expect(await one(copy, "SELECT count(*) FROM v7_migration_workflow")).toBe("0");
  });

  test("a file that is cut between reading and importing", async () => {
    const copy = await freshDatabase();
    await exported("shortened.sql");
    const file = join(folder, "shortened.sql");
    const { digest } = await checkExport(file);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.slice(0, text.indexOf("Assessment")));
    const attempt = inTransaction(copy, { mode: "write" }, async () => {
      const target = await readImportTarget(copy);
      await importRows(copy, { file, digest, target, signal: new AbortController().signal });
    });
    await expect(attempt).rejects.toMatchObject({ code: "V7-B087" });
    expect(await one(copy, "SELECT count(*) FROM v7_migration_workflow")).toBe("0");
  });

  test.each([
    ["plain text", "hello\n", "V7-B088"],
    ["empty", "", "V7-B088"],
    ["a later form", '-- v7 export {"format_version":2}\n', "V7-B088"],
    ["a broken first line", "-- v7 export {\n", "V7-B087"],
  ])("%s is no export", async (_, text, code) => {
    writeFileSync(join(folder, "other.sql"), text);
    await expect(checkExport(join(folder, "other.sql"))).rejects.toMatchObject({ code });
  });

  test("a folder cannot be read", async () => {
    await expect(checkExport(folder)).rejects.toMatchObject({ code: "V7-B086" });
  });
});

describe("an import that is interrupted", () => {
  test("writes nothing and leaves a connection that can go on", async () => {
    const copy = await freshDatabase();
    await exported("interrupted.sql");
    const file = join(folder, "interrupted.sql");
    const { digest } = await checkExport(file);
    const controller = new AbortController();
    const attempt = inTransaction(copy, { mode: "write" }, async () => {
      const target = await readImportTarget(copy);
      const tell = (): void => controller.abort();
      await importRows(copy, { file, digest, target, signal: controller.signal, tell });
    });
    await expect(attempt).rejects.toMatchObject({ name: "AbortError" });
    expect(await one(copy, "SELECT count(*) FROM v7_migration_workflow")).toBe("0");
  });
});

describe("an import that loses its connection", () => {
  test("writes nothing and says so", { timeout: 60_000 }, async () => {
    const copy = await freshDatabase();
    await exported("lost.sql");
    const pid = await one(copy, "SELECT pg_backend_pid()");
    const file = join(folder, "lost.sql");
    const { digest } = await checkExport(file);
    const attempt = inTransaction(copy, { mode: "write" }, async () => {
      const target = await readImportTarget(copy);
      await connection.query("SELECT pg_terminate_backend($1)", [pid]);
      await importRows(copy, { file, digest, target, signal: new AbortController().signal });
    });
    await expect(attempt).rejects.toMatchObject({ name: "Failure", exitCode: 6 });
  });
});

describe("a row the database refuses", () => {
  test("undoes the whole import", async () => {
    const copy = await freshDatabase();
    await exported("orphan.sql");
    const text = readFileSync(join(folder, "orphan.sql"), "utf8");
    const orphaned = text.replace(/^(COPY "v7_subworkflow_tasks".*\n(?:[^\t\n]*\t)*?)1\t1\t/m, "$19\t1\t");
    expect(orphaned).not.toBe(text);
    await resealed("orphan.sql", orphaned);
    await expect(imported(copy, "orphan.sql")).rejects.toMatchObject({ code: "V7-B095" });
    expect(await one(copy, "SELECT count(*) FROM v7_migration_workflow")).toBe("0");
  });
});
