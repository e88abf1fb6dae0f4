import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connection } from "../../src/postgres/connection.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await testDatabase();
  connection = await database.connect();
});

afterAll(() => database.drop());

const hash = "0123456789abcdef".repeat(4);

const wrong = {
  "nothing at all": "",
  "too few digits": hash.slice(1),
  "a digit too much": `${hash}0`,
  "capital letters": hash.toUpperCase(),
  "a line feed at the end": `${hash.slice(1)}\n`,
  "a letter that is no digit": `${hash.slice(1)}g`,
};

describe.each([
  ["v7_files", "INSERT INTO v7_files (path, path_bytes, hash) VALUES ($1, convert_to($1, 'UTF8'), $2)"],
  ["files", "INSERT INTO files (project_path, file_path, sha256) VALUES ('docs', $1, $2)"],
])("a hash in %s", (_, insert) => {
  test.each(Object.entries(wrong))("of %s is refused", async (path, value) => {
    await expect(connection.query(insert, [path, value])).rejects.toMatchObject({
      code: expect.stringMatching(/^(23514|22001)$/),
    });
  });

  test("of 64 hexadecimal digits is taken, and none at all", async () => {
    await connection.query(insert, ["docs/PRD.md", hash]);
    await connection.query(insert, ["docs/unreadable.md", null]);
  });
});
