import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { isCoverageName, readCoverage } from "../signals/coverage.ts";

/** What tests of a project reach, by a report that is as young as its source. */
export interface Coverage {
  readonly covered: number;
  readonly coverable: number;
}

/** Where tests leave their reports: in the project's folder, and in those that the usual tools make. Git and profiles mostly leave them out. */
const folders = ["", "coverage", "reports", "build/reports", "target/site/cobertura", "htmlcov"];

/** A report speaks of source that is at most so much younger, in seconds: whoever runs tests may write on meanwhile. */
const patience = 86_400;
/** More than any report that somebody reads, in bytes. */
const largest = 64 << 20;

/**
 * What the newest report in a project's folder says. Undefined where there is none, none can be read, or the source moved on since: then nobody
 * knows what tests reach.
 */
export async function readProjectCoverage(folder: string, newestSource: number): Promise<Coverage | undefined> {
  const found = (await Promise.all(folders.map((inside) => reportsIn(join(folder, inside))))).flat();
  const [newest] = found.toSorted(
    (left, right) => right.writtenAt - left.writtenAt || (left.path < right.path ? -1 : 1),
  );
  if (newest === undefined || newest.writtenAt + patience < newestSource) return undefined;
  const text = await readFile(newest.path, "utf8").catch(() => "");
  const report = readCoverage(text);
  if (report === undefined || report.files.length === 0) return undefined;
  return {
    covered: report.files.reduce((sum, file) => sum + file.covered_lines, 0),
    coverable: report.files.reduce((sum, file) => sum + file.total_lines, 0),
  };
}

interface FoundReport {
  readonly path: string;
  /** Seconds since 1970. */
  readonly writtenAt: number;
}

async function reportsIn(folder: string): Promise<FoundReport[]> {
  const names = (await readdir(folder).catch(() => [])).filter(isCoverageName);
  const found = await Promise.all(
    names.map(async (name): Promise<FoundReport[]> => {
      const path = join(folder, name);
      const file = await stat(path).catch(() => undefined);
      return file?.isFile() === true && file.size <= largest ? [{ path, writtenAt: file.mtimeMs / 1_000 }] : [];
    }),
  );
  return found.flat();
}
