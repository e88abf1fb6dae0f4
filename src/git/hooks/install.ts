import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Repository } from "../repository.ts";
import { exists, forwardedNames, keep, keptBeside, keptIn, keptPath, putBack, readText, writeScript } from "./kept.ts";
import { changeConfig, type HookPlace, type HooksPath, type HookWay, readHookPlace, wayFor } from "./place.ts";
import {
  forwardingShim,
  type HookName,
  hookNames,
  isShim,
  type Programs,
  programsOf,
  quoted,
  shimFor,
} from "./shims.ts";

/** What `install` did last, kept beside v7's own hooks. */
interface Installed {
  readonly way: HookWay;
  /** `core.hooksPath` before. */
  readonly hooksPath?: HooksPath;
  /** The folder it named: absolute, or relative to each work tree as it was written. */
  readonly folder?: string;
}

/** One hook as it stands. */
export interface HookStatus {
  readonly name: HookName;
  /** `broken`: it names a program that is gone. `replaced`: somebody else's hook stands where v7's was. */
  readonly state: "installed" | "missing" | "broken" | "replaced";
  /** The hook that was there before and is called first, relative to nothing: as git has it. */
  readonly calls: string | null;
}

export interface HooksStatus {
  readonly way: HookWay;
  readonly gitVersion: string;
  /** Where git looks for hooks. */
  readonly directory: string;
  readonly hooks: readonly HookStatus[];
}

/** Has git call v7, and v7 what git called before. Doing it again changes nothing but programs that have moved. */
export async function installHooks(repository: Repository, programs: Programs): Promise<HooksStatus> {
  const place = await readHookPlace(repository);
  const installed = readInstalled(place.own);
  const before = pathBefore(place, installed);
  const way = wayFor({ ...place, hooksPath: before.hooksPath });
  if (installed !== undefined && installed.way !== way) await uninstallHooks(repository);
  mkdirSync(place.own, { recursive: true });
  writeFileSync(join(place.own, recordName), JSON.stringify({ way, ...before } satisfies Installed));
  if (way === "configuration") await installConfigured(repository, place, programs);
  else if (way === "files") installFiles(place, programs);
  else await installPath(repository, { own: place.own, ...before }, programs);
  return hooksStatus(repository);
}

/** Takes v7's hooks out and puts back what was there, bytes and modes. */
export async function uninstallHooks(repository: Repository): Promise<void> {
  const place = await readHookPlace(repository);
  const installed = readInstalled(place.own);
  for (const name of hookNames) {
    if (place.directory !== place.own) putBack(join(place.directory, name));
    if (isShim(readText(join(place.own, name)) ?? "") && installed?.way === "configuration")
      await changeConfig(repository.root, "--local", "--remove-section", `hook.${sectionOf(name)}`).catch(() => {});
  }
  if (place.hooksPath?.value === place.own) await restorePath(repository.root, installed?.hooksPath);
  rmSync(place.own, { recursive: true, force: true });
}

export async function hooksStatus(repository: Repository): Promise<HooksStatus> {
  const place = await readHookPlace(repository);
  const installed = readInstalled(place.own);
  const { hooksPath, folder } = pathBefore(place, installed);
  const way = installed?.way ?? wayFor({ ...place, hooksPath });
  const isCalled = way !== "path" || place.hooksPath?.value === place.own;
  const before = resolve(repository.root, folder ?? place.directory);
  return {
    way,
    gitVersion: place.gitVersion,
    directory: way === "files" ? place.directory : place.own,
    hooks: hookNames.map((name) => hookStatus({ name, way, place, isCalled, before })),
  };
}

interface Question {
  readonly name: HookName;
  readonly way: HookWay;
  readonly place: HookPlace;
  /** Whether git looks into v7's folder at all. */
  readonly isCalled: boolean;
  /** The folder git would look into without v7. */
  readonly before: string;
}

function hookStatus({ name, way, place, isCalled, before }: Question): HookStatus {
  const path = join(way === "files" ? place.directory : place.own, name);
  const text = readText(path);
  const other = way === "files" ? keptPath(path) : join(before, name);
  const calls = way !== "configuration" && isRunnable(other) ? other : null;
  if (text === undefined) return { name, state: "missing", calls: null };
  if (!isShim(text)) return { name, state: exists(keptPath(path)) ? "replaced" : "missing", calls: null };
  if (!isCalled) return { name, state: "replaced", calls };
  const programs = programsOf(text);
  const isWhole = programs !== undefined && exists(programs.node) && exists(programs.v7);
  return { name, state: isWhole ? "installed" : "broken", calls };
}

function isRunnable(path: string): boolean {
  return ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o111) !== 0;
}

/** `core.hooksPath` as somebody else set it, and the folder it means. */
function pathBefore(
  { hooksPath, own, directory }: HookPlace,
  installed: Installed | undefined,
): Pick<Installed, "hooksPath" | "folder"> {
  if (hooksPath === undefined) return {};
  if (hooksPath.value !== own) return { hooksPath, folder: isRelative(hooksPath.value) ? hooksPath.value : directory };
  const { hooksPath: before, folder } = installed ?? {};
  return { ...(before && { hooksPath: before }), ...(folder !== undefined && { folder }) };
}

/** Git follows a relative path from the top of the work tree at hand, and starts hooks there. */
function isRelative(value: string): boolean {
  return !value.startsWith("/") && !value.startsWith("~") && !value.startsWith("%");
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
  { root }: Repository,
  { own, hooksPath, folder = "" }: Pick<Installed, "hooksPath" | "folder"> & { readonly own: string },
  programs: Programs,
): Promise<void> {
  for (const name of hookNames) writeScript(join(own, name), shimFor(name, programs, keptIn(folder, name)));
  const present = namesIn(resolve(root, folder));
  for (const name of forwardedNames(present)) writeScript(join(own, name), forwardingShim(keptIn(folder, name)));
  await changeConfig(root, hooksPath?.scope === "worktree" ? "--worktree" : "--local", "core.hooksPath", own);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function installConfigured(repository: Repository, { own }: HookPlace, programs: Programs): Promise<void> {
  for (const name of hookNames) {
    const path = join(own, name);
    writeScript(path, shimFor(name, programs, { path: "''", call: "''" }));
    await changeConfig(repository.root, "--local", `hook.${sectionOf(name)}.command`, quoted(path));
    await changeConfig(repository.root, "--local", `hook.${sectionOf(name)}.event`, name);
  }
}

/** Git refuses the name of an event for a hook's own. */
function sectionOf(name: HookName): string {
  return `v7-${name}`;
}

async function restorePath(root: string, before: HooksPath | undefined): Promise<void> {
  const scope = before?.scope === "worktree" ? "--worktree" : "--local";
  if (before?.scope === "local" || before?.scope === "worktree")
    await changeConfig(root, scope, "core.hooksPath", before.value);
  else await changeConfig(root, scope, "--unset", "core.hooksPath");
}

const recordName = "installed.json";

function readInstalled(own: string): Installed | undefined {
  try {
    return JSON.parse(readText(join(own, recordName)) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}
