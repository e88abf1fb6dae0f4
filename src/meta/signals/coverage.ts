import { XmlParser } from "../../syntax/xml.ts";

/** What a report of tests says: which lines of which files they reached. */
export interface CoverageReport {
  readonly format: "lcov" | "cobertura" | "coverage.py";
  /** The folders that its paths are relative to, where it names some. */
  readonly sources: readonly string[];
  /** By path, each once. */
  readonly files: readonly CoveredFile[];
}

export interface CoveredFile {
  /** As the report writes it: absolute, or relative to a source or to where the tests ran. */
  readonly path: string;
  readonly covered_lines: number;
  /** Lines that tests can reach. */
  readonly total_lines: number;
}

/** Whether a file is called as such reports are. */
export function isCoverageName(path: string): boolean {
  return /(?:^|[/\\])(?:lcov\.info|[^/\\]*\.lcov|(?:cobertura|coverage)[^/\\]*\.xml|[^/\\]*cobertura[^/\\]*\.xml|coverage\.json)$/i.test(
    path,
  );
}

/** Reads a report by what stands in it; undefined for whatever is none, or is cut off. */
export function readCoverage(text: string): CoverageReport | undefined {
  const opening = text.slice(0, 2_000).trimStart();
  if (opening.startsWith("<")) return cobertura(text);
  return opening.startsWith("{") ? coveragePy(text) : lcov(text);
}

/** Hits by line, by path: tests may write several records of one file, and a class its lines twice. */
class Hits {
  readonly #files = new Map<string, Map<number, number>>();

  file(path: string): void {
    if (!this.#files.has(path)) this.#files.set(path, new Map());
  }

  add(path: string, line: number, hits: number): void {
    this.file(path);
    const lines = this.#files.get(path);
    lines?.set(line, Math.max(hits, lines.get(line) ?? 0));
  }

  files(): CoveredFile[] {
    return [...this.#files]
      .map(([path, lines]) => ({
        path,
        covered_lines: [...lines.values()].filter((hits) => hits > 0).length,
        total_lines: lines.size,
      }))
      .toSorted(byPath);
  }
}

function byPath(left: CoveredFile, right: CoveredFile): number {
  return left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
}

/** A record that nothing ends was cut off while it was written, and so was the report. */
function lcov(text: string): CoverageReport | undefined {
  const hits = new Hits();
  let path: string | undefined;
  let isEnded = false;
  for (const row of text.split("\n")) {
    const line = row.endsWith("\r") ? row.slice(0, -1) : row;
    if (line.startsWith("SF:")) {
      path = line.slice("SF:".length);
      hits.file(path);
      isEnded = false;
    } else if (line === "end_of_record") {
      path = undefined;
      isEnded = true;
    } else if (path !== undefined) {
      const [, number, count] = /^DA:(\d+),(-?\d+)(?:,.*)?$/.exec(line) ?? [];
      if (number !== undefined) hits.add(path, Number(number), Number(count));
    }
  }
  return isEnded ? { format: "lcov", sources: [], files: hits.files() } : undefined;
}

/** No document type is fetched, and its own entities are not known. */
function cobertura(text: string): CoverageReport | undefined {
  const parser = new XmlParser({ xmlns: false } as const);
  const hits = new Hits();
  const sources: string[] = [];
  const open: string[] = [];
  let [path, isWhole, isBroken, said] = ["", false, false, ""];
  parser.on("error", () => (isBroken = true));
  parser.on("opentag", ({ name, attributes }) => {
    open.push(name);
    said = "";
    if (name === "class") hits.file((path = attributes["filename"] ?? ""));
    const [line, count] = [Number(attributes["number"]), Number(attributes["hits"])];
    if (name === "line" && path !== "" && Number.isInteger(line) && Number.isFinite(count)) hits.add(path, line, count);
  });
  parser.on("text", (more) => (said += more));
  parser.on("closetag", ({ name }) => {
    open.pop();
    if (name === "class") path = "";
    if (name === "source" && said.trim() !== "") sources.push(said.trim());
    if (open.length === 0) isWhole = name === "coverage";
  });
  try {
    parser.write(text).close();
  } catch {
    return undefined;
  }
  return isBroken || !isWhole ? undefined : { format: "cobertura", sources, files: hits.files() };
}

interface PyFile {
  readonly executed_lines?: unknown;
  readonly missing_lines?: unknown;
}

function coveragePy(text: string): CoverageReport | undefined {
  const files = filesOf(text);
  if (files === undefined) return undefined;
  const covered = Object.entries(files).flatMap(([path, { executed_lines: executed, missing_lines: missing }]) =>
    Array.isArray(executed) && Array.isArray(missing)
      ? [{ path, covered_lines: executed.length, total_lines: executed.length + missing.length }]
      : [],
  );
  return { format: "coverage.py", sources: [], files: covered.toSorted(byPath) };
}

/** Other programs write JSON too: `meta` and `files` are coverage.py's. */
function filesOf(text: string): Readonly<Record<string, PyFile>> | undefined {
  try {
    const { meta, files } = JSON.parse(text) as { readonly meta?: unknown; readonly files?: unknown };
    const isIts = typeof meta === "object" && meta !== null && typeof files === "object" && files !== null;
    return isIts ? (files as Readonly<Record<string, PyFile>>) : undefined;
  } catch {
    return undefined;
  }
}
