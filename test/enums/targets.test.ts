import { afterAll, beforeAll, expect, test } from "vitest";
import { inTargetTransaction, targetNamed, withTarget } from "../../src/enums/targets.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { createCheckout, type Checkout } from "../scenes/checkout.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";

let own: TestDatabase;
let app: TestDatabase;
let checkout: Checkout;

const project = "6d0c2f0e-6a52-4c1b-9a43-0d7f6a9a2c55";

beforeAll(async () => {
  [own, app] = await Promise.all([testDatabase(), testDatabase({ migrated: false })]);
  checkout = createCheckout(own.url);
});

afterAll(async () => {
  await Promise.all([own.drop(), app.drop()]);
  checkout.remove();
});

/** A workspace whose target `app` is where APP_DATABASE_URL leads. */
async function workspaceWith(
  url: string | undefined,
  { target = "url: env:APP_DATABASE_URL", identified = true } = {},
): Promise<Workspace> {
  checkout.write("v7.yaml", `${identified ? `project: ${project}\n` : ""}targets: { app: { ${target} } }\n`);
  return checkout.open({ environment: url === undefined ? {} : { APP_DATABASE_URL: url, APP_APPLY_URL: url } });
}

test("a target is read as v7's command, in a snapshot that cannot write and sees no row hidden by a policy", async () => {
  const workspace = await workspaceWith(app.url);
  const seen = await withTarget(workspace, targetNamed(workspace, "app"), "read", (connection) =>
    inTargetTransaction(connection, "read", async () => {
      const { rows } = await connection.query(`
        SELECT current_setting('transaction_read_only') AS read_only, current_setting('transaction_isolation') AS isolation,
               current_setting('row_security') AS row_security, current_setting('TimeZone') AS zone,
               current_setting('search_path') AS path, current_setting('application_name') AS name`);
      return rows[0];
    }),
  );
  expect(seen).toEqual({
    read_only: "on",
    isolation: "repeatable read",
    row_security: "off",
    zone: "UTC",
    path: '"$user", public',
    name: "v7 apply",
  });
});

test("nothing that a transaction sets stays in the session", async () => {
  const workspace = await workspaceWith(app.url);
  const left = await withTarget(workspace, targetNamed(workspace, "app"), "write", async (connection) => {
    await inTargetTransaction(connection, "write", async () => undefined);
    const { rows } = await connection.query("SELECT current_setting('row_security') AS row_security");
    return rows[0];
  });
  expect(left).toEqual({ row_security: "on" });
});

test("a name that is no target is refused with those there are", async () => {
  const workspace = await workspaceWith(app.url);
  expect(() => targetNamed(workspace, "apq")).toThrow(
    expect.objectContaining({ code: "V7-E001", message: "no target apq in v7.yaml: there is app", exitCode: 1 }),
  );
  expect(() => targetNamed(workspace, "constructor")).toThrow(expect.objectContaining({ code: "V7-E001" }));
});

test("a variable that is not set, or holds no URL, is named; what it holds is not", async () => {
  const unset = await workspaceWith(undefined);
  expect(() => targetNamed(unset, "app")).toThrow(
    expect.objectContaining({ code: "V7-E002", message: expect.stringContaining("APP_DATABASE_URL"), exitCode: 6 }),
  );
  const broken = await workspaceWith("mysql://app:sentinel@alpha/app");
  expect(() => targetNamed(broken, "app")).toThrow(
    expect.objectContaining({ code: "V7-E002", message: expect.not.stringContaining("sentinel") }),
  );
});

test("a database that is forbidden is not connected to: by database.forbidden, by the target's list, by either login", async () => {
  const usual = await workspaceWith("postgres://app@no-host.invalid/ui_library");
  expect(() => targetNamed(usual, "app")).toThrow(expect.objectContaining({ code: "V7-E003", exitCode: 4 }));
  const listed = await workspaceWith(app.url, { target: `url: env:APP_DATABASE_URL, forbidden: [${app.name}]` });
  expect(() => targetNamed(listed, "app")).toThrow(expect.objectContaining({ code: "V7-E003" }));
  checkout.write("v7.yaml", "targets: { app: { url: env:APP_DATABASE_URL, applyUrl: env:APP_APPLY_URL } }\n");
  const applying = await checkout.open({
    environment: { APP_DATABASE_URL: app.url, APP_APPLY_URL: "postgres://app@alpha/ui_library" },
  });
  expect(() => targetNamed(applying, "app")).toThrow(expect.objectContaining({ code: "V7-E003" }));
});

test("v7's own database is no target: known by its address", async () => {
  const workspace = await workspaceWith(own.url);
  expect(() => targetNamed(workspace, "app")).toThrow(expect.objectContaining({ code: "V7-E004", exitCode: 4 }));
});

test("v7's own database is no target by another address either: known by what is in it", async () => {
  const elsewhere = await testDatabase();
  try {
    const connection = await elsewhere.connect();
    await connection.query("UPDATE v7_state SET project = $1", [project]);
    const workspace = await workspaceWith(elsewhere.url);
    const reading = withTarget(workspace, targetNamed(workspace, "app"), "read", async () => "reached");
    await expect(reading).rejects.toMatchObject({ code: "V7-E004" });
  } finally {
    await elsewhere.drop();
  }
});

test("an application's database in which another repository's state is a guest is a target", async () => {
  const elsewhere = await testDatabase();
  try {
    const connection = await elsewhere.connect();
    await connection.query("UPDATE v7_state SET project = gen_random_uuid()");
    const workspace = await workspaceWith(elsewhere.url);
    const read = withTarget(workspace, targetNamed(workspace, "app"), "read", async () => "reached");
    await expect(read).resolves.toBe("reached");
    const nameless = await workspaceWith(elsewhere.url, { identified: false });
    const refused = withTarget(nameless, targetNamed(nameless, "app"), "read", async () => "reached");
    await expect(refused).rejects.toMatchObject({ code: "V7-E004" });
  } finally {
    await elsewhere.drop();
  }
});
