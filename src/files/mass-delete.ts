import { exitCodes, Failure } from "../model/failure.ts";
import type { KnownFile } from "./known.ts";
import type { Root } from "./roots.ts";
import type { GoneFile } from "./survey.ts";

/** How many registered files each root has. */
export type RootTotals = ReadonlyMap<Root, number>;

export function countByRoot(roots: readonly Root[], files: ReadonlyMap<string, KnownFile>): RootTotals {
  const totals = new Map<Root, number>();
  const declared = roots.filter(({ prefix }) => prefix !== "");
  const own = roots.find(({ prefix }) => prefix === "");
  for (const path of files.keys()) {
    const root = path.startsWith("@") ? (declared.find(({ prefix }) => path.startsWith(prefix)) ?? own) : own;
    if (root !== undefined) totals.set(root, (totals.get(root) ?? 0) + 1);
  }
  return totals;
}

/** More than a fifth of a root, and more than a few or all of it: an empty mount point looks like that. */
export function massDelete(gone: readonly GoneFile[], totals: RootTotals, allowed = 0): Failure | undefined {
  const missing = gone.filter(({ isLeftOut }) => !isLeftOut);
  for (const [root, total] of totals) {
    const count = missing.filter((file) => file.root === root).length;
    const isMany = count > total / 5 && (count > aFew || count === total);
    if (isMany && count > allowed) return tooMany(root, count, total);
  }
  return undefined;
}

const aFew = 5;

function tooMany({ prefix }: Root, count: number, total: number): Failure {
  const where = prefix === "" ? "the repository" : prefix.slice(0, -1);
  return new Failure(
    "V7-F005",
    `${count} of ${total} registered files of ${where} are missing; nothing was registered`,
    {
      exitCode: exitCodes.refused,
      next: ["Is everything mounted? v7 scan --diff lists them", `v7 scan --allow-mass-delete ${count}`],
    },
  );
}
