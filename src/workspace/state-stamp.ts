import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, sep } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { configFile } from "../documents/config.ts";
import { sha256 } from "../model/digest.ts";
import { stateDirectory } from "./state-directory.ts";
import type { Workspace } from "./workspace.ts";

/** Another text whenever a file of the declared state, v7.yaml or the commit in the work tree changed; nothing is read of them. */
export async function stateStamp({ repository }: Pick<Workspace, "repository">): Promise<string> {
  const { root, home } = repository;
  const files = [
    ...(await filesBelow(join(root, stateDirectory))),
    join(root, configFile),
    join(home, "..", "logs", "HEAD"),
  ];
  const stamps: string[] = [];
  for (let at = 0; at < files.length; at += atOnce) {
    stamps.push(...files.slice(at, at + atOnce).map(stampOf));
    // Whoever else is answered by this thread comes in between.
    await turn();
  }
  return sha256(stamps.join("\n")).slice(0, 24);
}

/** So many take about two milliseconds; asked of the thread pool, each would cost four times as much. */
const atOnce = 200;

/** Folder by folder: a walk of all of them at once holds up the thread for as long as it takes. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries.map(({ name }) => folder + sep + name);
  for (const entry of entries)
    if (entry.isDirectory()) for (const file of await filesBelow(folder + sep + entry.name)) files.push(file);
  return files.toSorted();
}

function stampOf(file: string): string {
  try {
    const { size, mtimeMs, ctimeMs, ino } = statSync(file);
    return `${file} ${size} ${mtimeMs} ${ctimeMs} ${ino}`;
  } catch {
    return `${file} -`;
  }
}
