import type { FoundFile } from "./walk.ts";
import type { System } from "./system.ts";

/**
 * Whether a Mac has no more than a file's name and size: its content lies in iCloud, and reading would fetch it, all of it
 * in a scan. What the system keeps compressed beside a small file looks the same.
 */
export function isDataless(
  { platform }: Pick<System, "platform">,
  { isLink, size, blocks }: Pick<FoundFile, "isLink" | "size" | "blocks">,
): boolean {
  return platform === "darwin" && !isLink && size > 0 && blocks === 0;
}
