import type { Row } from "./table.tsx";

/** What a row is called in the address: by what it is about, else by all it holds. */
export function keyOf(row: Row, at: number): string {
  const [named] = ["address", "id", "path", "node", "name", "plan_id", "apply_id", "key"].flatMap((key) =>
    typeof row[key] === "string" || typeof row[key] === "number" ? [String(row[key])] : [],
  );
  return named === undefined ? String(at + 1) : row["at"] === undefined ? named : `${named} ${String(row["at"])}`;
}
