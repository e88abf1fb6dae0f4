import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Repository } from "../repository.ts";
import { type Installed, pathBefore, readInstalled, writeInstalled } from "./installed.ts";
import { forwardedNames, keep, keptBeside, keptIn, keptPath, namesIn, putBack, writeScript } from "./kept.ts";
import { changeConfig, type HookPlace, type HooksPath, readHookPlace, wayFor } from "./place.ts";
import { forwardingShim, hookNames, type Programs, quoted, sectionOf, shimFor } from "./shims.ts";

/** Has git call v7, and v7 what git called before. Doing it again changes nothing but programs that have moved. */
export async function installHooks(repository: Repository, programs: Programs): Promise<void> {
  const place = await readHookPlace(repository);
  const installed = readInstalled(place.own);
  const before = pathBefore(place, installed);
  const way = wayFor({ ...place, hooksPath: before.hooksPath });
  if (installed !== undefined && installed.way !== way) await uninstallHooks(repository);
  writeInstalled(place.own, { way, ...before });
  if (way === "configuration") await installConfigured(repository, place, programs);
  else if (way === "files") installFiles(place, programs);
  else await installPath(repository, { own: place.own, ...before }, programs);
}

/** Takes v7's hooks out and puts back what was there, bytes and modes. */
export async function uninstallHooks(repository: Repository): Promise<void> {
  const place = await readHookPlace(repository);
  const installed = readInstalled(place.own);
  for (const name of hookNames) {
    for (const folder of new Set([place.directory, place.usual])) if (folder !== place.own) putBack(join(folder, name));
    if (installed?.way === "configuration")
      await changeConfig(repository, "--local", "--remove-section", `hook.${sectionOf(name)}`).catch(() => {});
  }
  if (place.hooksPath?.value === place.own) await restorePath(repository, installed?.hooksPath);
  rmSync(place.own, { recursive: true, force: true });
}

function installFiles({ directory }: HookPlace, programs: Programs): void {
  mkdirSync(directory, { recursive: true });
  for (const name of hookNames) {
    const path = join(directory, name);
    keep(path);
    writeScript(path, shimFor(name, programs, keptBeside(keptPath(path))));
  }
}

/** The folder named before stays as it is; git looks into v7's, which calls it. */
async function installPath(
  repository: Repository,
  { own, hooksPath, folder = "" }: Pick<Installed, "hooksPath" | "folder"> & { readonly own: string },
  programs: Programs,
): Promise<void> {
  for (const name of hookNames) writeScript(join(own, name), shimFor(name, programs, keptIn(folder, name)));
  const present = namesIn(resolve(repository.root, folder));
  for (const name of forwardedNames(present)) writeScript(join(own, name), forwardingShim(keptIn(folder, name)));
  await changeConfig(repository, hooksPath?.scope === "worktree" ? "--worktree" : "--local", "core.hooksPath", own);
}

async function installConfigured(repository: Repository, { own }: HookPlace, programs: Programs): Promise<void> {
  for (const name of hookNames) {
    const path = join(own, name);
    writeScript(path, shimFor(name, programs, { path: "''", call: "''" }));
    await changeConfig(repository, "--local", `hook.${sectionOf(name)}.command`, quoted(path));
    await changeConfig(repository, "--local", `hook.${sectionOf(name)}.event`, name);
  }
}

async function restorePath(repository: Repository, before: HooksPath | undefined): Promise<void> {
  const scope = before?.scope === "worktree" ? "--worktree" : "--local";
  if (before?.scope === "local" || before?.scope === "worktree")
    await changeConfig(repository, scope, "core.hooksPath", before.value);
  else await changeConfig(repository, scope, "--unset", "core.hooksPath");
}
