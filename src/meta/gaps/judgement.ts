import type { JsonObject } from "../../model/json.ts";
import type { ProjectFigures } from "../figures/project-figures.ts";
import type { Mirror } from "../figures/mirrors.ts";

/** What may be missing: the seven types of the taxonomy, and the two that the plan's third phase names. */
export const gapTypes = [
  "PROJECT_UNINDEXED",
  "PROJECT_STALE_SCAN",
  "FILE_MISSING_FROM_SCAN",
  "DUPLICATE_MIRROR_CONTENT",
  "HIGH_SIZE_LOW_TEST_COVERAGE",
  "HIGH_COLLECTOR_DENSITY_NO_DOCS",
  "ORPHANED_ARTIFACT_PATH",
  "LOW_DOC_HIGH_COMPLEXITY",
  "MISSING_TESTS_HIGH_CHANGE",
] as const;

export type GapType = (typeof gapTypes)[number];

export type Severity = "low" | "medium" | "high" | "critical";

/** What a detector says of one scope. Of what it does not know it says nothing else: that neither opens nor closes a gap. */
export type Judgement = FoundJudgement | UnfoundJudgement;

export type FoundJudgement = JudgedScope & FoundGap;

export type UnfoundJudgement = JudgedScope & { readonly outcome: "absent" | "unknown" };

interface JudgedScope {
  readonly type: GapType;
  /** The project's path, or the artifact's. */
  readonly scope: string;
  /** A sentence. */
  readonly because: string;
}

export interface FoundGap {
  readonly outcome: "found";
  readonly severity: Severity;
  /** What closing it is worth, 0 to 10. */
  readonly impact: number;
  /** 0 to 1. */
  readonly confidence: number;
  readonly evidence: JsonObject;
  readonly recommendedAction: string;
}

/** A project as detectors see it. */
export interface JudgedProject {
  readonly path: string;
  readonly figures: ProjectFigures;
  /** Null: none of its files was analyzed. */
  readonly roles: ProjectRoles | null;
  /** Null: nobody has scanned it. */
  readonly scan: ProjectScan | null;
  /** Whether all of its content is known, so that it can be compared. */
  readonly isCompared: boolean;
}

export interface ProjectRoles {
  readonly analyzed: number;
  readonly collectors: number;
}

/** The latest scan of a project, and what it does not hold. */
export interface ProjectScan {
  readonly scannedAt: Date;
  readonly by: string;
  /** The artifact was cut off: what is not in it may have been. */
  readonly isTruncated: boolean;
  /** Files within the scan's own scope that were there when it was made, and that it does not hold. */
  readonly missing: number;
  /** The first of them, from the project's folder. */
  readonly missingPaths: readonly string[];
}

/** A scan's artifact, and whether what it speaks of is there. */
export interface JudgedArtifact {
  /** Of the project that it was made of. */
  readonly projectPath: string;
  readonly artifact: string | null;
  /** Null: the folder that it would lie in could not be read. */
  readonly isThere: boolean | null;
  readonly scannedAt: Date;
}

/** All that is judged in one run. */
export interface JudgedWorld {
  readonly projects: readonly JudgedProject[];
  readonly mirrors: readonly Mirror[];
  readonly artifacts: readonly JudgedArtifact[];
  readonly now: Date;
}
