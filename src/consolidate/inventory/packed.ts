import { type FoundFile, openedPath } from "../../system/walk.ts";
import type { SourceReading } from "./read-batch.ts";

/** Files on their way to a thread: one text is handed over far more quickly than thousands of objects. */
export type PackedFiles = string;

/** Readings on their way back: the hashes of files that stayed as they were found, 64 digits each, and the others by their place. */
export interface PackedReadings {
  readonly hashes: string;
  readonly others: readonly (readonly [place: number, reading: Exclude<SourceReading, string>])[];
}

/** No path holds a NUL. */
export function packFiles(files: readonly FoundFile[]): PackedFiles {
  return files.map((file) => `${file.isLink ? "l" : "f"}${file.stamp}\0${openedPath(file)}`).join("\0");
}

/** The same files in a thread: their stamp, size and the path they are opened by. */
export function unpackFiles(packed: PackedFiles): FoundFile[] {
  const parts = packed.split("\0");
  const files: FoundFile[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [mark = "", path = ""] = [parts[at], parts[at + 1]];
    const stamp = mark.slice(1);
    // A thread needs no other path than the one a file is opened by.
    const folder = path.slice(0, path.lastIndexOf("/"));
    const size = Number.parseInt(stamp, 10);
    // Nor does it ask on which disk the file lies, and how.
    files.push({ path, folder, isLink: mark.startsWith("l"), size, blocks: 0, stamp, device: 0 });
  }
  return files;
}

/** In the order of the files. */
export function packReadings(readings: readonly SourceReading[]): PackedReadings {
  const others: [number, Exclude<SourceReading, string>][] = [];
  const hashes = readings.map((reading, place) => {
    if (typeof reading === "string") return reading;
    others.push([place, reading]);
    return none;
  });
  return { hashes: hashes.join(""), others };
}

/** In the order in which they were packed. */
export function unpackReadings({ hashes, others }: PackedReadings): SourceReading[] {
  const readings: SourceReading[] = [];
  for (let start = 0; start < hashes.length; start += hashLength)
    readings.push(hashes.slice(start, start + hashLength));
  for (const [place, reading] of others) readings[place] = reading;
  return readings;
}

const hashLength = 64;
const none = "0".repeat(hashLength);
