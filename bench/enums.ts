import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EnumDeed } from "../src/enums/deed/deed.ts";
import { proveRename, proveRows } from "../src/enums/deed/prove.ts";
import { requireCheckedSchema, requireSchemaAfter, requireSchemaStill } from "../src/enums/deed/require-schema.ts";
import type { EnumChange } from "../src/enums/enum-change.ts";
import { makeScripts } from "../src/enums/prepare/make-scripts.ts";
import { chooseStrategy } from "../src/enums/script/strategy.ts";
import { countLabels, readOthers } from "../src/enums/proof/count-labels.ts";
import { readObjects } from "../src/enums/catalogue/objects.ts";
import { schemaDigest } from "../src/enums/catalogue/own-objects.ts";
import { surveyEnum } from "../src/enums/script/survey.ts";
import { inTargetTransaction } from "../src/enums/targets.ts";
import { connect, type Connection } from "../src/postgres/connection.ts";
import { startEmbedded, stopEmbedded } from "../src/postgres/embedded/index.ts";
import { thisSystem } from "../src/system/system.ts";
import { verdict } from "./table.ts";

const rounds = 5;
const labels = ["New", "Queued", "Processing", "Complete", "Error", "Skipped"];

/**
 * A million rows that take another type: by hand through text, as people write it, and as a deed with its proof, in turns on one server; and
 * the renaming in place, whose locks do not depend on the rows.
 */
export async function benchEnums(): Promise<string> {
  const system = thisSystem();
  const home = mkdtempSync(join(tmpdir(), "v7-bench-"));
  try {
    const connection = await connect(await startEmbedded({ system, home, settings: { wal_level: "replica" } }), {
      applicationName: "v7 bench",
    });
    try {
      return await timeAll(connection);
    } finally {
      await connection.end();
    }
  } finally {
    await stopEmbedded({ system, home });
    rmSync(home, { recursive: true, force: true });
  }
}

async function timeAll(connection: Connection): Promise<string> {
  await connection.script(neighbours);
  const times: { readonly [name in "bare" | "counted" | "proven" | "renamed"]: number[] } = {
    bare: [],
    counted: [],
    proven: [],
    renamed: [],
  };
  for (let round = 0; round <= rounds; round += 1) {
    const found = {
      bare: await onFresh(connection, () => bare(connection)),
      counted: await onFresh(connection, () => countOnce(connection)),
      proven: await onFresh(connection, () => deed(connection, reordered)),
      renamed: await onFresh(connection, () => deed(connection, reworded)),
    };
    if (round === 0) continue;
    for (const name of ["bare", "counted", "proven", "renamed"] as const) times[name].push(found[name]);
  }
  const [bareTime, counted, proven] = [median(times.bare), median(times.counted), median(times.proven)];
  return [
    `ALTER TABLE … USING through text, 1,000,000 rows: ${bareTime.toFixed(0)} ms`,
    `the same as a deed, counted before and after:    ${proven.toFixed(0)} ms`,
    `its rows counted once:                           ${counted.toFixed(0)} ms: a deed takes ${(proven / counted).toFixed(1)} times as long`,
    `WAL of the deed beside the table's size:         ${(await walOf(connection)).toFixed(2)} x`,
    `renamed in place among 200 tables, locked for:   ${median(times.renamed).toFixed(1)} ms (goal 50)`,
    verdict("the deed with its proof", proven / bareTime, "the bare statement", 1.5),
  ].join("\n");
}

/** What a schema has besides: all of it is compared before and after. */
const neighbours = `
  DO $$ BEGIN FOR n IN 1..200 LOOP
    EXECUTE format('CREATE TABLE neighbour_%s (id bigint PRIMARY KEY, name text UNIQUE, note text DEFAULT %L, CHECK (id > 0))', n, n);
    EXECUTE format('CREATE VIEW neighbours_%s AS SELECT id, name FROM neighbour_%s WHERE note IS NOT NULL', n, n);
  END LOOP; END $$`;

/** Bytes that a deed wrote to the WAL, beside those of its table with its indexes. */
async function walOf(connection: Connection): Promise<number> {
  const place = async (): Promise<string> => {
    const { rows } = await connection.query<{ place: string }>("SELECT pg_current_wal_insert_lsn()::text AS place");
    return rows[0]?.place ?? "0/0";
  };
  const measured = async (): Promise<number> => {
    const { rows: size } = await connection.query<{ bytes: string }>(
      "SELECT pg_total_relation_size('contacts') AS bytes",
    );
    const before = await place();
    await deed(connection, reordered);
    const { rows } = await connection.query<{ bytes: string }>("SELECT pg_wal_lsn_diff($1, $2) AS bytes", [
      await place(),
      before,
    ]);
    return Number(rows[0]?.bytes) / Number(size[0]?.bytes);
  };
  return onFresh(connection, measured);
}

