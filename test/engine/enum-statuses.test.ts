import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { enumPlan } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";

let scene: Scene;

const whole = {
  valueMap: { Complete: "complete", Error: "error", New: "new", Skipped: "error" },
  database: "app",
  approvedBy: "The Architect",
};

beforeAll(async () => {
  scene = await openScene();
  scene.checkout.write("v7.yaml", "targets: { app: { url: env:APP_DATABASE_URL } }\n");
  scene.checkout.write("state/enums/up.sql", "SELECT 1;\n");
});

afterAll(() => scene.end());

/** An EnumPlan of a status, with both scripts. */
function declare(status: string): void {
  const script = { file: "enums/up.sql", sha256: "b4e0497804e46e0a0b0b8c31975b062152d551bac49c3c2e80932567b4085dcd" };
  scene.checkout.declare(
    enumPlan("contact_curation_status", { ...whole, status, migrationScript: script, rollbackScript: { ...script } }),
  );
}

async function remember(direction: string, at: string): Promise<void> {
  await scene.psql.query(
    `INSERT INTO v7_enum_deeds (deed, address, target, direction, state, ended_at)
     VALUES ('${direction} ${at}', 'enum/contact_curation_status', 'app', '${direction}', 'done', '2025-08-09 ${at}')`,
  );
}

/** The code that keeps an apply, or none. */
async function refusal(): Promise<string | undefined> {
  return scene.apply().then(
    () => undefined,
    (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : String(error)),
  );
}

beforeEach(async () => {
  await scene.psql.query("DELETE FROM v7_enum_deeds");
});

test("an enum is implemented, validated and retired by what was done on its target, in that order", async () => {
  for (const status of ["proposed", "approved"]) {
    declare(status);
    expect(await refusal()).toBeUndefined();
  }
  declare("implemented");
  expect(await refusal()).toBe("V7-G028");
  await remember("implement", "10:00");
  expect(await refusal()).toBeUndefined();
  declare("validated");
  expect(await refusal()).toBe("V7-G028");
  await remember("validate", "11:00");
  expect(await refusal()).toBeUndefined();
  declare("retired");
  expect(await refusal()).toBe("V7-G028");
  await remember("retire", "12:00");
  expect(await refusal()).toBeUndefined();
});
