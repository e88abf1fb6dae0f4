import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { embeddedPaths } from "../../src/postgres/embedded/paths.ts";
import type { Connection } from "../../src/postgres/connection.ts";
import { administer } from "./test-server.ts";
import { openThrowawayServer, type ThrowawayServer } from "./throwaway-server.ts";

/** A primary and a replica that streams from it, through a slot. */
export interface StreamingServers {
  readonly primary: ThrowawayServer;
  readonly replica: ThrowawayServer;
  /** Waits until a query of one of the servers answers with a row; throws after a while. */
  until(server: ThrowawayServer, query: string): Promise<void>;
  end(): Promise<void>;
}

const settings = {
  wal_level: "replica",
  max_wal_senders: "4",
  max_replication_slots: "4",
  hot_standby: "on",
  wal_receiver_status_interval: "1s",
  // Whatever is written, a test writes.
  autovacuum: "off",
};

/** Makes both, by a backup as PostgreSQL describes it for those who copy files themselves: no program beside the server is needed. */
export async function openStreamingServers(slot: string): Promise<StreamingServers> {
  const primary = await openThrowawayServer({ settings });
  const home = mkdtempSync(join(tmpdir(), "v7-replica-"));
  await copyRunning(primary, home, slot);
  const replica = await openThrowawayServer({ settings, home });
  const until: StreamingServers["until"] = async ({ url }, query) => {
    for (let tries = 0; tries < 300; tries += 1) {
      if ((await asked(url, query)).length > 0) return;
      await pause(50);
    }
    throw new Error(`it never came to be: ${query}`);
  };
  await until(primary, "SELECT FROM pg_stat_replication WHERE state = 'streaming'");
  return {
    primary,
    replica,
    until,
    end: async () => {
      await replica.drop();
      await primary.drop();
    },
  };
}

/** Its files as they are at one moment, told whom to follow. */
async function copyRunning(primary: ThrowawayServer, home: string, slot: string): Promise<void> {
  const { data } = embeddedPaths(home);
  await administer(primary.url, async (admin) => {
    await admin.query(`SELECT pg_create_physical_replication_slot('${slot}', true)`);
    await admin.query("SELECT pg_backup_start('v7 tests', true)");
    copyFolder(primary.data, data);
    const { rows } = await admin.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop(false)");
    writeFileSync(join(data, "backup_label"), rows[0]?.labelfile ?? "", { mode: 0o644 });
  });
  for (const gone of ["postmaster.pid", "postmaster.opts"]) rmSync(join(data, gone), { force: true });
  writeFileSync(join(data, "standby.signal"), "", { mode: 0o644 });
  // The name that leads to its socket after each start.
  const conninfo = `host=${join(primary.home, "socket")} port=5432 user=${new URL(primary.url.replace("@/", "@localhost/")).username}`;
  writeFileSync(
    join(data, "postgresql.auto.conf"),
    `primary_conninfo = '${conninfo}'\nprimary_slot_name = '${slot}'\n`,
    { mode: 0o600, flag: "a" },
  );
}

/** With its owners: a server that root starts runs as another user. */
function copyFolder(from: string, to: string): void {
  chmodSync(dirname(to), 0o711);
  const { status, stderr } = spawnSync("cp", ["-a", from, to], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

function asked(url: string, query: string): Promise<unknown[]> {
  return administer(url, async (connection: Connection) => (await connection.query(query)).rows);
}
