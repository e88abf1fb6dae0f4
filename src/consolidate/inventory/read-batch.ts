import { hash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import {
  type ContentReader,
  contentReader,
  type NoContent,
  type ContentReading,
  wholeLimit,
} from "../../system/content.ts";
import { type FoundFile, openedBy, type Stamp, stampOf } from "../../system/walk.ts";

/** What a source's content is known by: the SHA-256 alone where size and stamp are those it was found with. */
export type SourceReading =
  | string
  | { readonly kind: "content"; readonly hash: string; readonly size: number; readonly stamp: Stamp }
  | NoContent;

/** Reads files one after the other; `onBytes` is told of each large one's pieces. */
export async function readBatch(
  files: readonly FoundFile[],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<SourceReading[]> {
  const buffer = Buffer.allocUnsafeSlow(quickLimit + 1);
  const reader = contentReader();
  const readings: SourceReading[] = [];
  for (const file of files) {
    readings.push(readQuickly(file, buffer) ?? (await readCarefully(file, reader, signal, onBytes)));
  }
  return readings;
}

/** Nearly every file is small and stays as it was found. */
const quickLimit = 1 << 16;

/** The SHA-256 of such a file; undefined for any other, whatever the reason. Of a source nothing else is asked. */
function readQuickly(file: FoundFile, buffer: Buffer): string | undefined {
  if (file.isLink || file.size > quickLimit) return undefined;
  let handle: number | undefined;
  try {
    handle = openSync(openedBy(file), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    // A shorter answer than was asked for is the end of the file.
    const size = readSync(handle, buffer, 0, file.size + 1, null);
    const status = fstatSync(handle);
    const isStill = size === file.size && status.isFile() && stampOf(status) === file.stamp;
    return isStill ? hash("sha256", buffer.subarray(0, size), "hex") : undefined;
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

async function readCarefully(
  file: FoundFile,
  reader: ContentReader,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<SourceReading> {
  const whole = file.size <= wholeLimit || file.isLink ? reader.readWhole(file) : undefined;
  return known(whole ?? (await reader.readPieces(file, signal, onBytes)));
}

function known(reading: ContentReading): SourceReading {
  if (reading.kind !== "content") return reading;
  const { kind, hash: sum, size, stamp } = reading;
  return { kind, hash: sum, size, stamp };
}
