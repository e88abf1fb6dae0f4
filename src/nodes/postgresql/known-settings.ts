/** Settings that are always asked after, whatever a document declares. */
export const settingsThatMatter: readonly string[] = [
  "archive_command",
  "archive_mode",
  "autovacuum",
  "checkpoint_timeout",
  "effective_cache_size",
  "fsync",
  "full_page_writes",
  "hot_standby",
  "hot_standby_feedback",
  "maintenance_work_mem",
  "max_connections",
  "max_replication_slots",
  "max_slot_wal_keep_size",
  "max_wal_senders",
  "max_wal_size",
  "max_worker_processes",
  "password_encryption",
  "primary_conninfo",
  "primary_slot_name",
  "restore_command",
  "shared_buffers",
  "shared_preload_libraries",
  "ssl",
  "ssl_passphrase_command",
  "synchronous_commit",
  "synchronous_standby_names",
  "wal_keep_size",
  "wal_level",
  "work_mem",
];

/** A text that can hold a password by its name, or that does by what it says. */
export function bearsSecret(name: string, type: string, value: string): boolean {
  if (type !== "string") return false;
  return (
    /conninfo|pass(?:word|phrase|wd)|secret|token|_key$/.test(name) ||
    /\bpass(?:word|wd)\s*=|:\/\/[^/@\s]*:[^/@\s]*@/i.test(value)
  );
}
