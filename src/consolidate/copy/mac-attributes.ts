import { type BytePath, systemPath } from "../../model/path-bytes.ts";
import type { System } from "../../system/system.ts";
import type { Beside } from "./beside.ts";

/**
 * What macOS keeps beside a file's bytes: attributes by `xattr`, its second half among them, and access lists by
 * `ls`. Both are there on each Mac; what they do not tell, of names that end a line too, is
 * told as unknown.
 */
export function readMacAttributes(system: System, paths: readonly BytePath[]): Beside {
  const plain = paths.filter((path) => !path.includes("\n"));
  const names = plain.map((path) => systemPath(path).toString());
  const attributes = plain.length === 0 ? "" : system.ask("/usr/bin/xattr", ["-s", "-v", ...names])?.output;
  const lists = plain.length === 0 ? "" : system.ask("/bin/ls", ["-lde", ...names])?.output;
  const isTold = attributes !== undefined && lists !== undefined;
  const found = new Map<BytePath, readonly string[]>();
  const note = (path: BytePath, what: string): void => {
    const known = found.get(path) ?? [];
    if (!known.includes(what)) found.set(path, [...known, what]);
  };
  for (const [path, attribute] of attributesIn(attributes ?? "", plain)) note(path, attribute);
  for (const path of withAccessList(lists ?? "", plain)) note(path, "acl");
  for (const path of paths) if (!isTold || path.includes("\n")) note(path, "unknown attributes");
  return found;
}

/** A file's second half, which is all there is of old fonts and of icons of folders. */
export const resourceFork = "resource fork";

/** Each line is `PATH: NAME`. */
function attributesIn(output: string, asked: readonly BytePath[]): (readonly [BytePath, string])[] {
  const paths = longestFirst(asked);
  return output.split("\n").flatMap((line) => {
    const path = paths.find((candidate) => line.startsWith(`${candidate}: `));
    const name = path === undefined ? "" : line.slice(path.length + 2);
    if (path === undefined || isSystems(name)) return [];
    return [[path, name === "com.apple.ResourceFork" ? resourceFork : `xattr ${name}`] as const];
  });
}

/** What the system gives files by itself, and takes no person's work along. */
function isSystems(name: string): boolean {
  return systems.has(name);
}

const systems: ReadonlySet<string> = new Set([
  "com.apple.provenance",
  "com.apple.lastuseddate#PS",
  "com.apple.macl",
  "com.apple.quarantine",
]);

/** Below the line of a file, each entry of its list has a line: ` 0: group:everyone deny delete`. */
function withAccessList(output: string, asked: readonly BytePath[]): BytePath[] {
  const paths = longestFirst(asked);
  const found: BytePath[] = [];
  let last: BytePath | undefined;
  for (const line of output.split("\n")) {
    if (!/^ \d+: /.test(line)) last = paths.find((path) => line.endsWith(` ${path}`));
    else if (last !== undefined) found.push(last);
  }
  return found;
}

function longestFirst(paths: readonly BytePath[]): BytePath[] {
  return paths.toSorted((left, right) => right.length - left.length);
}