/** As `v7 enum check` counts. */
async function countOnce(connection: Connection): Promise<number> {
  const start = performance.now();
  await inTargetTransaction(connection, "read", async () => {
    const survey = await surveyEnum(connection, reordered.from);
    if (survey === undefined) throw new Error("no enum to count");
    const others = await readOthers(connection, survey);
    await countLabels(connection, { ...survey, others, type: reordered.from, wordOf: reordered.map });
  });
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Milliseconds of `work` on a table that nobody changed before. */
async function onFresh(connection: Connection, work: () => Promise<number>): Promise<number> {
  await connection.script(`
    DROP TABLE IF EXISTS contacts;
    DROP TYPE IF EXISTS v7_contact_status, contact_status;
    CREATE TYPE contact_status AS ENUM (${labels.map((label) => `'${label}'`).join(", ")});
    CREATE TABLE contacts (
      id bigint PRIMARY KEY, name text, email text, company text, score integer, updated_at timestamptz,
      status contact_status NOT NULL DEFAULT 'New'
    );
    INSERT INTO contacts
      SELECT n, 'Contact ' || n, 'contact' || n || '@example.org', 'Company ' || n % 1000, n % 100, now(),
        (ARRAY[${labels.map((label) => `'${label}'`).join(", ")}]::contact_status[])[1 + n % ${labels.length}]
      FROM generate_series(1, 1000000) n`);
  await connection.query("VACUUM ANALYZE contacts");
  await connection.query("CHECKPOINT");
  return work();
}

async function bare(connection: Connection): Promise<number> {
  const words = reordered.words.map((word) => `'${word}'`).join(", ");
  const branches = labels.map((label) => `WHEN '${label}' THEN '${label.toLowerCase()}'`).join(" ");
  const start = performance.now();
  await connection.script(`
    BEGIN;
    CREATE TYPE v7_contact_status AS ENUM (${words});
    ALTER TABLE contacts
      ALTER COLUMN status DROP DEFAULT,
      ALTER COLUMN status TYPE v7_contact_status USING (CASE status::text ${branches} END)::v7_contact_status,
      ALTER COLUMN status SET DEFAULT 'new';
    COMMIT`);
  return performance.now() - start;
}

/** From the locks to the end of COMMIT. */
async function deed(connection: Connection, change: EnumChange): Promise<number> {
  const choice = await inTargetTransaction(connection, "read", async () => {
    const survey = await surveyEnum(connection, change.from);
    if (survey === undefined) throw new Error("no enum to change");
    return chooseStrategy(change, survey, undefined);
  });
  const objects = await inTargetTransaction(connection, "read", () => readObjects(connection));
  const { up, down, ending } = await makeScripts({ connection, objects }, change, choice);
  const planned: EnumDeed = {
    id: "bench",
    direction: "implement",
    address: change.address,
    strategy: choice.strategy,
    change,
    script: up,
    wayBack: down,
    ending,
    columns: [{ schema: "public", table: "contacts", column: "status" }],
    follows: null,
    before: "",
    after: "",
    accepted: [],
  };
  const before = await inTargetTransaction(connection, "read", () => schemaDigest(connection));
  let start = 0;
  await inTargetTransaction(connection, "write", async () => {
    const checked = await requireCheckedSchema(connection, { ...planned, before });
    start = performance.now();
    await connection.query("LOCK TABLE contacts IN ACCESS EXCLUSIVE MODE");
    await requireSchemaStill(connection, planned, checked);
    const run = async (): Promise<void> => void (await connection.script(up));
    if (choice.strategy === "in place") {
      await proveRename(connection, planned, run);
      await requireSchemaAfter(connection, planned, checked);
    } else await proveRows(connection, planned, run);
  });
  return performance.now() - start;
}

const reworded: EnumChange = {
  address: "enum/contact_status",
  target: "bench",
  from: { schema: "public", name: "contact_status" },
  labels,
  to: { schema: "public", name: "v7_contact_status" },
  words: labels.map((label) => label.toLowerCase()),
  map: new Map(labels.map((label) => [label, label.toLowerCase()])),
  mayReorder: true,
  isCompat: false,
};

const reordered: EnumChange = { ...reworded, words: reworded.words.toSorted() };
