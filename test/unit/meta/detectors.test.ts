import { describe, expect, test } from "vitest";
import { judge } from "../../../src/meta/gaps/detectors.ts";
import type { JudgedProject, JudgedWorld, Judgement } from "../../../src/meta/gaps/judgement.ts";
import { usualThresholds } from "../../../src/meta/gaps/thresholds.ts";
import { figuresOf } from "../../../src/meta/figures/project-figures.ts";

const now = new Date("2026-03-01T12:00:00Z");

type Change = Partial<Omit<JudgedProject, "figures">> & { readonly figures?: Partial<JudgedProject["figures"]> };

function ingest(change: Change): JudgedProject {
  const { figures, ...rest } = change;
  return {
    path: "PRJ_Ingest",
    roles: { analyzed: 10, collectors: 0 },
    scan: { scannedAt: now, by: "v7", isTruncated: false, missing: 0, missingPaths: [] },
    isCompared: true,
    ...rest,
    figures: { ...figuresOf([], { changes: 0, hasGit: true }), source_files: 10, ...figures },
  };
}

function said(project: JudgedProject, type: Judgement["type"], world: Partial<JudgedWorld> = {}): string {
  const judgements = judge({ projects: [project], mirrors: [], artifacts: [], now, ...world }, usualThresholds);
  const found = judgements.find((one) => one.type === type);
  return `${found?.outcome}: ${found?.because}`;
}

describe("what is not known is no gap, and closes none", () => {
  test.each<[Judgement["type"], JudgedProject, string]>([
    ["HIGH_SIZE_LOW_TEST_COVERAGE", ingest({}), "unknown: no parser has read its source"],
    [
      "HIGH_SIZE_LOW_TEST_COVERAGE",
      ingest({ figures: { code_lines: 9_000, test_files: 3 } }),
      "unknown: it has tests, and no report says what they reach",
    ],
    ["HIGH_COLLECTOR_DENSITY_NO_DOCS", ingest({ roles: null }), "unknown: none of its files was analyzed"],
    ["LOW_DOC_HIGH_COMPLEXITY", ingest({}), "unknown: no parser has read its source"],
    [
      "MISSING_TESTS_HIGH_CHANGE",
      ingest({ figures: { changes_90d: null } }),
      "unknown: no history says how often it changes",
    ],
    ["DUPLICATE_MIRROR_CONTENT", ingest({ isCompared: false }), "unknown: not all of its files were read"],
    [
      "FILE_MISSING_FROM_SCAN",
      ingest({ scan: { scannedAt: now, by: "codegraphx", isTruncated: true, missing: 4, missingPaths: [] } }),
      "unknown: the scan's artifact was cut off",
    ],
    [
      "PROJECT_STALE_SCAN",
      ingest({
        scan: { scannedAt: new Date("2026-04-01"), by: "v7", isTruncated: false, missing: 0, missingPaths: [] },
      }),
      "unknown: its scan lies in the future: a clock is wrong",
    ],
  ])("%s", (type, project, expected) => {
    expect(said(project, type)).toBe(expected);
  });

  test("ORPHANED_ARTIFACT_PATH of a folder whose root cannot be read", () => {
    const artifacts = [{ projectPath: "@disk/Ingest", artifact: null, isThere: null, scannedAt: now }];
    const judged = judge({ projects: [], mirrors: [], artifacts, now }, usualThresholds);
    expect(judged.map(({ outcome }) => outcome)).toEqual(["unknown"]);
  });
});

describe("a gap says what it rests on", () => {
  test.each<[Judgement["type"], JudgedProject, string]>([
    ["PROJECT_UNINDEXED", ingest({ scan: null }), "found: PRJ_Ingest was never scanned: 0 files, 10 of them source"],
    [
      "HIGH_SIZE_LOW_TEST_COVERAGE",
      ingest({ figures: { code_lines: 2_500 } }),
      "found: 2500 lines of source, and no test",
    ],
    [
      "HIGH_SIZE_LOW_TEST_COVERAGE",
      ingest({ figures: { code_lines: 2_500, test_files: 1, covered_lines: 20, coverable_lines: 100 } }),
      "found: tests reach 20 % of it, less than 30 %",
    ],
    [
      "HIGH_COLLECTOR_DENSITY_NO_DOCS",
      ingest({ roles: { analyzed: 10, collectors: 4 } }),
      "found: 4 of 10 files collect, and no README says what",
    ],
    [
      "LOW_DOC_HIGH_COMPLEXITY",
      ingest({ figures: { complexity: 220, document_bytes: 12 } }),
      "found: its complexity is 220, and its documents have 12 bytes",
    ],
    [
      "MISSING_TESTS_HIGH_CHANGE",
      ingest({ figures: { changes_90d: 31 } }),
      "found: 31 changes in 90 days, and no test",
    ],
  ])("%s", (type, project, expected) => {
    expect(said(project, type)).toBe(expected);
  });
});

test("a project without source is judged by nothing that is about source", () => {
  const documents = ingest({ figures: { source_files: 0 } });
  for (const type of ["HIGH_SIZE_LOW_TEST_COVERAGE", "LOW_DOC_HIGH_COMPLEXITY", "MISSING_TESTS_HIGH_CHANGE"] as const)
    expect(said(documents, type)).toBe("absent: it has no source");
});
