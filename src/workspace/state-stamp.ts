import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { configFile } from "../documents/config.ts";
import { sha256 } from "../model/digest.ts";
import { stateDirectory } from "./state-directory.ts";
import type { Workspace } from "./workspace.ts";

/** Another text whenever a file of the declared state, v7.yaml or the commit in the work tree changed; nothing is read of them. */
export async function stateStamp({ repository }: Pick<Workspace, "repository">): Promise<string> {
  const { root, home } = repository;
  const folder = join(root, stateDirectory);
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = [
    ...names.toSorted(byText).map((name) => join(folder, name)),
    join(root, configFile),
    join(home, "..", "logs", "HEAD"),
  ];
  const stamps = await Promise.all(files.map(stampOf));
  return sha256(stamps.join("\n")).slice(0, 24);
}

async function stampOf(file: string): Promise<string> {
  return stat(file).then(
    ({ size, mtimeMs, ctimeMs, ino }) => `${file} ${size} ${mtimeMs} ${ctimeMs} ${ino}`,
    () => `${file} -`,
  );
}

function byText(left: string, right: string): number {
  return left < right ? -1 : 1;
}
