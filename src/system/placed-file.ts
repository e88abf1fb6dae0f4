import { lstatSync, type Stats } from "node:fs";
import { codeOfError } from "../model/error-code.ts";
import { type BytePath, bytePath, pathBelow, systemPath } from "../model/path-bytes.ts";

/**
 * Why a file may not be written at a place below a root; undefined where it may. The path is taken as it is written, with `/`:
 * an absolute one, one with `.`, `..` or nothing between slashes, one that leaves `within`, one that passes a link or a file
 * on its way, and one that ends in something else than a regular file are no places. What is not there yet is no obstacle.
 */
export function obstacleAt(root: string, path: string, within = ""): string | undefined {
  const steps = path.split("/");
  if (path.includes("\0")) return "holds a NUL";
  if (path.startsWith("/") || /^[a-z]:/i.test(path)) return "is absolute";
  if (steps.includes("..")) return "leads out of its folder";
  if (steps.some((step) => step === "" || step === ".")) return "is no plain path";
  if (within !== "" && !path.startsWith(`${within}/`)) return `does not lie below ${within}/`;
  return obstacleBefore(root, bytePath(path)) ?? obstacleAtEnd(pathBelow(root, bytePath(path)));
}

/** The same of the folders above a place alone: for what is made only where nothing is yet, which follows no link. */
export function obstacleBefore(root: string, path: BytePath): string | undefined {
  const steps = path.split("/").slice(0, -1);
  for (let length = 1; length <= steps.length; length += 1) {
    const folder = steps.slice(0, length).join("/");
    const passed = Buffer.from(folder, "latin1").toString();
    const stats = statusOf(pathBelow(root, folder));
    if (stats === undefined) return undefined;
    if (typeof stats === "string") return `passes ${passed}, which ${stats}`;
    if (stats.isSymbolicLink()) return `passes ${passed}, a symbolic link`;
    if (!stats.isDirectory()) return `passes ${passed}, which is no folder`;
  }
  return undefined;
}

function obstacleAtEnd(path: BytePath): string | undefined {
  const stats = statusOf(path);
  if (stats === undefined || typeof stats === "string") return stats;
  if (stats.isSymbolicLink()) return "is a symbolic link";
  if (stats.isDirectory()) return "is a folder";
  return stats.isFile() ? undefined : "is no regular file";
}

/** Undefined where nothing is; why it cannot be told where the system does not say. */
function statusOf(path: BytePath): Stats | string | undefined {
  try {
    return lstatSync(systemPath(path));
  } catch (error) {
    const code = codeOfError(error);
    if (code === "ENOENT") return undefined;
    return code === "ENAMETOOLONG" ? "is too long" : `cannot be looked at: ${code ?? String(error)}`;
  }
}
