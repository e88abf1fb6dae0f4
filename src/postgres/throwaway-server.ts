import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { takeDirectoryLock } from "../system/directory-lock.ts";
import type { System } from "../system/system.ts";
import { startEmbedded, stopEmbedded, type EmbeddedServer } from "./embedded/index.ts";
import { embeddedPaths } from "./embedded/paths.ts";
import type { ServerSettings } from "./embedded/server-settings.ts";

/** A server of a moment, with nothing in it that is v7's. */
export interface ThrowawayServer {
  readonly server: EmbeddedServer;
  /** Stops it and removes all it kept. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Makes and starts a server for one piece of work, in about a second, below v7's home. It is the person's own: reached by
 * its socket alone, and apart from v7's server, so that neither its roles nor what its functions do reach v7's tables. Those
 * that processes left which are gone are removed first. Throws a Failure (exit 6) that names the cause.
 */
export async function openThrowawayServer(system: System, home: string): Promise<ThrowawayServer> {
  const folder = join(home, "moments");
  makePassable(folder);
  await removeLeftovers(system, folder);
  const own = join(folder, randomBytes(4).toString("hex"));
  makePassable(own);
  const lock = await takeDirectoryLock(system, join(own, lockName));
  const breath = setInterval(() => lock?.refresh(), 30_000).unref();
  const close = async (): Promise<void> => {
    clearInterval(breath);
    await remove(system, own);
  };
  try {
    shareLibraries(home, own);
    return { server: await startEmbedded({ system, home: own, settings: careless }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const lockName = "maker.lock";

/** What is lost with the machine was to be thrown away. Publications and slots work as anywhere. */
const careless: ServerSettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  max_locks_per_transaction: "1024",
  allow_in_place_tablespaces: "on",
};

/** A server that runs as another user must be able to pass through. */
function makePassable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  if (!existsSync(join(folder, ".gitignore"))) writeFileSync(join(folder, ".gitignore"), "*\n");
}

/** Where the installed package may not be written to, its copy is made once for all servers of a home. */
function shareLibraries(home: string, own: string): void {
  const { libraries } = embeddedPaths(home);
  mkdirSync(libraries, { recursive: true });
  symlinkSync(libraries, embeddedPaths(own).libraries);
}

async function removeLeftovers(system: System, folder: string): Promise<void> {
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const left = join(folder, name);
    if (isBeingMade(left)) continue;
    // Nobody waits for one that is elsewhere and may only sleep: its server is refused to whoever would stop it from here.
    const lock = await takeDirectoryLock(system, join(left, lockName), { secondLook: 0 });
    // One that cannot be removed, because its initdb still writes, keeps its lock for the next one that looks.
    if (lock !== undefined) await remove(system, left).catch(() => undefined);
  }
}

/** Whoever makes one has no lock yet for a moment; who was killed in that moment never gets one. */
function isBeingMade(folder: string): boolean {
  if (existsSync(join(folder, lockName))) return false;
  const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
  return made === undefined || Date.now() - made < 60_000;
}

/** The lock goes last: what is left of a folder is still known to be somebody's, or nobody's. */
async function remove(system: System, own: string): Promise<void> {
  if (!existsSync(own)) return;
  await stopEmbedded({ system, home: own });
  for (const name of readdirSync(own).filter((each) => each !== lockName)) {
    rmSync(join(own, name), { recursive: true, force: true });
  }
  rmSync(own, { recursive: true, force: true });
}
