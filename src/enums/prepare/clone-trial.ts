import { codeOfError } from "../../model/error-code.ts";
import { Failure } from "../../model/failure.ts";
import type { Connection } from "../../postgres/connection.ts";
import type { CatalogueObject } from "../catalogue/objects.ts";
import { readOwnless } from "../catalogue/own-objects.ts";
import { readSql } from "../../system/package-file.ts";
import type { EnumChange } from "../enum-change.ts";
import { countLabels, differences, type LabelCount, readOthers } from "../proof/count-labels.ts";
import { irreversible } from "../script/merged-values.ts";
import { readHeldEnum, type Survey } from "../script/survey.ts";
import { inTargetTransaction } from "../targets.ts";
import { differingObjects } from "./delta.ts";
import { readDefaults, refuseBrokenDefaults } from "./try-defaults.ts";

/** The two scripts of an enum. */
export interface ScriptTexts {
  readonly up: string;
  readonly down: string;
}

/** What a clone's schema was before the scripts, and after the first of them. */
export interface Tried {
  readonly before: readonly CatalogueObject[];
  readonly after: readonly CatalogueObject[];
}

/**
 * Runs the scripts there and back on a clone, whose rows must come back as they were. Throws V7-E057 with the statement that failed, with a
 * default that fails from then on, or with what the way back leaves otherwise than it was.
 */
export async function tryScripts(
  clone: Connection,
  { change, survey, texts }: { readonly change: EnumChange; readonly survey: Survey; readonly texts: ScriptTexts },
): Promise<Tried> {
  const lost = new Set(irreversible(change, survey).map(({ table, column }) => JSON.stringify([table, column])));
  const columns = survey.columns.filter(
    ({ kind, table, column }) => (kind === "r" || kind === "p") && !lost.has(JSON.stringify([table, column])),
  );
  const rows = await countRows(clone, { change, columns });
  const defaults = await readDefaults(clone, change.from);
  const there = await tryScript(clone, change, texts.up);
  refuseBrokenDefaults(change, defaults, await readDefaults(clone, change.to));
  await run(clone, change.address, { way: "back", text: texts.down });
  const differing = [
    ...differingObjects(there.before, await readSchema(clone)),
    ...differences(rows, await countRows(clone, { change, columns })),
  ];
  if (differing.length === 0) return there;
  throw new Failure("V7-E057", `${change.address}: the way back does not end where it began: ${differing.join(", ")}`);
}

interface Counting {
  readonly change: EnumChange;
  /** On the target. */
  readonly columns: Survey["columns"];
}

/** By their present labels. The clone has the same tables under other ids. */
async function countRows(clone: Connection, { change, columns }: Counting): Promise<readonly LabelCount[]> {
  return inTargetTransaction(clone, "read", async () => {
    const own = await readHeldEnum(clone, change.from);
    if (own === undefined) return [];
    const names = new Set(columns.map(({ table, column }) => JSON.stringify([table, column])));
    const counted = own.columns.filter(({ table, column }) => names.has(JSON.stringify([table, column])));
    const others = await readOthers(clone, { ...own, columns: counted });
    return countLabels(clone, { columns: counted, keys: own.keys, others, type: change.from, wordOf: new Map() });
  });
}

/** Runs one script on a clone. Throws V7-E057 with the statement that failed. */
export async function tryScript(clone: Connection, { address }: EnumChange, text: string): Promise<Tried> {
  await inTargetTransaction(
    clone,
    "write",
    async () => void (await clone.script(readSql("enums/prepare/open-schemas.sql"))),
  );
  const before = await readSchema(clone);
  await run(clone, address, { way: "there", text });
  return { before, after: await readSchema(clone) };
}

async function readSchema(clone: Connection): Promise<readonly CatalogueObject[]> {
  return inTargetTransaction(clone, "read", () => readOwnless(clone));
}

interface Run {
  readonly way: "there" | "back";
  readonly text: string;
}

async function run(clone: Connection, address: string, { way, text }: Run): Promise<void> {
  try {
    await inTargetTransaction(clone, "write", async () => void (await clone.script(text)));
  } catch (error) {
    if (error instanceof Failure || codeOfError(error) === undefined) throw error;
    throw new Failure("V7-E057", `${address}: the script for the way ${way} fails on a clone: ${told(error, text)}`, {
      cause: error,
    });
  }
}

/** The server says where in the text it stopped; people know a statement by its beginning. */
function told(error: unknown, text: string): string {
  const detail =
    error instanceof Error && "detail" in error && typeof error.detail === "string" ? `: ${error.detail}` : "";
  const message = (error instanceof Error ? error.message : String(error)) + detail;
  const at = error instanceof Error && "position" in error ? Number(error.position) : Number.NaN;
  if (!Number.isFinite(at)) return message;
  const statement = text.slice(0, at).split(/;\n+/).at(-1) ?? "";
  const beginning =
    statement
      .replaceAll(/^--.*$/gm, "")
      .trim()
      .split("\n")[0] ?? "";
  return `${message}, at ${beginning.slice(0, 120)}`;
}
