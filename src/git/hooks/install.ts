import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { isSameFolder } from "../../system/folder-stamp.ts";
import type { Repository } from "../repository.ts";
import { type Installed, isNamedAsOurs, leadsToShims, pathBefore, readInstalled, writeInstalled } from "./installed.ts";
import { forwardedNames, keep, keptBeside, keptIn, keptPath, namesIn, ofPushes, putBack, writeScript } from "./kept.ts";
import { leadLinkedTrees, leaveLinkedTrees } from "./linked-trees.ts";
import { changeConfig, type HookPlace, type HooksPath, readHookPlace, readOwnHooksPath, wayFor } from "./place.ts";
import { forwardingShim, hookNames, type Programs, quoted, sectionOf, shimFor } from "./shims.ts";

/** Has git call v7, and v7 what git called before. Doing it again changes nothing but programs that have moved. */
export async function installHooks(repository: Repository, programs: Programs): Promise<void> {
  const place = await readHookPlace(repository);
  const installed = readInstalled(place.own);
  const before = pathBefore(place, installed);
  const way = wayFor({ ...place, hooksPath: before.hooksPath });
  const isOtherwise = installed === undefined ? leadsToShims(place) : installed.way !== way;
  if (isOtherwise) await uninstallHooks(repository);
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
    for (const folder of foldersOfOthers(place)) putBack(join(folder, name));
    if (installed?.way === "configuration")
      await changeConfig(repository, "--local", "--remove-section", `hook.${sectionOf(name)}`).catch(() => {});
  }
  if (leadsToShims(place)) await restorePath(repository, pathBefore(place, installed).hooksPath);
  await leaveLinkedTrees(repository);
  rmSync(place.own, { recursive: true, force: true });
}

/** Another clone's folder of v7's hooks is that clone's. */
function foldersOfOthers(place: HookPlace): Set<string> {
  return new Set(leadsToShims(place) ? [place.usual] : [place.directory, place.usual]);
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
  if (hooksPath?.scope === "worktree") await changeConfig(repository, "--worktree", "core.hooksPath", own);
  else {
    await changeConfig(repository, "--local", "core.hooksPath", await pathFor(repository, own, present));
    await leadLinkedTrees(repository, own);
  }
}

/**
 * The name of v7's folder from the work tree's, which stays right wherever a clone is moved or copied to. Hooks of a push
 * are looked for from within `.git`: there the whole path has to do. One that is asked from a linked tree keeps the name.
 */
async function pathFor(repository: Repository, own: string, present: readonly string[]): Promise<string> {
  if (present.some((name) => ofPushes.has(name))) return realpathSync(own);
  const path = relative(realpathSync(repository.root), realpathSync(own));
  if (!path.startsWith("..")) return path;
  const known = await readOwnHooksPath(repository);
  return known !== undefined && !isAbsolute(known) && isNamedAsOurs(known) ? known : realpathSync(own);
}

/** Has v7's hooks called in a work tree that git has just made, also where a copy's configuration names the original. */
export async function callInLinkedTree(repository: Repository): Promise<void> {
  const place = await readHookPlace(repository);
  if (!leadsToShims(place) || isSameFolder(place.directory, place.own)) return;
  if (readInstalled(place.own)?.way === "path" && place.hooksPath?.scope === "local")
    await leadLinkedTrees(repository, place.own);
}

async function installConfigured(repository: Repository, { own }: HookPlace, programs: Programs): Promise<void> {
  for (const name of hookNames) {
    const path = join(own, name);
    writeScript(path, shimFor(name, programs, { path: "''", call: "''" }));
    await changeConfig(repository, "--local", `hook.${sectionOf(name)}.command`, commandFor(repository, path));
    await changeConfig(repository, "--local", `hook.${sectionOf(name)}.event`, name);
  }
}

/**
 * Shell words that find a script from where git runs them, so that a clone may be moved or copied; where it is gone, they
 * succeed. A linked work tree has a file in the place of `.git`.
 */
function commandFor({ root, home }: Repository, path: string): string {
  if (isSameFolder(dirname(home), root)) return quoted(path);
  const shared = [
    "git=${GIT_DIR:-.git}",
    'if [ -f "$git" ]; then IFS= read -r git < "$git"; git=${git#gitdir: }; fi',
    'if [ -f "$git/commondir" ]; then IFS= read -r common < "$git/commondir"; git=$git/$common; fi',
    `git=$git/v7/hooks/${basename(path)}`,
  ];
  return [...shared, '[ ! -x "$git" ] || "$git"'].join("; ");
}

async function restorePath(repository: Repository, before: HooksPath | undefined): Promise<void> {
  const scope = before?.scope === "worktree" ? "--worktree" : "--local";
  if (before?.scope === "local" || before?.scope === "worktree")
    await changeConfig(repository, scope, "core.hooksPath", before.value);
  else await changeConfig(repository, scope, "--unset", "core.hooksPath");
}
