import type { GapType } from "../gaps/judgement.ts";

/** Who does what only people can do: the phase that is under way, and the persona that answers for gaps. */
export interface WorkPlace {
  readonly phase: string;
  readonly persona: string;
}

/** What is done about a gap of a type: a title, and the words of a command that v7 has. */
export interface ActionTemplate {
  title(scope: string): string;
  /** `place` is null where no phase or persona is declared: then the command shows the gap. */
  argv(scope: string, place: WorkPlace | null): readonly string[];
}

const campaign: ActionTemplate = {
  title: (scope) => `Scan ${scope}`,
  argv: (scope) => ["v7", "enrich", "campaign", "--project", scope, "--execute"],
};

function workOrder(what: string): ActionTemplate {
  const title = (scope: string): string => `${what} ${scope}`;
  return {
    title,
    argv: (scope, place) =>
      place === null
        ? ["v7", "enrich", "gaps", "--scope", scope]
        : ["v7", "work-order", "new", place.phase, title(scope), "--persona", place.persona],
  };
}

/** Every type of gap has one. What only people can do is a work order: its gap closes when the work is there. */
export const actionTemplates: Readonly<Record<GapType, ActionTemplate>> = {
  PROJECT_UNINDEXED: campaign,
  PROJECT_STALE_SCAN: campaign,
  FILE_MISSING_FROM_SCAN: campaign,
  ORPHANED_ARTIFACT_PATH: {
    title: (scope) => `Forget the scan of ${scope}`,
    argv: (scope) => ["v7", "enrich", "refresh-meta", "--forget", scope],
  },
  DUPLICATE_MIRROR_CONTENT: workOrder("Keep one of the copies of"),
  HIGH_SIZE_LOW_TEST_COVERAGE: workOrder("Write tests for"),
  MISSING_TESTS_HIGH_CHANGE: workOrder("Write tests for"),
  HIGH_COLLECTOR_DENSITY_NO_DOCS: workOrder("Write a README for"),
  LOW_DOC_HIGH_COMPLEXITY: workOrder("Write documents for"),
};
