import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { classifyFile } from "../../files/places/classify.ts";
import { stampOf } from "../../system/walk.ts";
import { type BytePath, systemPath } from "../../model/path-bytes.ts";
import type { SketchedText } from "./near-duplicates.ts";
import { sketchOf } from "./text-sketch.ts";

/** A source that may be a text. */
export interface PossibleText {
  /** Printable. */
  readonly path: string;
  readonly bytes: BytePath;
  readonly stamp: string | null;
}

/** Sketches the texts among files; what has changed since the inventory, or cannot be read, is left out. */
export async function sketchTexts(
  files: readonly PossibleText[],
  signal: AbortSignal,
  onText: (done: number) => void,
): Promise<SketchedText[]> {
  const sketched: SketchedText[] = [];
  for (const [index, file] of files.entries()) {
    if (textTypes.has(classifyFile(file.path, false).fileType)) {
      const text = readText(file);
      const sketch = text === undefined ? undefined : sketchOf(text);
      if (sketch !== undefined) sketched.push({ path: file.path, sketch });
    }
    if (index % filesPerTurn !== 0) continue;
    onText(index);
    await setImmediate();
    signal.throwIfAborted();
  }
  return sketched;
}

const textTypes: ReadonlySet<string> = new Set(["documentation", "code", "configuration"]);
const filesPerTurn = 500;

function readText({ bytes, stamp }: PossibleText): string | undefined {
  let handle: number | undefined;
  try {
    handle = openSync(systemPath(bytes), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (stampOf(fstatSync(handle)) !== stamp) return undefined;
    const content = readFileSync(handle);
    return isUtf8(content) && !content.includes(0) ? content.toString() : undefined;
  } catch {
    // It is only listed what resembles what: a file that cannot be read resembles nothing.
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
