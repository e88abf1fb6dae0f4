import { isOurs, rememberedDeeds, type RememberedDeed, settleDeeds } from "../enums/deed/remembered.ts";
import { targetNamed } from "../enums/targets.ts";
import { type Answer, answer } from "../model/answer.ts";
import { Failure } from "../model/failure.ts";
import type { DeedTarget, EnumDeed, EnumStatusOutput } from "../model/output/enum-status.ts";
import type { Workspace } from "../workspace/workspace.ts";

/**
 * What was done to the enums of targets, as their own ledgers have it; v7's memory is made to agree. A target that does not answer is shown with
 * what v7 remembers of it, and is the answer's problem.
 */
export async function enumStatus(workspace: Workspace, only?: string): Promise<Answer<EnumStatusOutput>> {
  const names = only === undefined ? Object.keys(workspace.config.targets).toSorted() : [only];
  const targets: DeedTarget[] = [];
  const problems: Failure[] = [];
  let settled = 0;
  for (const name of names) {
    const target = targetNamed(workspace, name);
    try {
      const found = await settleDeeds(workspace, target);
      settled += found.settled;
      const remembered = await rememberedDeeds(workspace, name);
      const foreign = (found.ledger?.entries ?? []).filter((entry) => !isOurs(workspace, entry));
      const other = otherLedger(remembered, found.ledger?.id);
      if (other !== undefined) problems.push(other);
      targets.push({
        target: name,
        ledger: found.ledger?.id ?? null,
        is_reachable: true,
        problem: other?.message ?? null,
        deeds: [
          ...remembered.map(deedRow),
          ...foreign.map((entry) => deedRow({ ...entry, target: name, state: "foreign", ledger: null })),
        ],
      });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(error);
      const deeds = (await rememberedDeeds(workspace, name)).map(deedRow);
      targets.push({ target: name, ledger: null, is_reachable: false, problem: error.message, deeds });
    }
  }
  return answer({ targets, settled }, problems[0]);
}

type Row = Omit<RememberedDeed, "state"> & { readonly state: EnumDeed["state"] };

function deedRow({ deed, address, direction, strategy, state, by, at }: Row): EnumDeed {
  return { deed, address, direction, strategy, state, by, at };
}

/** A target that was restored from before, or is another one, has lost what v7 remembers. */
function otherLedger(remembered: readonly RememberedDeed[], ledger: string | undefined): Failure | undefined {
  const lost = remembered.filter(({ state }) => state === "lost");
  const [first] = lost;
  if (first === undefined) return undefined;
  const known = new Set(lost.flatMap((one) => one.ledger ?? []));
  const how =
    ledger !== undefined && known.has(ledger)
      ? "was restored from before them"
      : "is another database than before, or a restored one";
  return new Failure(
    "V7-E067",
    `${first.target} does not know of ${lost.length} deeds that were done there: it ${how}`,
    {
      next: ["put the target right, or carry them out again: v7 enum implement NAME"],
    },
  );
}
