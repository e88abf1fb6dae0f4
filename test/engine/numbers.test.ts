import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { adopt } from "../../src/engine/edit/adopt.ts";
import { pull } from "../../src/engine/edit/pull.ts";
import { undo } from "../../src/engine/edit/undo.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;
const file = "state/nodes/alpha.yaml";

/** No `number` of JavaScript's holds one of them. */
const odd = {
  serial: "9007199254740993",
  capacity: "12345678901234567890.12345",
  ratio: "0.10000000000000000001",
  limit: `1${"0".repeat(400)}`,
};
const jsonOf = (numbers: { readonly [key: string]: string }): string =>
  `{${Object.entries(numbers)
    .map(([key, text]) => `"${key}": ${text}`)
    .join(", ")}}`;

beforeEach(async () => {
  scene = await openScene();
});

afterEach(() => scene.end());

async function rowHolds(numbers: { readonly [key: string]: string }): Promise<void> {
  await scene.psql.query(
    `INSERT INTO system_nodes (node_name, node_role, metadata) VALUES ('ALPHA', 'primary', '${jsonOf(numbers)}')
     ON CONFLICT (node_name) DO UPDATE SET metadata = EXCLUDED.metadata`,
  );
}

/** The row's numbers, as Postgres prints them. */
async function held(): Promise<unknown> {
  const [text] = await scene.column(
    "SELECT (SELECT jsonb_object_agg(key, value::text) FROM jsonb_each(metadata)) FROM system_nodes",
  );
  return text;
}

async function unsettled(): Promise<unknown> {
  const { plan } = await scene.plan();
  return [plan.changes, plan.drift, plan.conflicts];
}

const settled = [[], [], []];

describe("a number that no number of JavaScript's holds", () => {
  beforeEach(async () => {
    await rowHolds(odd);
    await adopt(await scene.checkout.open(), { topics: ["Node"] });
    await scene.apply();
  });

  test("is adopted digit by digit, and the next plan is empty", async () => {
    for (const [key, text] of Object.entries(odd)) expect(scene.checkout.read(file)).toContain(`${key}: ${text}\n`);
    expect(await unsettled()).toEqual(settled);
    expect(await held()).toEqual(odd);
  });

  test("stays when another key of the same value is applied", async () => {
    scene.checkout.write(file, scene.checkout.read(file).replace("serial: 9007199254740993", "serial: 1"));
    await scene.apply();
    expect(await held()).toEqual({ ...odd, serial: "1" });
  });

  test("is drift when its last digit changed, is pulled, and comes back by undo", async () => {
    const moved = { ...odd, serial: "9007199254740992", ratio: "0.1" };
    await rowHolds(moved);
    const { plan } = await scene.plan();
    expect(JSON.stringify(plan.drift)).toContain(`"serial":9007199254740993`);
    await pull(await scene.checkout.open(), { addresses: [], theirs: false });
    await scene.apply();
    scene.checkout.write(file, scene.checkout.read(file).replace("ratio: 0.1\n", `ratio: ${odd.ratio}\n`));
    const { apply_id: applyId } = await scene.apply();
    await undo(await scene.checkout.open(), { reference: String(applyId) });
    await scene.apply();
    expect(await held()).toEqual(moved);
  });
});

test("1.10 is 1.1, and its text stays in the row when another key is applied", async () => {
  await rowHolds({ version: "1.10", cores: "8" });
  await adopt(await scene.checkout.open(), { topics: ["Node"] });
  await scene.apply();
  expect(await unsettled()).toEqual(settled);
  scene.checkout.write(file, scene.checkout.read(file).replace("cores: 8", "cores: 10"));
  await scene.apply();
  expect(await held()).toEqual({ version: "1.10", cores: "10" });
});
