import { closeSync, constants, linkSync, lstatSync, openSync, unlinkSync } from "node:fs";
import { codeOfError } from "../../model/error-code.ts";
import { Failure } from "../../model/failure.ts";
import { type BytePath, printablePath, systemPath } from "../../model/path-bytes.ts";
import { unfinishedName } from "../../model/unfinished-copy.ts";

/** Where copies are to go: the repository's root, absolute, and the targets below it. */
export interface CopyTargets {
  readonly root: BytePath;
  readonly targets: readonly BytePath[];
  readonly planId: string;
}

/**
 * Throws a Failure where the file system of a target makes no hard links. A copy gets its name by one: nothing else that can
 * be had everywhere gives a whole file a name without ever replacing another one. Tried once on each disk.
 */
export function refuseWithoutHardLinks({ root, targets, planId }: CopyTargets, link = linkSync): void {
  const asked = new Set<number>();
  const folders = new Set(targets.map((target) => target.slice(0, target.lastIndexOf("/") + 1)));
  for (const folder of folders) {
    const there = nearestFolder(root, folder);
    if (there === undefined || asked.has(there.device)) continue;
    asked.add(there.device);
    const because = refusalIn(`${root}/${there.path}`, planId, link);
    if (because === undefined) continue;
    throw new Failure(
      "V7-K021",
      `the file system of ${printablePath(there.path) || "the repository"} makes no hard links (${because}); nothing was read or copied`,
      {
        next: ["clone the repository to a disk that has hard links, such as ext4, APFS or NTFS, and execute it there"],
      },
    );
  }
}

/** The part of a folder's path that is there, with a slash at its end. */
function nearestFolder(root: BytePath, folder: BytePath): { path: BytePath; device: number } | undefined {
  let found: { path: BytePath; device: number } | undefined;
  for (let end = 0; ; end = folder.indexOf("/", end) + 1) {
    const path = folder.slice(0, end);
    const status = lstatSync(systemPath(`${root}/${path}`.replace(/\/$/, "")), { throwIfNoEntry: false });
    // What is in the way is told when it is copied.
    if (status?.isDirectory() !== true) return found;
    found = { path, device: status.dev };
    if (end === folder.length) return found;
  }
}

/** The system's code; undefined where links are made, and where it cannot be tried. */
function refusalIn(folder: BytePath, planId: string, link: typeof linkSync): string | undefined {
  const [name, other] = ["one name", "other name"].map((text) =>
    systemPath(`${folder}${unfinishedName(planId, `\0${text}`)}`),
  );
  if (name === undefined || other === undefined) return undefined;
  remove(name);
  remove(other);
  try {
    closeSync(openSync(name, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600));
  } catch {
    // A folder that may not be written, or a full disk, is told of each file.
    return undefined;
  }
  try {
    link(name, other);
    return undefined;
  } catch (error) {
    const code = codeOfError(error);
    return code !== undefined && withoutLinks.has(code) ? code : undefined;
  } finally {
    remove(name);
    remove(other);
  }
}

const withoutLinks: ReadonlySet<string> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EINVAL"]);

function remove(path: string | Buffer): void {
  try {
    unlinkSync(path);
  } catch {
    // It is not there; what cannot be removed is told by the next scan.
  }
}
