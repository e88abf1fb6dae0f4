import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EnumScanOutput } from "../../src/model/output/enum-scan.ts";
import { inSecondTier, optional, otherMajors } from "../support/optional.ts";
import { type OtherServer, startOtherPostgres } from "../support/other-postgres.ts";
import { administer, withDatabase } from "../support/test-server.ts";
import { makeApp, openAppTarget } from "./app-target.ts";
import { openScanScene, type ScanScene } from "./scan-scene.ts";

describe.runIf(optional.otherPostgres.isThere() && inSecondTier()).each(otherMajors)(
  "a target on PostgreSQL %i",
  (major) => {
    let server: OtherServer;
    let scene: ScanScene;
    let url: string;

    beforeAll(async () => {
      scene = openScanScene(await openAppTarget());
      server = await startOtherPostgres(major);
      await administer(server.url, (admin) => admin.query("CREATE DATABASE app"));
      url = withDatabase(server.url, "app");
      await administer(url, (connection) => makeApp(connection, { rows: 400 }));
    });

    afterAll(async () => {
      await scene.end();
      await server.stop();
    });

    test("is told as on the newest: enums, uses, rows, groups and words", async () => {
      const scan = await scene.scan({ url });
      expect(scan.server_version).toMatch(new RegExp(`^${major}\\.`));
      expect(withoutOwners(scan)).toEqual(withoutOwners(await scene.scan()));
    });

    test("is told to a login without rights too, but for the rows", async () => {
      await administer(url, (admin) => admin.script("CREATE ROLE app_scanner LOGIN"));
      const scan = await scene.scan({ url: url.replace("v7@", "app_scanner@") });
      expect(scan.enums.map(({ uses }) => uses)).toEqual((await scene.scan()).enums.map(({ uses }) => uses));
      expect(scan.enums.every(({ rows }) => rows === null)).toBe(true);
    });
  },
);

/** Who makes the tables is another on each server. */
function withoutOwners({ enums, groups, words, unseen, totals }: EnumScanOutput): object {
  return { enums: enums.map(({ owner: _owner, ...one }) => one), groups, words, unseen, totals };
}
