import { schemaDigest } from "../../src/enums/catalogue/own-objects.ts";
import { checkEnum } from "../../src/enums/prepare/check.ts";
import { writeEnumScripts } from "../../src/enums/prepare/write-scripts.ts";
import { proposeEnums } from "../../src/enums/propose/propose.ts";
import { scanEnums } from "../../src/enums/scan/scan.ts";
import { inTargetTransaction } from "../../src/enums/targets.ts";
import { Failure } from "../../src/model/failure.ts";
import type { EnumProposeOutput } from "../../src/model/output/enum-propose.ts";
import { validateEnum } from "../../src/routines/enum-validate.ts";
import { allTables, hashesOf, holdingColumns, readRows, type Rows, type Worded } from "./app-rows.ts";
import type { DeedScene } from "./deed-scene.ts";

/** What is said of a group that does not go without. */
export interface GroupWishes {
  readonly reorder?: boolean;
  readonly without?: readonly string[];
}

/** One enum's way, or why it has none. */
export interface Journey {
  readonly name: string;
  readonly strategy: string | undefined;
  /** The code of the refusal that ended it. */
  readonly refused: string | undefined;
  readonly message: string | undefined;
  /** Milliseconds: the longest lock of all its deeds. */
  readonly locked: number;
  /** What was not as it must be: nothing. */
  readonly wrong: readonly string[];
}

/**
 * Scans, and proposes every group of which something is wished: all plans, and the codes by which those that need a word were refused
 * without it.
 */
export async function proposeAll(
  shared: DeedScene,
  wishesOf: (enums: readonly string[]) => GroupWishes | undefined,
): Promise<{ readonly proposed: EnumProposeOutput["enums"]; readonly refused: readonly string[] }> {
  const { output: scan } = await scanEnums(await shared.workspace(), { target: "app" });
  const proposed: EnumProposeOutput["enums"][number][] = [];
  const refused: string[] = [];
  for (const { enums, number } of scan.groups) {
    const plain = { target: "app", group: String(number), map: new Map(), becomes: undefined, risk: "high" };
    const wishes = wishesOf(enums);
    if (wishes === undefined) continue;
    const { reorder = false, without = [] } = wishes;
    if (reorder || without.length > 0) {
      const request = { ...plain, reorder: false, without: [] };
      refused.push(await codeOf(proposeEnums(await shared.workspace(), request)));
    }
    proposed.push(...(await proposeEnums(await shared.workspace(), { ...plain, reorder, without })).output.enums);
  }
  return { proposed, refused };
}

/**
 * Implements, validates, rolls back, implements again, validates and retires an enum. The application's rows and schema are looked at
 * after each of it; `worded` gets what its words became.
 */
export async function travel(
  shared: DeedScene,
  plan: EnumProposeOutput["enums"][number],
  worded: Map<string, ReadonlyMap<string, string>[]>,
): Promise<Journey> {
  const name = plan.address.replace(/^enum\//, "");
  const columns = await holdingColumns(shared.psql, sqlNameOf(name));
  const tables = [...new Set(columns.map(({ table }) => table))];
  const map = new Map(plan.values.map(({ value, becomes }) => [value, becomes]));
  const own: Worded = new Map(columns.map(({ table, column }) => [`${table} ${column}`, [map]]));
  const found = await readRows(shared.psql, tables);
  const before = { rows: hashesOf(found), schema: await digestOf(shared) };
  const wanted = hashesOf(found, own);
  const wrong: string[] = [];
  const look = async (when: string, isChanged: boolean): Promise<void> => {
    const rows = hashesOf(await readRows(shared.psql, tables));
    const differing = Object.entries(isChanged ? wanted : before.rows).filter(([table, hash]) => rows[table] !== hash);
    wrong.push(...differing.map(([table]) => `${when}: rows of ${table}`));
    if (!isChanged && (await digestOf(shared)) !== before.schema) wrong.push(`${when}: the schema`);
  };
  let locked = 0;
  let strategy: string | undefined;
  const deed = async (direction: "implement" | "rollback" | "retire", accepted: readonly string[]): Promise<void> => {
    const { output, problem } = await shared.deed(direction, name, { accepted });
    if (problem !== null) throw problem;
    locked = Math.max(locked, output.locked_ms ?? 0);
    strategy ??= output.strategy;
    await shared.settle();
  };
  const implement = async (accepted: readonly string[]): Promise<void> => {
    await shared.approve(name);
    await deed("implement", accepted);
    await look("implemented", true);
    const validated = await validateEnum(await shared.workspace(), name);
    if (validated.problem !== null) throw validated.problem;
    await shared.settle();
  };
  try {
    await writeEnumScripts(await shared.workspace(), { name });
    const { output, problem } = await checkEnum(await shared.workspace(), name);
    if (problem !== null) throw problem;
    const accepted = output.hazards.map(({ code }) => code);
    await implement(accepted);
    await deed("rollback", []);
    await look("rolled back", false);
    await implement(accepted);
    await deed("retire", []);
    await look("retired", true);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await look(`refused by ${error.code}`, false);
    return { name, strategy, refused: error.code, message: error.message, locked, wrong };
  }
  for (const { table, column } of columns) {
    const place = `${table} ${column}`;
    worded.set(place, [...(worded.get(place) ?? []), map]);
  }
  return { name, strategy, refused: undefined, message: undefined, locked, wrong };
}

/** All rows of the application. */
export async function wholeApp({ psql }: DeedScene): Promise<Rows> {
  return readRows(psql, await allTables(psql));
}

async function digestOf({ psql }: DeedScene): Promise<string> {
  return inTargetTransaction(psql, "read", () => schemaDigest(psql));
}

/** `app/crm.Priority` as PostgreSQL takes it: `"crm"."Priority"`. */
function sqlNameOf(name: string): string {
  const parts = name.replace(/^app\//, "").split(".");
  return (parts.length === 1 ? ["public", ...parts] : parts).map((part) => `"${part}"`).join(".");
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "none";
  } catch (error) {
    return error instanceof Failure ? error.code : String(error);
  }
}
