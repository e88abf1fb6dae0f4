import { compareTasks } from "../dart/compare-tasks.ts";
import { proposalsOf } from "../dart/proposals.ts";
import { planPush } from "../dart/push-plan.ts";
import { readSides } from "../dart/sides.ts";
import { type Answer, answer } from "../model/answer.ts";
import { findingRows } from "../model/finding.ts";
import type { DartStatusOutput } from "../model/output/dart-status.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** How documents and DART stand to each other: what a pull would propose and a push send. Writes nothing. */
export async function dartStatus(workspace: Workspace): Promise<Answer<DartStatusOutput>> {
  const sides = await readSides(workspace);
  const proposals = await proposalsOf(sides, { theirs: false });
  const push = await planPush(workspace, sides, { forced: [] });
  const { places, tasks, settings } = sides;
  const unique = new Map([...proposals.findings, ...push.findings].map((one) => [JSON.stringify(one), one]));
  return answer({
    url: new URL(settings.url).origin,
    places: [
      { use: "tasks", title: places.tasks },
      ...[...places.phaseBoards].map(([phase, title]) => ({ use: `phase/${phase}`, title })),
      ...places.reports.map((title) => ({ use: "reports", title })),
      { use: "documents", title: places.documents },
      ...(places.journal === undefined ? [] : [{ use: "journal", title: places.journal }]),
    ],
    counts: {
      tasks: tasks.length,
      linked: tasks.filter(({ live }) => live !== undefined).length,
      in_sync: compareTasks(sides).filter(
        ({ sides: { live }, fields }) => live !== undefined && fields.every(({ verdict }) => verdict === "same"),
      ).length,
      to_pull: proposals.edits.size + proposals.created.length,
      reports: proposals.reports.length,
      to_push: push.changes.length,
      conflicts: push.conflicts.length,
    },
    conflicts: push.conflicts.map(({ address }) => address),
    complete_phases: proposals.completePhases,
    findings: findingRows([...unique.values()]),
  });
}
