import type { System } from "../../system/system.ts";

/** Settings of the server by name; a value is what `postgres -c name=value` takes. */
export type ServerSettings = { readonly [name: string]: string };

/**
 * One person's server: reachable by its socket alone, durable, and small when idle. Given on the command
 * line, so that a data directory made by an older v7 runs with today's settings.
 */
export function serverSettings(
  { platform }: Pick<System, "platform">,
  origin: ServerOrigin,
  overrides: ServerSettings,
): ServerSettings {
  return {
    ...reach(origin.socketDirectory),
    ...memory,
    ...writeAhead,
    // The other ways leave what was committed in the cache of a Mac's drive.
    ...(platform === "darwin" ? { wal_sync_method: "fsync_writethrough" } : {}),
    ...background,
    ...sessions,
    ...overrides,
    [scopeSetting]: origin.scope,
    [folderSetting]: origin.folder,
  };
}

/** Where a server is started; it says so as long as its data is there. */
export interface ServerOrigin {
  readonly socketDirectory: string;
  /** By `formatScope`. */
  readonly scope: string;
  /** By `folderStamp`. */
  readonly folder: string;
}

/** The setting in which a server carries the place it was started in. */
export const scopeSetting = "v7.scope";

/** The setting in which it carries the numbers of its data directory. */
export const folderSetting = "v7.folder";

function reach(socketDirectory: string): ServerSettings {
  return {
    listen_addresses: "",
    port: "5432",
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: "0700",
    max_connections: "30",
  };
}

const memory: ServerSettings = {
  shared_buffers: "32MB",
  huge_pages: "off",
  jit: "off",
  io_method: "sync",
  max_locks_per_transaction: "64",
};

/** Small segments and a small floor: the data directory stays near 50 MB. */
const writeAhead: ServerSettings = {
  wal_level: "minimal",
  max_wal_senders: "0",
  max_replication_slots: "0",
  min_wal_size: "16MB",
  max_wal_size: "64MB",
  log_checkpoints: "off",
};

/** Every process costs memory while idle, so only what a small database needs is started. */
const background: ServerSettings = {
  max_worker_processes: "0",
  max_parallel_workers: "0",
  max_parallel_workers_per_gather: "0",
  max_logical_replication_workers: "0",
  autovacuum_worker_slots: "1",
  autovacuum_max_workers: "1",
  autovacuum_naptime: "60s",
};

/** Statements may hold people's data, so the log never repeats them. */
const sessions: ServerSettings = {
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_error_statement: "panic",
  log_min_messages: "log",
};
