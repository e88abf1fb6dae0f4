import { join } from "node:path";
import type { ReadInventory } from "./read-inventory.ts";

/** Where a project lies on this machine, by its path of the registry. */
export function placeOf({ directories, roots }: Pick<ReadInventory, "directories" | "roots">, path: string): string {
  const repository = directories.get("") ?? "";
  if (path === ".") return repository;
  const [first = "", ...rest] = path.split("/");
  return roots.has(first) ? join(directories.get(first) ?? first, ...rest) : join(repository, path);
}
