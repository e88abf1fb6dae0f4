import { closeSync, constants, lstatSync, openSync, readSync } from "node:fs";
import { type BytePath, systemPath } from "../model/path-bytes.ts";

/** Bytes of the second half that macOS keeps of a file; it shows it as if it lay in a folder below the file. */
export function resourceForkOnMac(path: BytePath): number {
  try {
    return lstatSync(systemPath(`${path}/..namedfork/rsrc`), { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    // Disks of other systems have none.
    return 0;
  }
}

/** The same of a file that a Mac wrote to a disk of another system: it lies beside it, as AppleDouble. */
export function resourceForkBeside(path: BytePath): number {
  const name = path.lastIndexOf("/") + 1;
  const head = readHead(`${path.slice(0, name)}._${path.slice(name)}`);
  if (head === undefined || head.length < entriesAt || head.readUInt32BE(0) !== magic) return 0;
  const entries = Math.min(head.readUInt16BE(entriesAt - 2), Math.floor((head.length - entriesAt) / entryLength));
  for (let entry = 0; entry < entries; entry += 1) {
    const at = entriesAt + entry * entryLength;
    if (head.readUInt32BE(at) !== forkEntry) continue;
    const length = head.readUInt32BE(at + 8);
    return length > blankFork ? length : 0;
  }
  return 0;
}

/** Of RFC 1740: the head, then entries of a number, a place and a length each. */
const magic = 0x0005_1607;
const entriesAt = 26;
const entryLength = 12;
const forkEntry = 2;
/** "This resource fork intentionally left blank": macOS puts one beside each file. */
const blankFork = 286;

function readHead(path: BytePath): Buffer | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(systemPath(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const head = Buffer.alloc(512);
    return head.subarray(0, readSync(handle, head, 0, head.length, 0));
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
