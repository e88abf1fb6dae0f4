import { statSync } from "node:fs";

/**
 * A folder whatever its name is, by device and inode: it keeps them when it is moved, links and other letters lead to the
 * same ones, and a copy has others. Undefined where there is none.
 */
export function folderStamp(path: string | Buffer): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}-${ino}`;
  } catch {
    return undefined;
  }
}

/** Whether two names lead to one folder; false where one leads nowhere. */
export function isSameFolder(left: string, right: string): boolean {
  const stamp = folderStamp(left);
  return stamp !== undefined && stamp === folderStamp(right);
}
