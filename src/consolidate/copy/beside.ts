import type { BytePath } from "../../model/path-bytes.ts";
import type { System } from "../../system/system.ts";
import { readLinuxAttributes } from "./linux-attributes.ts";
import { readMacAttributes, resourceFork } from "./mac-attributes.ts";

/** What files have beside their bytes, and no copy has: `acl`, `xattr NAME`, `resource fork`. Those that have nothing are absent. */
export type Beside = ReadonlyMap<BytePath, readonly string[]>;

/**
 * Asks the system what files have beside their bytes. Values are not asked for. What it has nothing to tell with is left out,
 * and so are names that cannot be handed to its programs.
 */
export function readBeside(system: System, paths: readonly BytePath[]): Beside {
  const found = new Map<BytePath, readonly string[]>();
  for (let start = 0; start < paths.length; start += pathsPerCall) {
    const asked = paths.slice(start, start + pathsPerCall);
    const attributes = readers[system.platform]?.(system, asked);
    for (const path of asked) {
      const fork = system.resourceForkSize(path) > 0 ? [resourceFork] : [];
      const names = [...new Set([...fork, ...(attributes?.get(path) ?? [])])];
      if (names.length > 0) found.set(path, names);
    }
  }
  return found;
}

const readers: { readonly [Platform in NodeJS.Platform]?: typeof readLinuxAttributes } = {
  linux: readLinuxAttributes,
  darwin: readMacAttributes,
};

const pathsPerCall = 200;
