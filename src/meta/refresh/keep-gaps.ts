import type { Connection } from "../../postgres/connection.ts";
import type { Mirror } from "../figures/mirrors.ts";
import { judge } from "../gaps/detectors.ts";
import type { JudgedProject, Judgement } from "../gaps/judgement.ts";
import type { ScanRow } from "../gaps/read-scans.ts";
import { readKeptGaps, storeGaps } from "../gaps/store-gaps.ts";
import type { Thresholds } from "../gaps/thresholds.ts";
import { type KeptGap, type Transitions, transitionsOf } from "../gaps/transitions.ts";
import type { Waiver } from "../gaps/waivers.ts";

/** What gaps are judged by. */
export interface JudgedInput {
  readonly projects: readonly JudgedProject[];
  readonly mirrors: readonly Mirror[];
  readonly artifacts: readonly ScanRow[];
  /** SHA-256 of all that lies in a folder; null: unknown, or there is none. */
  digestOf(folder: string): string | null;
  /** Whether any file lies in it. */
  isFolder(path: string): boolean;
}

export interface GapRules {
  /** Null: a rehearsal. */
  readonly runId: string | null;
  readonly thresholds: Thresholds;
  readonly waivers: readonly Waiver[];
  /** Folders of roots that could not be read. */
  readonly unreadRoots: readonly string[];
  /** So many gaps may close, whatever share of the open ones that is. */
  readonly mayClose: number | undefined;
  readonly now: Date;
}

/** Judges everything, and writes what becomes of gaps. Throws V7-A001 where too many would close. */
export async function keepGaps(
  connection: Connection,
  judged: JudgedInput,
  { runId, thresholds, waivers, unreadRoots, mayClose, now }: GapRules,
): Promise<Transitions> {
  const { projects, mirrors, artifacts } = judged;
  const present = new Set(projects.map(({ path }) => path));
  const judgements = judge(
    {
      projects,
      mirrors,
      artifacts: artifacts.map(({ project_path: projectPath, artifact, scan }) => ({
        projectPath,
        artifact,
        scannedAt: scan.scannedAt,
        isThere: isUnread(projectPath, unreadRoots) || isElsewhere(projectPath) ? null : present.has(projectPath),
      })),
      now,
    },
    thresholds,
  );
  const kept = await readKeptGaps(connection);
  const all = [...judgements, ...ofOtherScopes(kept, judgements, { judged, unreadRoots })];
  const transitions = transitionsOf(kept, all, {
    waivers,
    closeShare: thresholds.closeShare,
    mayClose,
  });
  await storeGaps(connection, runId, transitions.changes);
  return transitions;
}

/**
 * What nobody judged: folders that are no projects, or are there no more. Their gaps are gone, unless their root could not be read, or not all
 * of a folder that was a mirror was.
 */
function ofOtherScopes(
  kept: readonly KeptGap[],
  judgements: readonly Judgement[],
  { judged, unreadRoots }: { readonly judged: JudgedInput; readonly unreadRoots: readonly string[] },
): Judgement[] {
  const known = new Set(judgements.map(({ type, scope }) => `${type} ${scope}`));
  return kept
    .filter(({ type, scope, isOpen }) => isOpen && !known.has(`${type} ${scope}`) && !isUnread(scope, unreadRoots))
    .map(({ type, scope }): Judgement => {
      if (!judged.isFolder(scope)) return { type, scope, outcome: "absent", because: `${scope} is there no more` };
      return judged.digestOf(scope) === null
        ? { type, scope, outcome: "unknown", because: "not all of its files were read" }
        : { type, scope, outcome: "absent", because: "no other folder holds the same, and it is no project" };
    });
}

/** A path of another machine: nobody here can say what is there. */
function isElsewhere(path: string): boolean {
  return /^(?:[a-z]:\/|\/\/)/.test(path);
}

function isUnread(path: string, unreadRoots: readonly string[]): boolean {
  return unreadRoots.some((root) =>
    root === "." ? !path.startsWith("@") : path === root || path.startsWith(`${root}/`),
  );
}
