import type { JsonObject } from "../../model/json.ts";
import type { FoundGap, GapType, JudgedProject, JudgedWorld, Judgement, Severity } from "./judgement.ts";
import type { Thresholds } from "./thresholds.ts";

/** What every detector says of everything, in a fixed order. The same world gives the same judgements. */
export function judge(world: JudgedWorld, thresholds: Thresholds): Judgement[] {
  const ofProjects = world.projects.flatMap((project) =>
    projectDetectors.map(({ type, detect }) => ({
      type,
      scope: project.path,
      ...detect(project, thresholds, world.now),
    })),
  );
  return [...ofProjects, ...mirrored(world), ...orphaned(world)];
}

type Said = FoundSaid | { readonly outcome: "absent" | "unknown"; readonly because: string };
type FoundSaid = FoundGap & { readonly because: string };

interface ProjectDetector {
  readonly type: GapType;
  detect(project: JudgedProject, thresholds: Thresholds, now: Date): Said;
}

const day = 86_400_000;

const projectDetectors: readonly ProjectDetector[] = [
  {
    type: "PROJECT_UNINDEXED",
    detect: ({ scan, figures, path }) => {
      if (scan !== null) return absent("it has been scanned");
      return found(bySize(figures.source_files, 20, 200), {
        impact: worth(figures.source_bytes / 40),
        because: `${path} was never scanned: ${figures.files} files, ${figures.source_files} of them source`,
        evidence: { files: figures.files, source_files: figures.source_files },
        action: `Scan it: v7 enrich campaign`,
      });
    },
  },
  {
    type: "PROJECT_STALE_SCAN",
    detect: ({ scan, figures }, { freshDays }, now) => {
      if (scan === null) return absent("it was never scanned, which is another gap");
      const days = Math.floor((now.getTime() - scan.scannedAt.getTime()) / day);
      if (days < 0) return unknown("its scan lies in the future: a clock is wrong");
      if (days <= freshDays) return absent(`it was scanned ${days} days ago`);
      return found(days > 90 ? "high" : days > 30 ? "medium" : "low", {
        impact: Math.min(10, worth(figures.source_bytes / 40) * Math.min(1, days / 90)),
        because: `its scan is ${days} days old, more than ${freshDays}`,
        evidence: { scanned_at: scan.scannedAt.toISOString(), days, by: scan.by },
        action: "Scan it again: v7 enrich campaign",
      });
    },
  },
  {
    type: "FILE_MISSING_FROM_SCAN",
    detect: ({ scan, figures }) => {
      if (scan === null) return absent("it was never scanned, which is another gap");
      if (scan.isTruncated) return unknown("the scan's artifact was cut off");
      if (scan.missing === 0) return absent("every file in the scan's scope is in it");
      const share = scan.missing / Math.max(1, figures.files);
      return found(share > 0.5 ? "high" : share > 0.1 ? "medium" : "low", {
        impact: Math.min(10, 1 + 9 * share),
        because: `${scan.missing} files were there when it was scanned, and are not in the scan`,
        evidence: { missing: scan.missing, files: figures.files, paths: [...scan.missingPaths] },
        action: "Scan it again: v7 enrich campaign",
      });
    },
  },
  {
    type: "HIGH_SIZE_LOW_TEST_COVERAGE",
    detect: ({ figures }, { largeLines, leastCoverage }) => {
      const { code_lines: lines, test_files: tests, covered_lines: covered, coverable_lines: coverable } = figures;
      if (figures.source_files === 0) return absent("it has no source");
      if (lines === null) return unknown("no parser has read its source");
      if (lines < largeLines) return absent(`${lines} lines are not many`);
      if (tests > 0 && (covered === null || coverable === null || coverable === 0))
        return unknown("it has tests, and no report says what they reach");
      const coverage = tests === 0 ? 0 : (covered ?? 0) / (coverable ?? 1);
      if (coverage >= leastCoverage) return absent(`tests reach ${percent(coverage)}`);
      return found(lines > 10 * largeLines ? "critical" : lines > 3 * largeLines ? "high" : "medium", {
        impact: worth(lines),
        because:
          tests === 0
            ? `${lines} lines of source, and no test`
            : `tests reach ${percent(coverage)} of it, less than ${percent(leastCoverage)}`,
        evidence: { code_lines: lines, test_files: tests, coverage },
        action: "Write tests: v7 work-order new",
      });
    },
  },
  {
    type: "HIGH_COLLECTOR_DENSITY_NO_DOCS",
    detect: ({ roles, figures }, { collectors, collectorShare }) => {
      if (roles === null) return unknown("none of its files was analyzed");
      const share = roles.collectors / Math.max(1, roles.analyzed);
      if (roles.collectors < collectors || share < collectorShare)
        return absent(`${roles.collectors} of ${roles.analyzed} files collect`);
      if (figures.has_readme) return absent("it has a README");
      return found(roles.collectors >= 4 * collectors ? "high" : "medium", {
        impact: Math.min(10, 3 + roles.collectors / 2),
        because: `${roles.collectors} of ${roles.analyzed} files collect, and no README says what`,
        evidence: { collectors: roles.collectors, analyzed: roles.analyzed, documents: figures.documents },
        action: "Write a README: v7 work-order new",
      });
    },
  },
  {
    type: "LOW_DOC_HIGH_COMPLEXITY",
    detect: ({ figures }, { complexity, leastDocumentBytes }) => {
      if (figures.source_files === 0) return absent("it has no source");
      if (figures.complexity === null) return unknown("no parser has read its source");
      if (figures.complexity < complexity) return absent(`its complexity is ${figures.complexity}`);
      if (figures.document_bytes >= leastDocumentBytes)
        return absent(`it has ${figures.document_bytes} bytes of documents`);
      return found(figures.complexity >= 5 * complexity ? "high" : "medium", {
        impact: worth(figures.complexity * 10),
        because: `its complexity is ${figures.complexity}, and its documents have ${figures.document_bytes} bytes`,
        evidence: {
          complexity: figures.complexity,
          functions: figures.functions,
          document_bytes: figures.document_bytes,
        },
        action: "Write documents: v7 work-order new",
      });
    },
  },
  {
    type: "MISSING_TESTS_HIGH_CHANGE",
    detect: ({ figures }, { changes }) => {
      if (figures.source_files === 0) return absent("it has no source");
      if (figures.test_files > 0) return absent(`it has ${figures.test_files} files of tests`);
      if (figures.changes_90d === null) return unknown("no history says how often it changes");
      if (figures.changes_90d < changes) return absent(`${figures.changes_90d} changes in 90 days are not many`);
      return found(figures.changes_90d >= 5 * changes ? "high" : "medium", {
        impact: Math.min(10, 2 + figures.changes_90d / changes),
        because: `${figures.changes_90d} changes in 90 days, and no test`,
        evidence: { changes_90d: figures.changes_90d, source_files: figures.source_files },
        action: "Write tests: v7 work-order new",
      });
    },
  },
];

