import { Failure } from "../../model/failure.ts";
import type { ScanJob } from "./job.ts";
import type { Registry } from "./known.ts";
import type { Root } from "../places/roots.ts";
import type { Survey } from "./survey.ts";

/**
 * Throws when more than a fifth of a root is missing, and more than a few or all of it: an empty mount point looks like
 * that.
 */
export function refuseMassDelete({ roots, request }: ScanJob, { gone, registry }: Survey): void {
  const { allowMassDelete = 0 } = request;
  const missing = gone.filter(({ isLeftOut }) => !isLeftOut);
  if (missing.length === 0) return;
  for (const [root, total] of countByRoot(roots, registry)) {
    const count = missing.filter((file) => file.root === root).length;
    const isMany = count > total / 5 && (count > aFew || count === total);
    if (isMany && count > allowMassDelete) throw tooMany(root, count, total);
  }
}

const aFew = 5;

/** Whether this is what {@link refuseMassDelete} throws. */
export function isMassDelete(error: unknown): error is Failure {
  return error instanceof Failure && error.code === code;
}

const code = "V7-F005";

/** How many registered files each root has. */
function countByRoot(roots: readonly Root[], registry: Registry): ReadonlyMap<Root, number> {
  const totals = new Map<Root, number>();
  const declared = roots.filter(({ prefix }) => prefix !== "");
  const own = roots.find(({ prefix }) => prefix === "");
  for (const path of registry.files.keys()) {
    const root = path.startsWith("@") ? (declared.find(({ prefix }) => path.startsWith(prefix)) ?? own) : own;
    if (root !== undefined) totals.set(root, (totals.get(root) ?? 0) + 1);
  }
  return totals;
}

function tooMany({ prefix }: Root, count: number, total: number): Failure {
  const where = prefix === "" ? "the repository" : prefix.slice(0, -1);
  return new Failure(code, `${count} of ${total} registered files of ${where} are missing; nothing was registered`, {
    next: ["Is everything mounted? v7 scan --diff lists them", `v7 scan --allow-mass-delete ${count}`],
  });
}
