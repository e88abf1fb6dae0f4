import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { Workspace } from "../workspace/workspace.ts";

type Place = Pick<Workspace, "actor" | "repository">;

/** When whoever asks last read this report on a terminal, as ISO 8601; null where they never did. */
export async function lastLook(workspace: Place, report: string): Promise<string | null> {
  const text = await readFile(await placeOf(workspace, report), "utf8").catch(() => "");
  const time = new Date(text.trim());
  return text === "" || Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/**
 * Remembers that they read it. Beside git and not in the database, so that whoever only reads there has a last look too.
 * Where nothing may be written, the last look stays: a report is no reason to fail.
 */
export async function keepLook(workspace: Place, report: string, at: Date): Promise<void> {
  const place = await placeOf(workspace, report);
  await mkdir(dirname(place), { recursive: true })
    .then(() => writeFileAtomic(place, `${at.toISOString()}\n`))
    .catch(() => undefined);
}

/** A file a person: names are of any length and of any characters. */
async function placeOf({ actor, repository }: Place, report: string): Promise<string> {
  const person = createHash("sha256")
    .update(await actor())
    .digest("hex")
    .slice(0, 16);
  return join(repository.home, "looks", `${report}-${person}`);
}
