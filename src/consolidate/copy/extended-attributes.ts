import { isUtf8 } from "node:buffer";
import { type BytePath, systemPath } from "../../model/path-bytes.ts";
import type { System } from "../../system/system.ts";

/**
 * The names of the extended attributes of files that have any, access lists among them; undefined where the system has
 * nothing to tell them with. Their values are not asked for. Names that are no UTF-8 cannot be handed over and are left out.
 */
export function readAttributeNames(
  system: System,
  paths: readonly BytePath[],
): ReadonlyMap<BytePath, readonly string[]> | undefined {
  const found = new Map<BytePath, readonly string[]>();
  const asked = paths.filter((path) => isUtf8(Buffer.from(path, "latin1")));
  for (let start = 0; start < asked.length; start += pathsPerCall) {
    const answer = ask(system, asked.slice(start, start + pathsPerCall));
    if (answer === undefined) return undefined;
    for (const block of answer.split("\n\n")) {
      const [head = "", ...names] = block.split("\n");
      const own = names.filter((name) => name !== "" && !isSystems(name));
      if (own.length > 0) found.set(plainPath(head.replace(/^# file: /, "")), own);
    }
  }
  return found;
}

const pathsPerCall = 200;

function ask(system: System, paths: readonly BytePath[]): string | undefined {
  if (system.platform !== "linux") return undefined;
  const words = ["--absolute-names", "--no-dereference", "--match=-", "--"];
  const names = paths.map((path) => systemPath(path).toString());
  return system.ask("getfattr", [...words, ...names])?.output;
}

/** `\012` stands for a line break, `\134` for a backslash. */
function plainPath(printed: string): BytePath {
  return printed.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** What the system gives every file by itself. */
function isSystems(name: string): boolean {
  return name === "security.selinux";
}
