import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { copiedWhileRunning } from "./failures.ts";
import { inspectServer } from "./inspect.ts";
import { type EmbeddedHome, embeddedPaths } from "./paths.ts";

/** The embedded server as `v7 db status` tells it. */
export interface EmbeddedStatus {
  readonly running: boolean;
  readonly dataDirectory: string;
  readonly log: string;
  /** Of the running server. */
  readonly pid?: number;
  /** ISO 8601, UTC. */
  readonly since?: string;
  readonly socketDirectory?: string;
  /** PostgreSQL's major version; absent before the first start. */
  readonly version?: string;
  /** Of the data directory; 0 before the first start. */
  readonly sizeBytes: number;
}

/** Whether the server of a home was ever made. */
export function hasEmbeddedData(home: string): boolean {
  return existsSync(join(embeddedPaths(home).data, "PG_VERSION"));
}

/** Looks without starting anything. Throws a Failure (exit 6) for what can neither be started nor be trusted. */
export async function embeddedStatus({ system, home }: EmbeddedHome): Promise<EmbeddedStatus> {
  const paths = embeddedPaths(home);
  const state = await inspectServer(system, paths);
  if (state.kind === "copied") throw copiedWhileRunning(paths.data);
  const versionFile = join(paths.data, "PG_VERSION");
  const rest = {
    dataDirectory: paths.data,
    log: paths.log,
    ...(existsSync(versionFile) ? { version: readFileSync(versionFile, "utf8").trim() } : {}),
    sizeBytes: sizeOf(paths.data),
  };
  if (state.kind === "stopped" || state.kind === "dead") return { running: false, ...rest };
  const { pid, startedAt, socketDirectory } = state.file;
  if (pid === 0) return { running: true, ...rest };
  return { running: true, pid, since: new Date(startedAt * 1000).toISOString(), socketDirectory, ...rest };
}

/** Files of a running server come and go while they are counted. */
function sizeOf(directory: string): number {
  if (!existsSync(directory)) return 0;
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = entries.map(
    (entry) => lstatSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
