import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EnumDeed } from "../src/enums/deed/deed.ts";
import { proveRename, proveRows } from "../src/enums/deed/prove.ts";
import type { EnumChange } from "../src/enums/enum-change.ts";
import { makeScripts } from "../src/enums/prepare/make-scripts.ts";
import { chooseStrategy } from "../src/enums/script/strategy.ts";
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
    const connection = await connect(await startEmbedded({ system, home }), { applicationName: "v7 bench" });
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
  const times: { readonly [name in "bare" | "proven" | "renamed"]: number[] } = { bare: [], proven: [], renamed: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const found = {
      bare: await onFresh(connection, () => bare(connection)),
      proven: await onFresh(connection, () => deed(connection, reordered)),
      renamed: await onFresh(connection, () => deed(connection, reworded)),
    };
    if (round === 0) continue;
    for (const name of ["bare", "proven", "renamed"] as const) times[name].push(found[name]);
  }
  const [bareTime, proven, renamed] = [median(times.bare), median(times.proven), median(times.renamed)];
  return [
    `ALTER TABLE … USING through text, 1,000,000 rows: ${bareTime.toFixed(0)} ms`,
    `the same as a deed, counted before and after:    ${proven.toFixed(0)} ms`,
    `renamed in place, locked for:                    ${renamed.toFixed(1)} ms (goal 50)`,
    verdict("the deed with its proof", proven / bareTime, "the bare statement", 1.5),
  ].join("\n");
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
  const { up, down, ending } = await makeScripts(connection, change, choice);
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
  const prove = choice.strategy === "in place" ? proveRename : proveRows;
  const start = performance.now();
  await inTargetTransaction(connection, "write", async () => {
    await connection.query("LOCK TABLE contacts IN ACCESS EXCLUSIVE MODE");
    await prove(connection, planned, async () => void (await connection.script(up)));
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
