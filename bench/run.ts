import { benchConsolidate } from "./consolidate.ts";
import { benchDatabase } from "./database.ts";
import { benchEnums } from "./enums.ts";
import { benchHooks } from "./hooks.ts";
import { floor, measure } from "./measure.ts";
import { benchMeta } from "./meta.ts";
import { benchNodes } from "./nodes.ts";
import { benchRecord } from "./record.ts";
import { benchCurve, benchMixed, benchScale } from "./scale.ts";
import { benchScan } from "./scan.ts";
import { benchSearch } from "./search.ts";
import { benchServe } from "./serve.ts";
import { startUp } from "./start-up.ts";
import { timesTable } from "./table.ts";

const groups: { readonly [name: string]: () => Promise<string> } = {
  "start-up": async () => {
    const rows = await measure([floor, ...startUp]);
    return timesTable(rows, rows[0]?.median ?? Number.NaN);
  },
  database: benchDatabase,
  hooks: benchHooks,
  scale: benchScale,
  mixed: benchMixed,
  curve: benchCurve,
  record: benchRecord,
  scan: benchScan,
  search: benchSearch,
  serve: benchServe,
  consolidate: benchConsolidate,
  enums: benchEnums,
  nodes: benchNodes,
  meta: benchMeta,
};

await main(process.argv.slice(2));

/** Prints times beside a floor of the same run. A missed goal is printed, never a failure. */
async function main([only]: readonly string[]): Promise<void> {
  for (const [name, run] of Object.entries(groups)) {
    if (only !== undefined && only !== name) continue;
    console.log(`${name}\n${await run()}\n`);
  }
}
