import { isUtf8 } from "node:buffer";
import { type BytePath, systemPath } from "../../model/path-bytes.ts";
import type { System } from "../../system/system.ts";
import type { Beside } from "./beside.ts";

/** What `getfattr` tells of files; undefined where it is not installed. */
export function readLinuxAttributes(system: System, paths: readonly BytePath[]): Beside | undefined {
  const asked = paths.filter((path) => isUtf8(Buffer.from(path, "latin1")));
  if (asked.length === 0) return new Map();
  const words = ["--absolute-names", "--no-dereference", "--match=-", "--"];
  const names = asked.map((path) => systemPath(path).toString());
  const answer = system.ask("getfattr", [...words, ...names]);
  return answer === undefined ? undefined : attributesIn(answer.output);
}

function attributesIn(output: string): Beside {
  const found = new Map<BytePath, readonly string[]>();
  for (const block of output.split("\n\n")) {
    const [head = "", ...names] = block.split("\n");
    const own = names.filter((name) => name !== "" && !isSystems(name)).map(nameOf);
    if (own.length > 0) found.set(plainPath(head.replace(/^# file: /, "")), [...new Set(own)]);
  }
  return found;
}

function nameOf(attribute: string): string {
  return attribute.startsWith("system.posix_acl") ? "acl" : `xattr ${attribute}`;
}

/** `\012` stands for a line break, `\134` for a backslash. */
function plainPath(printed: string): BytePath {
  return printed.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** What the system gives every file by itself. */
function isSystems(name: string): boolean {
  return name === "security.selinux";
}
