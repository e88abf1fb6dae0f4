import { Failure } from "../../model/failure.ts";
import type { Connection } from "../../postgres/connection.ts";
import type { EnumChange, TypeName } from "../enum-change.ts";
import { readHeldEnum } from "../script/survey.ts";
import { inTargetRehearsal, inTargetTransaction } from "../targets.ts";

/** Columns of an enum on a clone by whether their defaults can be had; a word kept as text fails when it is used, and not before. */
export async function readDefaults(
  clone: Connection,
  type: TypeName,
): Promise<ReadonlyMap<string, string | undefined>> {
  const survey = await inTargetTransaction(clone, "read", () => readHeldEnum(clone, type));
  const told = new Map<string, string | undefined>();
  for (const { table, column, default: expression } of survey?.columns ?? []) {
    if (expression === null) continue;
    const failure = await inTargetRehearsal(clone, async () => void (await clone.query(`SELECT ${expression}`))).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (clone.lost) throw failure;
    told.set(
      `${table.schema}.${table.name}.${column}`,
      failure instanceof Error ? `${expression}: ${failure.message}` : undefined,
    );
  }
  return told;
}

/** Throws V7-E057 for a default that could be had before, and cannot any more. */
export function refuseBrokenDefaults(
  { address }: EnumChange,
  before: ReadonlyMap<string, string | undefined>,
  after: ReadonlyMap<string, string | undefined>,
): void {
  const broken = [...after].flatMap(([column, why]) =>
    why !== undefined && before.has(column) && before.get(column) === undefined ? [`${column} ${why}`] : [],
  );
  if (broken.length === 0) return;
  throw new Failure("V7-E057", `${address}: afterwards there would be no default of ${broken.join("; ")}`, {
    next: ["give the column a default that names the value by its type, not as text"],
  });
}