function mirrored({ projects, mirrors }: JudgedWorld): Judgement[] {
  const type = "DUPLICATE_MIRROR_CONTENT";
  const judged = mirrors.map(({ path, original, files, ratio, differing }): Judgement => ({
    type,
    scope: path,
    ...found(files > 500 ? "high" : files > 50 ? "medium" : "low", {
      impact: worth(files * 20),
      because:
        ratio === 1
          ? `its ${files} files are those of ${original}`
          : `${percent(ratio)} of its ${files} files are those of ${original}`,
      confidence: ratio,
      evidence: { original, files, ratio, differing: [...differing] },
      action: `Keep one: leave it out of scans (v7.yaml scan.profiles), or waive it`,
    }),
  }));
  const scopes = new Set(mirrors.map(({ path }) => path));
  const others = projects.filter(({ path }) => !scopes.has(path));
  return [
    ...judged,
    ...others.map(({ path, isCompared }): Judgement => ({
      type,
      scope: path,
      ...(isCompared ? absent("no other folder holds the same") : unknown("not all of its files were read")),
    })),
  ];
}

function orphaned({ artifacts }: JudgedWorld): Judgement[] {
  return artifacts.map(({ projectPath, artifact, isThere, scannedAt }): Judgement => {
    const judged = { type: "ORPHANED_ARTIFACT_PATH", scope: projectPath } as const;
    if (isThere === null) return { ...judged, ...unknown("the folder that it would lie in cannot be read") };
    if (isThere) return { ...judged, ...absent("what it was made of is there") };
    return {
      ...judged,
      ...found("low", {
        impact: 1,
        because: `a scan of ${projectPath} is kept, and there is no such folder`,
        evidence: { artifact, scanned_at: scannedAt.toISOString() },
        action: "Forget it: v7 enrich refresh-meta --forget PATH",
      }),
    };
  });
}

interface Finding {
  readonly impact: number;
  readonly because: string;
  readonly evidence: JsonObject;
  readonly action: string;
  readonly confidence?: number;
}

function found(severity: Severity, { impact, because, evidence, action, confidence = 1 }: Finding): FoundSaid {
  const rounded = Math.round(impact * 100) / 100;
  return { outcome: "found", severity, impact: rounded, confidence, because, evidence, recommendedAction: action };
}

function absent(because: string): Said {
  return { outcome: "absent", because };
}

function unknown(because: string): Said {
  return { outcome: "unknown", because };
}

function bySize(size: number, medium: number, high: number): Severity {
  return size >= high ? "high" : size >= medium ? "medium" : "low";
}

/** What so many lines are worth, 1 to 10: ten times as many are worth two more. */
function worth(lines: number): number {
  return Math.min(10, Math.max(1, 2 * Math.log10(Math.max(1, lines)) - 1));
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
