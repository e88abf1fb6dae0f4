import type { Fused, Ranked } from "./fuse.ts";

/** What ranking asks of a passage. */
export interface Candidate extends Ranked {
  /** Its names, a line each, in lower case. */
  readonly called: string;
}

/** A source in its place. */
export interface Placed<Part extends Candidate> extends Fused<Part> {
  /** Whether the question is its name. */
  readonly isNamed: boolean;
}

/**
 * What is called as the question is first; then what matches best. Commits say again what files say, and are many: of any
 * five sources one is a commit, unless the files come to an end. `name` is the question as a name; empty for none.
 */
export function rank<Part extends Candidate>(found: readonly Fused<Part>[], name: string): Placed<Part>[] {
  const weighed = found.map((source): Placed<Part> => {
    const isNamed = name !== "" && source.part.called.split("\n").includes(name);
    return { ...source, isNamed, score: source.score + (isNamed ? 1 : 0) };
  });
  const sorted = weighed.toSorted((left, right) => right.score - left.score || (left.part.id < right.part.id ? -1 : 1));
  return withFewCommits(sorted);
}

/** One of so many may be a commit. */
const commitEvery = 5;

function withFewCommits<Part extends Candidate>(sorted: readonly Placed<Part>[]): Placed<Part>[] {
  const isCommit = ({ part, isNamed }: Placed<Part>): boolean => part.source.startsWith("commit:") && !isNamed;
  const files = sorted.filter((source) => !isCommit(source));
  const commits = sorted.filter(isCommit);
  const placed: Placed<Part>[] = [];
  for (let commit = 0, file = 0; commit < commits.length || file < files.length;) {
    const [nextCommit, nextFile] = [commits[commit], files[file]];
    const isTurn = commit < Math.ceil((placed.length + 1) / commitEvery);
    const isBetter = nextCommit !== undefined && (nextFile === undefined || nextCommit.score > nextFile.score);
    if (nextCommit !== undefined && (nextFile === undefined || (isTurn && isBetter))) {
      placed.push(nextCommit);
      commit += 1;
    } else if (nextFile !== undefined) {
      placed.push(nextFile);
      file += 1;
    }
  }
  return placed;
}

/**
 * What people see beside results: how much of the question the first one answers (1: every word, or its very name), and
 * the others in proportion to it. It never rises down the list.
 */
export function shownScores(placed: readonly Placed<Candidate>[], answered: number): number[] {
  const best = (of: "text" | "vector"): number => Math.max(0, ...placed.map((source) => source[of] ?? 0));
  const [text, vector] = [best("text"), best("vector")];
  const level = (source: Placed<Candidate>): number => {
    const words = text === 0 ? 0 : (source.text ?? 0) / text;
    const meaning = vector === 0 ? 0 : Math.max(0, source.vector ?? 0) / vector;
    return source.isNamed ? 1 : Math.max(words, meaning / 2) * source.part.weight;
  };
  const [first] = placed;
  const top = first === undefined ? 1 : level(first) || 1;
  let lowest = answered;
  return placed.map((source) => (lowest = Math.min(lowest, (answered * level(source)) / top)));
}
