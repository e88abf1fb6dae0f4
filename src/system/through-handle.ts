import { existsSync } from "node:fs";

/** A path that leads into an open folder whatever has been put into its place; undefined where the system has none. */
export function pathThroughHandle(handle: number): string | undefined {
  const path = `/proc/self/fd/${handle}`;
  return existsSync(path) ? path : undefined;
}
