import { type Stats, lstatSync } from "node:fs";
import { foundFile } from "../../system/walk.ts";
import { type BytePath, bytePath, printablePath, systemPath } from "../../model/path-bytes.ts";
import { storedSpelling } from "../../system/stored-spelling.ts";
import { type PlacedSource, spelledOtherwise, type TargetState } from "./plan-copies.ts";
import { readBatch } from "../inventory/read-batch.ts";

/** Looks at the places of all targets; only a file of the size that is to come is read. */
export async function readStandings(
  root: string,
  placed: readonly PlacedSource[],
  signal: AbortSignal,
): Promise<(target: BytePath) => TargetState> {
  const at = bytePath(root);
  const obstacleOnTheWay = folderChecker(at);
  const spelled = storedSpelling(at);
  const known = new Map<BytePath, TargetState>();
  for (const { source, target } of placed) {
    const other = otherwise(target, spelled(target));
    const because = other === undefined ? obstacleOnTheWay(target) : spelledOtherwise(other);
    known.set(
      target,
      because === undefined ? await standing(`${at}/${target}`, source.size, signal) : { kind: "obstacle", because },
    );
  }
  return (target) => known.get(target) ?? { kind: "absent" };
}

/** The first folder on the way, or the file itself, that the disk spells otherwise. */
function otherwise(target: BytePath, stored: BytePath): BytePath | undefined {
  const names = stored.split("/");
  const asked = target.split("/");
  const at = names.findIndex((name, index) => name !== asked[index]);
  return at < 0 ? undefined : names.slice(0, at + 1).join("/");
}

async function standing(path: BytePath, size: number, signal: AbortSignal): Promise<TargetState> {
  const status = look(path);
  if (status === undefined) return { kind: "absent" };
  if (!status.isFile()) return { kind: "obstacle", because: `is there as ${nameOf(status)}` };
  if (status.size !== size) return { kind: "file", hash: null };
  const [reading] = await readBatch([foundFile(path, status)], signal, () => undefined);
  if (typeof reading === "string") return { kind: "file", hash: reading };
  return { kind: "file", hash: reading?.kind === "content" ? reading.hash : null };
}

/** Asks each folder once: it is there as a folder, or not at all. */
function folderChecker(root: BytePath): (target: BytePath) => string | undefined {
  const known = new Map<BytePath, string | undefined>();
  const check = (folder: BytePath): string | undefined => {
    if (known.has(folder)) return known.get(folder);
    const slash = folder.lastIndexOf("/");
    const above = slash < 0 ? undefined : check(folder.slice(0, slash));
    const status = above === undefined ? look(`${root}/${folder}`) : undefined;
    const isWrong = status !== undefined && !status.isDirectory();
    const because = above ?? (isWrong ? `${printablePath(folder)} is ${nameOf(status)}` : undefined);
    known.set(folder, because);
    return because;
  };
  return (target) => {
    const slash = target.lastIndexOf("/");
    return slash < 0 ? undefined : check(target.slice(0, slash));
  };
}

function look(path: BytePath): Stats | undefined {
  return lstatSync(systemPath(path), { throwIfNoEntry: false });
}

function nameOf(status: Stats): string {
  if (status.isSymbolicLink()) return "a link";
  if (status.isDirectory()) return "a folder";
  return status.isFile() ? "a file" : "neither file nor folder";
}
