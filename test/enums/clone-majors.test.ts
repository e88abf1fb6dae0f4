import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { digestOf, readObjects, type CatalogueObject } from "../../src/enums/catalogue/objects.ts";
import { openClone, type Clone } from "../../src/enums/clone/clone.ts";
import { fillClone } from "../../src/enums/clone/rows.ts";
import { inTargetTransaction, targetNamed, withTarget } from "../../src/enums/targets.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { createCheckout, type Checkout } from "../scenes/checkout.ts";
import { testDatabase, type TestDatabase } from "../support/database.ts";
import { dumps, inSecondTier, optional, otherMajors } from "../support/optional.ts";
import { startOtherPostgres, type OtherServer } from "../support/other-postgres.ts";
import { administer, withDatabase } from "../support/test-server.ts";
import { makeApp, makeMore } from "./app-target.ts";

let own: TestDatabase;
let checkout: Checkout;

beforeAll(async () => {
  own = await testDatabase();
  checkout = createCheckout(own.url);
});

afterAll(async () => {
  await own.drop();
  checkout.remove();
});

describe.runIf(optional.otherPostgres.isThere() && inSecondTier()).each(otherMajors)(
  "a target on PostgreSQL %i",
  (major) => {
    let server: OtherServer;
    let url: string;

    beforeAll(async () => {
      server = await startOtherPostgres(major);
      await administer(server.url, (admin) => admin.query("CREATE DATABASE app"));
      url = withDatabase(server.url, "app");
      await administer(url, async (connection) => {
        await makeApp(connection, { rows: 400 });
        await makeMore(connection);
      });
    });

    afterAll(() => server.stop());

    test("is cloned in full on a scratch server of its own version, and filled", async () => {
      const workspace = await workspaceWith(url, server.url);
      const { clone, objects } = await cloneIn(workspace);
      try {
        expect(clone.missing).toEqual([]);
        expect(await digestIn(clone)).toBe(digestOf(objects));
        if (dumps(major)) expect(dumpOf(clone.url)).toBe(dumpOf(url));
        const enums = objects.filter(({ sort }) => sort === "enum").map(({ identity }) => identity);
        expect((await fillClone(clone, { enums })).unfilled.map(({ table }) => table)).toEqual([
          "public.partner_contacts",
        ]);
      } finally {
        await clone.drop();
      }
    });

    test("is cloned in part on v7's own: the version is named, and every type and table is there", async () => {
      const workspace = await workspaceWith(url);
      const { clone, objects } = await cloneIn(workspace);
      try {
        expect(clone.completeness).toBe("partial");
        expect(clone.missing[0]).toEqual({
          sort: "server",
          identity: `PostgreSQL ${major}`,
          why: "the clone is on PostgreSQL 18",
        });
        expect(clone.missing.filter(({ why }) => !/otherwise|in the clone alone/.test(why)).slice(1)).toEqual([]);
        const { rows } = await clone.connection.query("SELECT count(*)::integer AS n FROM pg_type WHERE typtype = 'e'");
        expect(rows).toEqual([{ n: objects.filter(({ sort }) => sort === "enum").length }]);
      } finally {
        await clone.drop();
      }
    });
  },
);

async function workspaceWith(url: string, scratch?: string): Promise<Workspace> {
  const place = scratch === undefined ? "" : ", scratch: env:SCRATCH_URL";
  checkout.write("v7.yaml", `targets: { app: { url: env:APP_DATABASE_URL${place} } }\n`);
  return checkout.open({ environment: { APP_DATABASE_URL: url, SCRATCH_URL: scratch ?? "" } });
}

async function cloneIn(workspace: Workspace): Promise<{ clone: Clone; objects: readonly CatalogueObject[] }> {
  const target = targetNamed(workspace, "app");
  const objects = await withTarget(workspace, target, "read", (connection) =>
    inTargetTransaction(connection, "read", () => readObjects(connection)),
  );
  return { clone: await openClone(workspace, target, objects), objects };
}

async function digestIn({ connection }: Clone): Promise<string> {
  return inTargetTransaction(connection, "read", async () => digestOf(await readObjects(connection)));
}

/**
 * The schema as PostgreSQL's own program writes it: without the random key that newer ones put around it, without the password of
 * a user mapping, which is not cloned, and with an object's grants in the order of their words.
 */
function dumpOf(url: string): string {
  const { stdout, stderr } = spawnSync("pg_dump", ["--schema-only", url], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout
    .replaceAll(/^\\(un)?restrict .*$/gm, "")
    .replaceAll(/^(CREATE USER MAPPING .*) OPTIONS \([^)]*\);$/gm, "$1;")
    .replaceAll(/(?:^(?:GRANT|REVOKE) .*\n)+/gm, (grants) => grants.split("\n").toSorted().join("\n"));
}
