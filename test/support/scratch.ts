import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from "node:fs";

const memory = "/dev/shm";
/** Four times what a whole run had at once. */
const room = 2 ** 30;

/**
 * Lets the tests' databases and repositories lie in memory where there is room, unless TMPDIR names another place.
 * Half of what a clone of a database costs is its thousand files on a disk.
 */
export function scratchInMemory(): void {
  if (process.env["TMPDIR"] || !hasRoom()) return;
  const folder = mkdtempSync(`${memory}/v7-scratch-`);
  // A server that root starts runs as somebody else.
  chmodSync(folder, 0o1777);
  process.env["TMPDIR"] = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}

function hasRoom(): boolean {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= room;
  } catch {
    return false;
  }
}
