import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { exportDatabase } from "../../src/engine/database/export.ts";
import { importDatabase } from "../../src/engine/database/import.ts";
import { adopt } from "../../src/engine/edit/adopt.ts";
import { pull } from "../../src/engine/edit/pull.ts";
import { canonicalAddress } from "../../src/model/inet.ts";
import { undo } from "../../src/engine/edit/undo.ts";
import { phase } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { testDatabase } from "../support/database.ts";
import { rounds } from "../support/optional.ts";

let scene: Scene;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.end());

const hardNumbers = [
  "0", "-1", "0.1", "0.10000000000000000001", "9007199254740991", "9007199254740993", "-9007199254740993",
  "18446744073709551616", "12345678901234567890.12345678901234567890", "0.0000001", "1.7976931348623157",
  `1${"0".repeat(308)}`, `1${"0".repeat(400)}`, `0.${"0".repeat(400)}1`, "4503599627370497.5", "123456789012345678",
  "0.30000000000000004", "100000000000000000000000", "5e-324", "2.2250738585072014e-308",
]; // prettier-ignore

/** As jsonb has them: without zeros at the end, which no document can say. */
const numbers = fc
  .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.stringMatching(/^\d{0,30}$/))
  .map(([whole, decimals]) => `${whole}.${decimals}`.replace(/\.?0*$/, ""));

const times = fc
  .tuple(
    fc.date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true }),
    fc.nat(999_999),
  )
  .map(([date, micros]) => `${date.toISOString().slice(0, 19)}.${String(micros).padStart(6, "0")}`);

const addresses = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc
    .array(fc.constantFrom("0", "0", "1", "ffff", "db8"), { minLength: 8, maxLength: 8 })
    .map((words) => words.join(":")),
);

const texts = fc.oneof(
  fc.constantFrom("1.10", "0644", "~", "yes", "null", " ", "2025-02-30", "infinity", "'", '"', "a: b", "# c", "- d"),
  fc
    .string({ unit: "grapheme", maxLength: 20 })
    .filter((text) => text !== "" && text.isWellFormed() && !/[\p{Cc}\ufffe\uffff]/u.test(text)),
);

/** Values of every type of column, as SQL writes them. */
interface Values {
  readonly numbers: readonly string[];
  readonly times: readonly string[];
  readonly addresses: readonly string[];
  readonly texts: readonly string[];
}

function valuesOf(count: number): Values {
  const sample = <T>(arbitrary: fc.Arbitrary<T>): T[] => fc.sample(arbitrary, count);
  return {
    numbers: [...hardNumbers, ...sample(numbers)],
    times: ["0001-01-01", "9999-12-31 23:59:59.999999", "2000-02-29", ...sample(times)],
    addresses: [...new Map(sample(addresses).map((text) => [canonicalAddress(text), text])).values()],
    texts: sample(texts),
  };
}

/** Somebody with psql puts the values into rows: of a machine, of its addresses and of tasks. */
async function put({ numbers: all, times: moments, addresses: hosts, texts: words }: Values): Promise<void> {
  const metadata = `{${all.map((text, index) => `"n${index}": [${text}, {"text": ${JSON.stringify(words[index % words.length])}}]`).join(", ")}}`;
  await scene.psql.query(
    `INSERT INTO system_nodes (node_name, node_role, metadata) VALUES ('ALPHA', 'primary', $1)
     ON CONFLICT (node_name) DO UPDATE SET metadata = EXCLUDED.metadata`,
    [metadata],
  );
  await scene.psql.query(
    `INSERT INTO network_interfaces (node_id, ip_address, gateway)
     SELECT n.id, h.host::inet, h.host::inet FROM system_nodes n, unnest($1::text[]) h(host)
     ON CONFLICT (node_id, ip_address) DO NOTHING`,
    [hosts],
  );
  await scene.psql.query(
    `INSERT INTO v7_subworkflow_tasks (parent_phase, task_number, task_name, responsible_persona, started_at, notes, blockers)
     SELECT 1, number, 'Map enum values', 'Test Sentinel', moment::timestamp, word, ARRAY[word, moment]
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS given(moment, word, number)
     ON CONFLICT (parent_phase, task_number) DO UPDATE
       SET started_at = EXCLUDED.started_at, notes = EXCLUDED.notes, blockers = EXCLUDED.blockers`,
    [moments, moments.map((_, index) => words[index % words.length])],
  );
}

/** As somebody writes them who does not think of Postgres: in capitals, nothing left out. */
function declareInterfaces(hosts: readonly string[]): void {
  const entries = hosts.map((host) => JSON.stringify(host.toUpperCase()));
  const lines = entries.map((host) => `    - ipAddress: ${host}\n      gateway: ${host}\n`);
  scene.checkout.write(nodeFile, `${scene.checkout.read(nodeFile)}  interfaces:\n${lines.join("")}`);
}

const nodeFile = "state/nodes/alpha.yaml";

/** Every value as Postgres prints it. */
async function held(query: Scene["column"] = scene.column): Promise<unknown> {
  return query(
    `SELECT json_build_array(
       (SELECT jsonb_object_agg(key, value::text) FROM system_nodes, jsonb_each(metadata)),
       (SELECT json_agg(concat(ip_address, ' ', gateway) ORDER BY ip_address) FROM network_interfaces),
       (SELECT json_agg(concat_ws(' ', task_number, started_at, notes, blockers) ORDER BY task_number) FROM v7_subworkflow_tasks))::text`,
  );
}

async function expectSettled(): Promise<void> {
  const { plan } = await scene.plan();
  expect([plan.changes, plan.drift, plan.conflicts]).toEqual([[], [], []]);
}

test("odd numbers, times, addresses and texts come through adopt, pull, undo, export and import as they were", async () => {
  const count = rounds({ test: 12, all: 250 });
  const [first, second] = [valuesOf(count), valuesOf(count)];
  scene.checkout.declare(phase("1"));
  await scene.apply();
  await put(first);
  const before = await held();
  await adopt(await scene.checkout.open(), { topics: ["Node", "Task"] });
  declareInterfaces(first.addresses);
  await scene.apply();
  await expectSettled();
  expect(await held()).toEqual(before);

  await put({ ...second, addresses: [] });
  await scene.psql.query("UPDATE network_interfaces SET gateway = set_masklen(gateway, 8)");
  const moved = await held();
  await pull(await scene.checkout.open(), { addresses: [], theirs: false });
  await scene.apply();
  await expectSettled();
  expect(await held()).toEqual(moved);

  scene.checkout.write(
    nodeFile,
    scene.checkout
      .read(nodeFile)
      .replaceAll(/^ +- 9007199254740993$/gm, (line) => line.replace("9007199254740993", "1")),
  );
  const { apply_id: applyId } = await scene.apply();
  expect(await held()).not.toEqual(moved);
  await undo(await scene.checkout.open(), { reference: String(applyId) });
  await scene.apply();
  await expectSettled();
  expect(await held()).toEqual(moved);

  const file = join(scene.checkout.root, "export.sql");
  await exportDatabase(await scene.checkout.open(), { file });
  const copy = await testDatabase();
  try {
    await importDatabase(await scene.checkout.open({ databaseUrl: copy.url }), { file, approved: true });
    const psql = await copy.connect({ applicationName: "psql" });
    expect(await held(async (query) => (await psql.query(query)).rows.map((row) => Object.values(row)[0]))).toEqual(
      moved,
    );
  } finally {
    await copy.drop();
  }
});
