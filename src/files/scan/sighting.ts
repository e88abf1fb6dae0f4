import type { Workspace } from "../../workspace/workspace.ts";
import { progress } from "../../model/work-event.ts";
import { type BytePath, bytePath } from "../../model/path-bytes.ts";
import { enterAround, type IsOut, isUnfinished, type Scope } from "../places/roots.ts";
import type { ScanJob } from "./job.ts";
import { type FoundFile, type Oddity, type Walk, walk } from "../../system/walk.ts";

/** What a walk saw of one scope. */
export interface Sighting {
  readonly scope: Scope;
  readonly files: readonly FoundFile[];
  readonly oddities: readonly Oddity[];
  /** Copies that v7 itself never finished. */
  readonly unfinished: readonly BytePath[];
}

/** What a scan's walks saw; files can be opened until it is closed. */
export interface Sightings {
  readonly all: readonly Sighting[];
  close(): void;
}

/** Walks the scopes, one after the other. */
export async function sightScopes(job: ScanJob): Promise<Sightings> {
  const walks: Walk[] = [];
  const all: Sighting[] = [];
  const close = (): void => walks.forEach((walked) => walked.close());
  const count = counter(job.workspace);
  try {
    for (const scope of job.scopes) {
      const { sighting, walked } = await sight(job, scope, count.onFile);
      all.push(sighting);
      walks.push(walked);
    }
  } catch (error) {
    close();
    throw error;
  } finally {
    count.tellAll();
  }
  return { all, close };
}

async function sight(
  { outs, workspace }: ScanJob,
  scope: Scope,
  onFile: () => void,
): Promise<{ sighting: Sighting; walked: Walk }> {
  const { root, path } = scope;
  const leftOut = outs.get(root);
  const isOut = leftOut?.isOut ?? (() => false);
  if (leftOut !== undefined) await enterAround(leftOut, root, path);
  const files: FoundFile[] = [];
  const oddities: Oddity[] = [];
  const unfinished: BytePath[] = [];
  const walked = await walk({
    directory: bytePath(root.directory === "/" ? "" : root.directory),
    scope: path,
    system: workspace.system,
    signal: workspace.signal,
    // Whoever asks for what lies in a folder that is left out finds nothing there.
    isOut: isBelowOut(path, isOut)
      ? () => true
      : (found, isFolder) => {
          if (!isFolder && isUnfinished(found)) unfinished.push(found);
          return isOut(found, isFolder);
        },
    onFile: (file) => {
      files.push(file);
      onFile();
    },
    onRepository: (folder) => leftOut?.enter(folder) ?? Promise.resolve(),
    onOddity: (oddity) => oddities.push(oddity),
  });
  return { sighting: { scope, files, oddities, unfinished }, walked };
}

/** Says every so often how many files were seen, and once more when no more will come. */
function counter({ tell }: Workspace): { onFile(): void; tellAll(): void } {
  let scanned = 0;
  const tellAll = (): void => tell(progress("scan", { done: scanned }));
  return {
    onFile: () => {
      scanned += 1;
      if (scanned % filesPerMessage === 0) tellAll();
    },
    tellAll,
  };
}

const filesPerMessage = 1_000;

/** Whether a path lies in a folder that is left out. */
export function isBelowOut(path: BytePath, isOut: IsOut): boolean {
  for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1)) {
    if (isOut(path.slice(0, end), true)) return true;
  }
  return false;
}
