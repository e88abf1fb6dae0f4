import { chmodSync, lstatSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isShim, type KeptHook, quoted } from "./shims.ts";
import { readTextFile } from "../../system/text-file.ts";

/** What stands behind the name of a hook that was there before. */
const suffix = ".before-v7";

/** Where a hook that was there before is kept. */
export function keptPath(path: string): string {
  return `${path}${suffix}`;
}

/**
 * How a shim in the same folder calls the hook kept beside it. Shell scripts run under their old name: hooks ask for it
 * to learn which hook they are, and for their folder.
 */
export function keptBeside(kept: string): KeptHook {
  const path = `"$0${suffix}"`;
  const [, interpreter] =
    /^#! ?((?:\/[\w/]*\/env )?(?:\/[\w/]*\/)?(?:sh|bash|dash)(?: -[a-z]+)?)\s*$/m.exec(firstLine(kept)) ?? [];
  return { path, call: interpreter === undefined ? path : `${interpreter} -c '. "$0${suffix}"' "$0"` };
}

/** How a shim calls the hook of another folder, in its place. */
export function keptIn(folder: string, name: string): KeptHook {
  const path = quoted(`${folder}/${name}`);
  return { path, call: path };
}

function firstLine(path: string): string {
  return readTextFile(path)?.split("\n", 1)[0] ?? "";
}

/** Whether git would start it: it passes by scripts that nobody may run. */
export function isRunnable(path: string): boolean {
  return ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o111) !== 0;
}

/** A link counts, wherever it leads. */
export function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Moves a hook that is not v7's out of the way. A name may hold only one: an older one gives way, and stays as well. */
export function keep(path: string): void {
  if (!exists(path) || isShim(readTextFile(path) ?? "")) return;
  const kept = keptPath(path);
  if (exists(kept) && !sameBytes(path, kept)) renameSync(kept, `${kept}.old`);
  renameSync(path, kept);
}

/** Puts the hook that was there before back, with its mode. One that somebody has put there since stays. */
export function putBack(path: string): void {
  removeOwn(path);
  const kept = keptPath(path);
  if (!exists(kept)) return;
  if (!exists(path)) renameSync(kept, path);
  else if (sameBytes(path, kept)) rmSync(kept);
}

/** v7's hook, also where a program that manages hooks has moved it out of its way: `pre-commit.old`. */
function removeOwn(path: string): void {
  const [folder, name] = [dirname(path), basename(path)];
  const paths = namesIn(folder)
    .filter((entry) => entry === name || entry.startsWith(`${name}.`))
    .map((entry) => join(folder, entry));
  for (const own of paths.filter((entry) => isShim(readTextFile(entry) ?? ""))) rmSync(own);
}

/** The names in a folder; none where there is no folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function sameBytes(left: string, right: string): boolean {
  return readTextFile(left) !== undefined && readTextFile(left) === readTextFile(right);
}

/** Writes a script that can be run, in one step: git may call it at any time. */
export function writeScript(path: string, text: string): void {
  if (readTextFile(path) === text && isRunnable(path)) return;
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  chmodSync(temporary, 0o755);
  renameSync(temporary, path);
}

/** Hooks that git also looks for in its folder; those whose mere presence costs or changes something only where they are. */
export function forwardedNames(present: readonly string[]): string[] {
  const asked = present.filter((name) => /^[a-z][a-z0-9-]*$/.test(name) && rare.has(name));
  return [...usual, ...asked];
}

const usual = [
  "applypatch-msg",
  "pre-applypatch",
  "post-applypatch",
  "prepare-commit-msg",
  "commit-msg",
  "pre-rebase",
  "pre-push",
  "pre-auto-gc",
];

/** Git starts these in its own folder, not in the work tree. */
export const ofPushes: ReadonlySet<string> = new Set([
  "reference-transaction",
  "push-to-checkout",
  "proc-receive",
  "pre-receive",
  "update",
  "post-receive",
  "post-update",
]);

const rare = new Set([...ofPushes, "post-index-change", "fsmonitor-watchman", "sendemail-validate"]);
