import type { Strategy } from "../script/strategy.ts";
import type { EnumDeed } from "./deed.ts";
import type { LedgerEntry } from "./ledger.ts";
import { deedOfChange } from "./sealed-deed.ts";

/** A deed as a target's ledger has it. */
export function deedOfEntry(entry: LedgerEntry, target: string): EnumDeed {
  const { direction, strategy, script, wayBack: way_back, ending, detail, address, deed } = entry;
  const sealed = deedOfChange(deed, {
    address,
    kind: "EnumMigration",
    action: "update",
    before: { schema_sha256: "" },
    after: {
      ...detail,
      direction,
      strategy: strategy as Strategy,
      target,
      script,
      way_back,
      ending,
      schema_sha256: "",
    },
    effects: [],
    fields: [],
    reason: "declared",
  });
  if (sealed === undefined) throw new Error(`${deed} is no deed`);
  return sealed;
}
