import { type Layout, ruleFor } from "../../files/places/layout.ts";
import { isKeptName } from "../../model/file-name.ts";
import { type BytePath, bytePath, printablePath } from "../../model/path-bytes.ts";
import type { SourceGroup } from "../groups.ts";

/** Where a file of a group goes. */
export type SourceTarget =
  | { readonly kind: "target"; readonly path: BytePath }
  | { readonly kind: "skip" }
  | { readonly kind: "unplaced" }
  | { readonly kind: "hostile"; readonly path: string; readonly because: string };

/**
 * By the first override that matches, else by the Layout: a path that one of its rules knows is its own target. Below an
 * override's folder a file keeps its path, so that files of one name do not meet.
 */
export function targetOf({ overrides }: SourceGroup, layout: Layout, below: BytePath): SourceTarget {
  const shown = printablePath(below);
  const override = overrides.find(({ expression }) => expression.test(shown));
  if (override?.isSkipped === true) return { kind: "skip" };
  if (override?.target === undefined) {
    const isPlaced =
      ruleFor(layout, shown) !== undefined || layout.pillars.some(({ path }) => shown.startsWith(`${path}/`));
    return isPlaced ? checked(below) : { kind: "unplaced" };
  }
  return checked(`${bytePath(override.target).replace(/(?<=.)\/+$/, "")}/${below}`);
}

function checked(path: BytePath): SourceTarget {
  const because = hostility(path);
  return because === undefined ? { kind: "target", path } : { kind: "hostile", path: printablePath(path), because };
}

/** Why a path cannot be a target; undefined for one that can. */
export function hostility(path: BytePath): string | undefined {
  if (path.includes("\0")) return "holds a NUL";
  if (path.startsWith("/") || /^[a-z]:/i.test(path)) return "is absolute";
  const names = path.split("/");
  if (names.some((name) => name === "..")) return "leads out of the repository";
  if (names.some((name) => name === "" || name === ".")) return "is no plain path";
  if (names.some(isOwn)) return "lies in what git or v7 keeps for itself";
  if (path.length > longestPath || names.some((name) => name.length > longestName)) return "is too long";
  return undefined;
}

const longestPath = 3_500;
const longestName = 255;

function isOwn(name: string): boolean {
  return isKeptName(Buffer.from(name, "latin1").toString());
}
