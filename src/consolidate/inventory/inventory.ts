import { Failure } from "../../model/failure.ts";
import { type Answer, answer } from "../../model/answer.ts";
import type {
  ConsolidateInventoryOutput,
  InventoryCounts,
  SourceProblem,
} from "../../model/output/consolidate-inventory.ts";
import { progress } from "../../model/work-event.ts";
import type { Connection } from "../../postgres/connection.ts";
import { declaredGroups, groupsNamed } from "../groups.ts";
import { type KnownSources, readKnownSources } from "./known-sources.ts";
import { groupsHere, isHere, thisMachine } from "../machine.ts";
import { collectBatches } from "./batches.ts";
import { openReaders } from "./readers.ts";
import { sourceWriter, type WrittenSources } from "./source-writer.ts";
import { type SourceRoot, sourceRoots } from "../roots.ts";
import { readValidState } from "../../workspace/state.ts";
import { withConnection, type Workspace } from "../../workspace/workspace.ts";
import { type Survey, surveyRoots } from "./survey.ts";
import { recordRun } from "../runs.ts";

export interface InventoryRequest {
  /** Names of groups; none: all of this machine. */
  readonly groups: readonly string[];
  /** Read every file, whatever its stamp, and fetch those that are not on this machine. */
  readonly full?: boolean | undefined;
  /** How many files may be missing at once, where that is more than a fifth of a folder's. */
  readonly allowMassDelete?: number | undefined;
}

/**
 * Records what lies in the groups' folders of this machine: what is new or has moved is read, batch by batch, each in a
 * transaction of its own, so that an interrupted inventory goes on where it was. Throws Failures: 1 for groups and folders
 * that cannot be, 3 when more files are missing than can be meant, 5 while somebody else records the same files.
 */
export async function inventory(
  workspace: Workspace,
  request: InventoryRequest,
): Promise<Answer<ConsolidateInventoryOutput>> {
  const start = performance.now();
  const machine = thisMachine(workspace);
  const all = declaredGroups((await readValidState(workspace)).documents);
  const asked = groupsNamed(all, request.groups);
  const groups = groupsHere(asked, machine, { areNamed: request.groups.length > 0 });
  const everywhere = all.filter(({ node }) => isHere(node, machine));
  const roots = sourceRoots(groups, everywhere, workspace);
  return withConnection(workspace, "write", async (connection) => {
    const known = await readKnownSources(connection, groups);
    const outcome = await record(connection, workspace, request, { roots, known });
    const output = {
      groups: groups.map(({ name }) => name),
      elsewhere: asked.flatMap((group) => (groups.includes(group) ? [] : [`${group.name} (${group.node})`])),
      counts: {
        ...outcome.counts,
        problems: outcome.problems.length,
        duration_ms: Math.round(performance.now() - start),
      },
      problems: outcome.problems.toSorted((left, right) => (left.path < right.path ? -1 : 1)),
    };
    const isWhole = !output.problems.some(({ problem }) => problem === "unreadable" || problem === "unstable");
    await recordRun(connection, { ...output, pipeline: "inventory", scope: output.groups.join(", "), isWhole });
    return answer(output);
  });
}

interface InventoryScope {
  readonly roots: readonly SourceRoot[];
  readonly known: KnownSources;
}

interface InventoryOutcome {
  readonly counts: Omit<InventoryCounts, "problems" | "duration_ms">;
  readonly problems: readonly SourceProblem[];
}

/** Files are read while the folders are walked. Nothing is written before it is known that nothing is amiss. */
async function record(
  connection: Connection,
  workspace: Workspace,
  request: InventoryRequest,
  { roots, known }: InventoryScope,
): Promise<InventoryOutcome> {
  const { signal } = workspace;
  const totals = countBySource(known, roots);
  const readers = openReaders(signal, () => undefined);
  const counts = { done: 0, made: 0 };
  const tell = (news: Partial<typeof counts>): void =>
    workspace.tell(progress("inventory", Object.assign(counts, news)));
  const writer = sourceWriter(connection, signal, (recorded) => tell({ made: recorded }));
  const batches = collectBatches(readers, { ...workspace, isFull: request.full === true }, (batch) =>
    writer.add(batch),
  );
  // What nobody knows cannot be missing.
  if (known.size === 0) writer.open();
  let walks: Awaited<ReturnType<typeof surveyRoots>>["walks"] = [];
  try {
    const walked = await surveyRoots(roots, {
      known,
      isFull: request.full === true,
      system: workspace.system,
      signal,
      onCandidate: batches.add,
      onSeen: (seen) => tell({ done: seen }),
    });
    walks = walked.walks;
    refuseMassGone(walked.survey, totals, request.allowMassDelete);
    batches.end();
    writer.open();
    return outcomeOf(walked.survey, await writer.end([...walked.survey.gone.values()].flat()));
  } finally {
    await readers.close();
    await writer.stop();
    walks.forEach(({ close }) => close());
  }
}

function outcomeOf({ files, bytes, unchanged, vanished, problems }: Survey, written: WrittenSources): InventoryOutcome {
  const { problems: unread, ...counts } = written;
  return {
    counts: {
      ...counts,
      files,
      bytes,
      unchanged: unchanged + written.unchanged,
      vanished: vanished + written.vanished,
    },
    problems: [...problems, ...unread],
  };
}

function countBySource(known: KnownSources, roots: readonly SourceRoot[]): Map<string, number> {
  const groups = new Set(roots.map(({ group }) => group.name));
  const totals = new Map<string, number>();
  for (const { source, group, isGone } of known.values()) {
    if (!isGone && groups.has(group)) totals.set(source, (totals.get(source) ?? 0) + 1);
  }
  return totals;
}

/** More than a fifth of a folder's files, and more than a few or all: an empty mount point looks like that. */
function refuseMassGone({ gone }: Survey, totals: ReadonlyMap<string, number>, allowed = 0): void {
  for (const [source, ids] of gone) {
    const total = totals.get(source) ?? 0;
    const isMany = ids.length > total / 5 && (ids.length > aFew || ids.length === total);
    if (!isMany || ids.length <= allowed) continue;
    throw new Failure(
      "V7-K005",
      `${ids.length} of ${total} known files of ${source} are missing; nothing was recorded`,
      {
        next: ["Is everything mounted?", `v7 consolidate inventory --allow-mass-delete ${ids.length}`],
      },
    );
  }
}

const aFew = 5;
