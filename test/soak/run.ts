import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildDigest } from "../../scripts/inputs.mjs";
import { type SoakResult, variableOf } from "./measure.ts";
import { laterRows, type SoakRow, soakRows } from "./rows.ts";

const root = join(import.meta.dirname, "..", "..");

main();

/**
 * Runs what shows only rarely, at the sizes asked for, and prints a table: `npm run soak -- --kill 100 --yaml 0`. What a
 * run before did with the same sources counts, unless `--again` is among the words.
 */
function main(): void {
  const { sizes, again } = readWords();
  const results = resultsFile();
  if (again) rmSync(results, { force: true });
  const done = readResults(results);
  const variables = soakRows.map(({ flag }) => [variableOf(flag), String(leftOf(flag, sizes, done))]);
  const { status } = spawnSync("vitest", ["run", "--config", "test/soak/vitest.config.ts"], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...Object.fromEntries(variables), V7_SOAK_RESULTS: results },
  });
  const found = readResults(results);
  console.log(table(sizes, found));
  const isHeld = [...found.values()].every(({ wrong }) => wrong === 0);
  process.exitCode = status === 0 && isHeld ? 0 : 1;
}

type Sizes = ReadonlyMap<string, number>;
type Results = ReadonlyMap<string, SoakResult>;

function readWords(): { readonly sizes: Sizes; readonly again: boolean } {
  const counts = Object.fromEntries(soakRows.map(({ flag }) => [flag, { type: "string" as const }]));
  const { values } = parseArgs({ options: { ...counts, again: { type: "boolean" } } });
  const typed: { readonly [flag: string]: string | boolean | undefined } = values;
  const sizes = soakRows.map(({ flag, size }) => [flag, sizeFrom(flag, String(typed[flag] ?? size))] as const);
  return { sizes: new Map(sizes), again: values.again === true };
}

/** A size that is no number would leave its row out and look like a run without a fault. */
function sizeFrom(flag: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`--${flag} ${text}: how many? A whole number, 0 leaves the row out`);
}

/** What was done with other sources says nothing about these. */
function resultsFile(): string {
  const folder = join(root, "node_modules", ".cache", "v7-soak");
  mkdirSync(folder, { recursive: true });
  return join(folder, `${buildDigest(root).slice(0, 12)}.jsonl`);
}

/** All that was done of each row. A row is written when it ends, so one that was interrupted begins anew. */
function readResults(file: string): Results {
  const sums = new Map<string, SoakResult>();
  if (!existsSync(file)) return sums;
  for (const line of readFileSync(file, "utf8").trimEnd().split("\n")) {
    const { flag, done, wrong } = JSON.parse(line) as SoakResult;
    const before = sums.get(flag) ?? { done: 0, wrong: 0 };
    sums.set(flag, { flag, done: before.done + done, wrong: before.wrong + wrong });
  }
  return sums;
}

function leftOf(flag: string, sizes: Sizes, results: Results): number {
  return Math.max(0, (sizes.get(flag) ?? 0) - (results.get(flag)?.done ?? 0));
}

function table(sizes: Sizes, results: Results): string {
  const rows = soakRows.map(
    (row) => `${row.flag.padEnd(10)} ${row.promise.padEnd(66)} ${outcomeOf(row, sizes, results.get(row.flag))}`,
  );
  return ["", ...rows, ...laterRows.map((row) => `${"".padEnd(10)} later: ${row}`)].join("\n");
}

function outcomeOf({ flag, size }: SoakRow, sizes: Sizes, result: SoakResult | undefined): string {
  if (result === undefined) return sizes.get(flag) === 0 ? "left out" : "NOT FINISHED";
  const isShort = result.done < size;
  return `${result.wrong} wrong of ${result.done}${isShort ? `, ${size} are wanted: npm run soak goes on` : ""}`;
}
