import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderStamp, isSameFolder } from "../../system/folder-stamp.ts";
import { readTextFile } from "../../system/text-file.ts";
import type { HookPlace, HooksPath, HookWay } from "./place.ts";

/** What `install` did last, kept beside v7's own hooks. */
export interface Installed {
  readonly way: HookWay;
  /** `core.hooksPath` before. */
  readonly hooksPath?: HooksPath;
  /** The folder it named: absolute, or relative to each work tree as it was written. */
  readonly folder?: string;
}

const recordName = "installed.json";

/** `own` is v7's folder of hooks. Undefined when nothing was installed, or what is kept cannot be read. */
export function readInstalled(own: string): Installed | undefined {
  try {
    return JSON.parse(readTextFile(join(own, recordName)) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

/** `own` is v7's folder of hooks; it is made where it is missing. */
export function writeInstalled(own: string, installed: Installed): void {
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, recordName), JSON.stringify(installed));
}

/** `core.hooksPath` as somebody else set it, and the folder it means. */
export function pathBefore(
  { hooksPath, own, directory }: FolderOfHooks,
  installed: Installed | undefined,
): Pick<Installed, "hooksPath" | "folder"> {
  if (hooksPath === undefined) return {};
  if (!leadsToShims({ hooksPath, own, directory }))
    return { hooksPath, folder: isRelative(hooksPath.value) ? hooksPath.value : directory };
  const { hooksPath: before, folder } = installed ?? readInstalled(directory) ?? {};
  // An older v7 could take its own folder for somebody else's, by another name.
  if (before !== undefined && isNamedAsOurs(before.value)) return {};
  return { ...(before && { hooksPath: before }), ...(folder !== undefined && { folder }) };
}

type FolderOfHooks = Pick<HookPlace, "hooksPath" | "own" | "directory">;

/**
 * Whether `core.hooksPath` names a folder that v7 made: this repository's, by whatever name it is reached; that of the one
 * this is a copy of; or one that is no longer there, because the repository was moved.
 */
export function leadsToShims({ hooksPath, own, directory }: FolderOfHooks): boolean {
  if (hooksPath === undefined) return false;
  const isGone = folderStamp(directory) === undefined && isNamedAsOurs(hooksPath.value);
  return isGone || isSameFolder(directory, own) || readInstalled(directory) !== undefined;
}

/** Whether a path ends as that of v7's folder of hooks does. */
export function isNamedAsOurs(path: string): boolean {
  return /(?:^|\/)\.?v7\/hooks\/?$/.test(path);
}

/** Git follows a relative path from the top of the work tree at hand, and starts hooks there. */
function isRelative(value: string): boolean {
  return !value.startsWith("/") && !value.startsWith("~") && !value.startsWith("%");
}
