import { type Answer, answer } from "../../model/answer.ts";
import { fieldSpecOf, type Kind, type Kinds } from "../../model/kind.ts";
import type { KindNotes, PlanOutput } from "../../model/output/plan.ts";
import type { PlanOptions } from "../../plan/assemble.ts";
import { Failure } from "../../model/failure.ts";
import { lastApplied } from "../../plan/last-applied.ts";
import { massDeletes } from "../../plan/mass-delete.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { type Agreement, askAbout, readAgreement } from "./agreement.ts";
import { savePlan, writePlanFile } from "./plan-store.ts";
import { type Proposal, type Standing, withProposal } from "./proposal.ts";

export interface PlanRequest {
  readonly options: PlanOptions;
  /** Also written here, for a pull request or another machine. */
  readonly outputFile?: string | undefined;
  readonly withSql?: boolean | undefined;
  /** Keep the plan in the database for those who must agree to it. */
  readonly ask?: boolean | undefined;
  /** False: nobody will apply it, and no file is left beside git. */
  readonly isSaved?: boolean | undefined;
}

/**
 * Compares documents, last apply and rows, and says what an apply would do, who must agree and what to type next. Writes
 * nothing to the database, unless people are to be asked: then the plan is kept for them.
 */
export async function makePlan(workspace: Workspace, request: PlanRequest): Promise<Answer<PlanOutput>> {
  return withPlan(workspace, request, async (proposal, standing) => {
    const agreement = await readAgreement(standing, proposal);
    if (request.ask !== true || agreement.missing.length === 0)
      return answer(planOutput(workspace, proposal, agreement));
    const problem = obstacleToAsking(proposal);
    if (problem !== null) return answer(planOutput(workspace, proposal, agreement), problem);
    return answer(planOutput(workspace, proposal, await asked(workspace, proposal)));
  });
}

/** The same for a use case that goes on with it. */
export function proposePlan(workspace: Workspace, request: PlanRequest): Promise<Proposal> {
  return withPlan(workspace, request, (proposal) => Promise.resolve(proposal));
}

function withPlan<T>(
  workspace: Workspace,
  request: PlanRequest,
  work: (proposal: Proposal, standing: Standing) => Promise<T>,
): Promise<T> {
  const demand = { options: request.options, withSql: request.withSql, explained: true };
  return withProposal(workspace, "read", demand, async (proposal, standing) => {
    const { plan, file } = proposal;
    // A plan that changes nothing has nothing to apply; every run would leave one.
    const isWorthSaving = plan.changes.length + plan.conflicts.length > 0;
    if (isWorthSaving && request.isSaved !== false) await savePlan(workspace, file);
    if (request.outputFile !== undefined) await writePlanFile(workspace, request.outputFile, file);
    return work(proposal, standing);
  });
}

/** What nobody can apply is no question yet. */
function obstacleToAsking({ plan: { gates, conflicts } }: Proposal): Failure | null {
  if (gates.length + conflicts.length === 0) return null;
  const obstacles = [
    ...(gates.length > 0 ? [gates.length === 1 ? "a gate is closed" : `${gates.length} gates are closed`] : []),
    ...(conflicts.length > 0 ? ["conflicts are undecided"] : []),
  ];
  const [gate] = gates;
  return new Failure("V7-P090", `nobody was asked: ${obstacles.join(" and ")}`, {
    next: [gate === undefined ? "decide each conflict, then v7 plan --ask" : `v7 explain ${gate.code}`],
  });
}

async function asked(workspace: Workspace, proposal: Proposal): Promise<Agreement> {
  const { file } = proposal;
  const actor = await workspace.actor();
  return withConnection(workspace, "write", async (connection) => {
    await askAbout(workspace, connection, { file, actor });
    return readAgreement({ workspace, connection }, proposal);
  });
}

/** A plan as every face shows it: what is saved, and what only a reader wants to know. */
export function planOutput(
  workspace: Workspace,
  { plan, world, file, containsLastApply }: Proposal,
  agreement: Agreement,
): PlanOutput {
  const { format_version: _, ...saved } = file;
  const counts = massDeletes(plan.changes, world).map(({ count }) => count);
  return {
    ...saved,
    contains_last_apply: containsLastApply,
    advisory: !workspace.database.separatesLogins,
    mass_delete: counts.length === 0 ? null : Math.max(...counts),
    ...agreement,
    kinds: kindNotes(workspace, file),
    last_applied: lastApplied(plan.changes, world),
  };
}

/** What texts say differently from kind to kind, of the kinds in a plan. */
export function kindNotes(
  { kinds }: Pick<Workspace, "kinds">,
  { resource_changes: changes }: Pick<PlanOutput, "resource_changes">,
): { readonly [kind: string]: KindNotes } {
  const names = [...new Set(changes.map(({ kind }) => kind))];
  return Object.fromEntries(
    names.flatMap((name) => {
      const kind = kinds.byName(name);
      if (kind === undefined) return [];
      const concerned = changes.filter((change) => change.kind === name);
      const fields = concerned.flatMap((change) => change.fields);
      const segments = fields.flatMap(({ field }) => {
        const segment = kinds.byName(referencedKind(kind, field))?.segment;
        return segment === undefined ? [] : [[field, segment] as const];
      });
      const notes = {
        keeps_rows: kind.table?.retirement !== undefined,
        references: Object.fromEntries(segments),
        rules: concerned.flatMap((change) => newRules(kinds, kind, change)),
      };
      return [[name, notes]];
    }),
  );
}

/** What would hold once it is applied, of the fields that change. */
function newRules(kinds: Kinds, kind: Kind, { change, fields }: PlannedChange): KindNotes["rules"] {
  const { before, after } = change;
  const changed = new Set(fields.map(({ field }) => field));
  const rules = after === null ? [] : (kind.inWords?.(kinds, after) ?? []);
  return rules.filter(({ field }) => before === null || changed.has(field)).map(({ rule, says }) => ({ rule, says }));
}

type PlannedChange = PlanOutput["resource_changes"][number];

function referencedKind(kind: Kind, field: string): string {
  return fieldSpecOf(kind, field)?.references ?? "";
}
