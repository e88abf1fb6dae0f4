import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type SoakResult, variableOf } from "./measure.ts";
import { laterRows, soakRows } from "./rows.ts";

main();

/** Runs what shows only rarely, at the sizes asked for, and prints a table: `npm run soak -- --kill 100 --yaml 0`. */
function main(): void {
  const sizes = readSizes();
  const folder = mkdtempSync(join(tmpdir(), "v7-soak-"));
  const results = join(folder, "results.jsonl");
  const variables = Object.fromEntries([...sizes].map(([flag, size]) => [variableOf(flag), String(size)]));
  const { status } = spawnSync("vitest", ["run", "--config", "test/soak/vitest.config.ts"], {
    stdio: "inherit",
    env: { ...process.env, ...variables, V7_SOAK_RESULTS: results },
  });
  console.log(table(sizes, readResults(results)));
  rmSync(folder, { recursive: true });
  process.exitCode = status === 0 ? 0 : 1;
}

function readSizes(): Map<string, number> {
  const options = Object.fromEntries(soakRows.map(({ flag }) => [flag, { type: "string" as const }]));
  const { values } = parseArgs({ options });
  return new Map(soakRows.map(({ flag, size }) => [flag, sizeFrom(flag, values[flag] ?? String(size))]));
}

/** A size that is no number would leave its row out and look like a run without a fault. */
function sizeFrom(flag: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`--${flag} ${text}: how many? A whole number, 0 leaves the row out`);
}

function readResults(file: string): SoakResult[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as SoakResult);
}

function table(sizes: ReadonlyMap<string, number>, results: readonly SoakResult[]): string {
  const rows = soakRows.map(({ flag, promise, size }) => {
    const result = results.find((candidate) => candidate.flag === flag);
    const outcome = result
      ? `${result.wrong} wrong of ${result.done}${result.done < size ? `, ${size} are wanted` : ""}`
      : sizes.get(flag) === 0
        ? "left out"
        : "NOT FINISHED";
    return `${flag.padEnd(8)} ${promise.padEnd(66)} ${outcome}`;
  });
  return ["", ...rows, ...laterRows.map((row) => `${"".padEnd(8)} later: ${row}`)].join("\n");
}
