import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StagedFile } from "../../src/files/scan/scanned-row.ts";
import { type Counts, lockRegistry, store } from "../../src/files/scan/store.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { inTransaction } from "../../src/postgres/transaction.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await testDatabase();
  connection = await database.connect();
});

afterAll(() => database.drop());

/** What means something in an array, in COPY or in JSON, and what does not. */
const texts = fc.oneof(
  fc.constantFrom("NULL", "", '"', "\\", "\\N", "{docs}", "a,b", "tab\there", "two\nlines", "Entwürfe", "'", "$1"),
  fc.string({
    unit: fc.constantFrom("a", "/", '"', "\\", "{", "}", ",", " ", "\n", "ß", "🚲", "\u0001"),
    maxLength: 8,
  }),
);
const perhaps = fc.option(texts);

const files = fc.uniqueArray(
  fc.record<StagedFile>({
    id: fc.constant(null),
    path: texts.map((text) => `docs/${text}`),
    bytes: fc.constant(null),
    hash: fc.option(fc.constantFrom("0".repeat(64), "f".repeat(64))),
    size: fc.maxSafeNat(),
    ext: perhaps,
    fileType: fc.constantFrom("code", "documentation", "other"),
    language: fc.constant(null),
    component: perhaps,
    pillar: perhaps,
    project: perhaps,
    title: perhaps,
    mtime: fc.constantFrom(null, "2025-08-07T08:30:00.123457Z"),
    metadata: fc.record({ stamp: texts, lines: fc.nat() }, { requiredKeys: [] }),
    project_path: fc.constant(null),
    file_path: fc.constant(null),
  }),
  { selector: ({ path }) => path, minLength: 1, maxLength: 12 },
);

/** What is in the registry and what was told of it once these batches are stored one after another; then all is as before. */
async function stored(batches: readonly (readonly StagedFile[])[]): Promise<{ counts: Counts; rows: object[] }> {
  const run = { runId: null, actor: null, areChangesTold: false };
  return inTransaction(connection, { mode: "write", rehearsal: true }, async () => {
    await lockRegistry(connection);
    const counts = await store(connection, run, eachOf(batches), new AbortController().signal);
    const { rows } = await connection.query<object>(
      `SELECT f.path, f.hash, f.size_bytes, f.ext, f.file_type, f.component, f.pillar, f.project, f.title, f.mtime::text, f.metadata,
              convert_from(f.path_bytes, 'UTF8') AS bytes,
              (SELECT json_agg(json_build_array(c.change_type, c.old_hash, c.new_hash) ORDER BY c.id)
                 FROM v7_changes c WHERE c.file_id = f.id) AS changes
         FROM v7_files f ORDER BY f.path_bytes`,
    );
    return { counts, rows };
  });
}

async function* eachOf<Batch>(batches: readonly Batch[]): AsyncGenerator<Batch> {
  yield* batches;
}

test("files are stored as they are told, whatever their texts mean to the server", async () => {
  await fc.assert(
    fc.asyncProperty(files, async (some) => {
      const { rows } = await stored([some]);
      const told = some.map(({ path, title, component, metadata }) => ({
        path,
        title,
        component,
        metadata,
        bytes: path,
      }));
      expect(rows).toHaveLength(told.length);
      for (const file of told) expect(rows).toContainEqual(expect.objectContaining(file));
    }),
    { numRuns: 40 },
  );
});

test("one batch and one for each file store the same and tell the same, new and known", async () => {
  await fc.assert(
    fc.asyncProperty(files, files, async (some, more) => {
      const together = await stored([some, more]);
      const apart = await stored([...some, ...more].map((file) => [file]));
      expect(together).toEqual(apart);
    }),
    { numRuns: 40 },
  );
});
