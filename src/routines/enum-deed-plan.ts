import { refuseInUse } from "../enums/deed/leftovers.ts";
import type { EnumDeed } from "../enums/deed/deed.ts";
import type { LedgerEntry } from "../enums/deed/ledger.ts";
import { deedOfEntry } from "../enums/deed/ledger-deed.ts";
import { rememberedDeeds, settleDeeds } from "../enums/deed/remembered.ts";
import { requireTime, standingOf } from "../enums/deed/standing.ts";
import type { Direction } from "../enums/enum-change.ts";
import { type DeclaredChange, declaredScripts } from "../enums/prepare/declared-change.ts";
import type { Hazard } from "../enums/prepare/hazards.ts";
import { prepareChange, prepareWay } from "../enums/prepare/prepare.ts";
import { targetNamed } from "../enums/targets.ts";
import type { KeyCollision } from "../model/output/enum-check.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { appliedStatus } from "./enum-applied-status.ts";

/** A deed that is worked out, and what people should know before they agree. */
export interface PlannedDeed {
  readonly deed: Omit<EnumDeed, "id">;
  readonly hazards: readonly Hazard[];
  readonly collisions: readonly KeyCollision[];
  readonly why: string;
}

/** What would be done, tried on a clone. What was done before is asked of the target, which knows. */
export async function planDeed(
  workspace: Workspace,
  declared: DeclaredChange,
  { direction, accepted }: { readonly direction: Direction; readonly accepted: readonly string[] },
): Promise<PlannedDeed> {
  const { change, address } = declared;
  const target = targetNamed(workspace, change.target);
  const { ledger } = await settleDeeds(workspace, target);
  const standing = standingOf(address, ledger?.entries ?? [], {
    remembered: await rememberedDeeds(workspace, target.name),
    status: await appliedStatus(workspace, declared),
    declared: String(declared.fields["status"]),
  });
  requireTime(change, direction, standing);
  const { last } = standing;
  return direction === "implement" || last === undefined
    ? planChange(workspace, declared, { accepted, last })
    : planWay(workspace, declared, { direction, accepted, last });
}

async function planChange(
  workspace: Workspace,
  declared: DeclaredChange,
  { accepted, last }: { readonly accepted: readonly string[]; readonly last: LedgerEntry | undefined },
): Promise<PlannedDeed> {
  const { change, address } = declared;
  const prepared = await prepareChange(workspace, change, declaredScripts(declared));
  const { choice, survey, texts, ending, before, after, hazards } = prepared;
  const columns = survey.columns
    .filter(({ kind, isTemporary }) => (kind === "r" || kind === "p") && !isTemporary)
    .map(({ table, column }) => ({ schema: table.schema, table: table.name, column }));
  return {
    hazards,
    collisions: prepared.collisions,
    why: choice.why,
    deed: {
      direction: "implement",
      address,
      strategy: choice.strategy,
      change,
      script: texts.up,
      wayBack: texts.down,
      ending,
      columns,
      follows: last?.deed ?? null,
      before,
      after,
      accepted,
    },
  };
}

interface Way {
  readonly direction: Direction;
  readonly accepted: readonly string[];
  /** How it was implemented: the target keeps the way back with that, whatever v7 wrote it. */
  readonly last: LedgerEntry;
}

async function planWay(
  workspace: Workspace,
  { address, change: declared }: DeclaredChange,
  { direction, accepted, last }: Way,
): Promise<PlannedDeed> {
  const done = deedOfEntry(last, declared.target);
  const script = direction === "retire" ? last.ending : last.wayBack;
  if (direction === "retire") await refuseInUse(workspace, done);
  const { before, after, clone } = await prepareWay(workspace, done.change, script);
  const isPartial = clone.completeness === "partial";
  return {
    hazards: isPartial
      ? [{ code: "V7-E077", objects: clone.missing.map(({ identity, why }) => `${identity} (${why})`) }]
      : [],
    collisions: [],
    why: `it was implemented on ${last.at}`,
    deed: { ...done, direction, address, script, wayBack: "", ending: "", follows: last.deed, before, after, accepted },
  };
}
