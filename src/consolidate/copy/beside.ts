import type { BytePath } from "../../model/path-bytes.ts";
import type { System } from "../../system/system.ts";
import { readLinuxAttributes } from "./linux-attributes.ts";
import { readMacAttributes } from "./mac-attributes.ts";

/** What files have beside their bytes, and no copy has: `acl`, `xattr NAME`, `resource fork`. Those that have nothing are absent. */
export type Beside = ReadonlyMap<BytePath, readonly string[]>;

/**
 * Asks the system what files have beside their bytes. Values are not asked for. What it has nothing to tell with is left out,
 * and so are names that cannot be handed to its programs.
 */
export function readBeside(system: System, paths: readonly BytePath[]): Beside {
  const found = new Map<BytePath, readonly string[]>();
  for (let start = 0; start < paths.length; start += pathsPerCall) {
    const part = readers[system.platform]?.(system, paths.slice(start, start + pathsPerCall));
    if (part === undefined) return found;
    for (const [path, names] of part) found.set(path, names);
  }
  return found;
}

const readers: { readonly [Platform in NodeJS.Platform]?: typeof readLinuxAttributes } = {
  linux: readLinuxAttributes,
  darwin: readMacAttributes,
};

const pathsPerCall = 200;
