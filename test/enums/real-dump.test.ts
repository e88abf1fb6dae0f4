import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { testDatabase } from "../support/database.ts";
import { dumps, inSecondTier, optional, otherMajors } from "../support/optional.ts";
import { type OtherServer, startOtherPostgres } from "../support/other-postgres.ts";
import { application, contacts, declareFor, enumName, strategies } from "./backups.ts";
import { type DeedScene, openDeedScene } from "./deed-scene.ts";

const rows = 600_000;
const words = [
  ["complete", rows / 3],
  ["error", rows / 3],
  ["new", rows / 3],
];

describe.runIf(optional.pgDump.isThere() && optional.otherPostgres.isThere() && inSecondTier())(
  "beside pg_dump itself",
  () => {
    let server: OtherServer;
    let shared: DeedScene;

    beforeAll(async () => {
      server = await startOtherPostgres(otherMajors.find(dumps) ?? 15);
    });
    afterEach(() => shared.end());
    afterAll(() => server.stop());

    test.each(strategies)("a change %s waits for a dump at work, which is whole and of before", async (strategy) => {
      shared = await openDeedScene(application(rows), { server: server.url });
      declareFor(shared, strategy);
      await shared.prepare(enumName);
      const dump = spawn("pg_dump", [shared.app.url], { stdio: ["ignore", "pipe", "inherit"] });
      let pause = 100;
      const reading = (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of dump.stdout) {
          chunks.push(chunk as Buffer);
          await delay(pause);
        }
        return Buffer.concat(chunks).toString();
      })();
      await vi.waitUntil(async () => (await shared.rows(copying)).length > 0, { timeout: 60_000 });
      const changing = shared.deed("implement", enumName, { accepted: ["V7-E080"] });
      await vi.waitUntil(async () => (await shared.rows(waiting)).length > 0, { timeout: 60_000 });
      pause = 0;
      const dumped = await reading;
      const { output, problem } = await changing;
      expect(problem).toBeNull();
      expect(output.is_done).toBe(true);
      expect(dumped).toContain("CREATE TYPE public.contact_status AS ENUM (\n    'New',");
      expect(await restored(dumped)).toEqual(words);
    });

    test("what is dumped once a change is done is whole, with the new words", async () => {
      shared = await openDeedScene(application(rows), { server: server.url });
      declareFor(shared, "new type");
      await shared.prepare(enumName);
      await shared.deed("implement", enumName);
      const dumped = await text(spawn("pg_dump", [shared.app.url], { stdio: ["ignore", "pipe", "inherit"] }).stdout);
      expect(dumped).toContain("CREATE TYPE public.contact_status AS ENUM (\n    'complete',");
      expect(await restored(dumped)).toEqual(words);
    });

    /** Contacts by word, in a database that a dump was read into. */
    async function restored(dumped: string): Promise<unknown[][]> {
      const empty = await testDatabase({ migrated: false, server: server.url });
      try {
        const psql = spawn("psql", ["--quiet", "--set=ON_ERROR_STOP=1", empty.url], {
          stdio: ["pipe", "ignore", "inherit"],
        });
        const ended = new Promise((resolve) => psql.once("close", resolve));
        psql.stdin.end(dumped);
        expect(await ended).toBe(0);
        const connection = await empty.connect({ applicationName: "psql" });
        return (await connection.query({ text: contacts, rowMode: "array" })).rows as unknown as unknown[][];
      } finally {
        await empty.drop();
      }
    }
  },
  600_000,
);

const copying = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'pg_dump' AND query LIKE 'COPY%contacts%'";
const waiting =
  "SELECT 1 FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE NOT l.granted AND c.relname = 'contacts'";
