import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../../model/failure.ts";
import type { Printer } from "./printer.ts";

/** Where a command that writes a file was told to write it. */
export interface OutputFlags {
  readonly output?: string | undefined;
  readonly json: boolean;
}

/** What `-o` takes beside the name of a file, as in every other tool. */
export function isStandardOutput(output: string | undefined): boolean {
  return output === "-";
}

/** How a file that was written is spoken of. */
export function shownOutput(output: string): string {
  return isStandardOutput(output) ? "stdout" : output;
}

/**
 * Has a file written where `-o` says; behind `-o -` it is written whole in a folder of its own and then copied to stdout, so that
 * a pipe gets all of it or nothing. Throws V7-C004 where `--json` wants stdout too.
 */
export async function writeOutput<T>(
  { output, json }: OutputFlags,
  printer: Printer,
  write: (file: string | undefined) => Promise<T>,
): Promise<T> {
  if (!isStandardOutput(output)) return write(output);
  if (json) throw new Failure("V7-C004", "-o - and --json both write to stdout", { next: ["give one of the two"] });
  const folder = await mkdtemp(join(tmpdir(), "v7-output-"));
  const file = join(folder, "output");
  try {
    const written = await write(file);
    await copyOut(file, printer);
    return written;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyOut(file: string, printer: Printer): Promise<void> {
  const source = await open(file);
  try {
    for await (const piece of source.createReadStream({ autoClose: false })) printer.bytes(piece as Buffer);
  } finally {
    await source.close();
  }
}
