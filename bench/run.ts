import { floor, measure } from "./measure.ts";
import { startUp } from "./start-up.ts";
import { timesTable } from "./table.ts";

await main(process.argv.slice(2));

/** Prints times beside a floor of the same run. A missed goal is printed, never a failure. */
async function main(words: readonly string[]): Promise<void> {
  const only = words[0];
  const groups = { "start-up": startUp };
  for (const [name, cases] of Object.entries(groups)) {
    if (only !== undefined && only !== name) continue;
    const rows = await measure([floor, ...cases]);
    console.log(`${name}\n${timesTable(rows, rows[0]?.median ?? Number.NaN)}\n`);
  }
}
