/** A line of a diff and whether it stays, goes or comes. */
export interface DiffLine {
  readonly mark: " " | "-" | "+";
  readonly text: string;
  /** The line's number before and after, from 1. */
  readonly left: number;
  readonly right: number;
}

/**
 * Compares two lists of lines. What both begin and end with is set aside; what lies between is compared by longest
 * common subsequence.
 */
export function diffLines(left: readonly string[], right: readonly string[]): DiffLine[] {
  const start = commonLength(left, right);
  const end = commonLength(left.slice(start).toReversed(), right.slice(start).toReversed());
  const marks: { readonly mark: DiffLine["mark"]; readonly text: string }[] = [
    ...left.slice(0, start).map((text) => ({ mark: " " as const, text })),
    ...middleMarks(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    ...left.slice(left.length - end).map((text) => ({ mark: " " as const, text })),
  ];
  return numbered(marks);
}

function numbered(marks: readonly Pick<DiffLine, "mark" | "text">[]): DiffLine[] {
  let left = 1;
  let right = 1;
  return marks.map(({ mark, text }) => {
    const line = { mark, text, left, right };
    if (mark !== "+") left += 1;
    if (mark !== "-") right += 1;
    return line;
  });
}

function commonLength(left: readonly string[], right: readonly string[]): number {
  const length = Math.min(left.length, right.length);
  let at = 0;
  while (at < length && left[at] === right[at]) at += 1;
  return at;
}

// Above this many cells the table would cost more than a precise diff is worth.
const largestTable = 1_000_000;

function middleMarks(left: readonly string[], right: readonly string[]): Pick<DiffLine, "mark" | "text">[] {
  const replaced = [
    ...left.map((text) => ({ mark: "-" as const, text })),
    ...right.map((text) => ({ mark: "+" as const, text })),
  ];
  if (left.length * right.length > largestTable || replaced.length === 0) return replaced;
  const lengths = commonLengths(left, right);
  const lengthAt = (i: number, j: number): number => lengths[i * (right.length + 1) + j] ?? 0;
  const marks: Pick<DiffLine, "mark" | "text">[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const [mine, theirs] = [left[i], right[j]];
    if (mine !== undefined && mine === theirs) marks.push({ mark: " ", text: mine });
    else if (theirs === undefined || (mine !== undefined && lengthAt(i + 1, j) >= lengthAt(i, j + 1)))
      marks.push({ mark: "-", text: mine ?? "" });
    else marks.push({ mark: "+", text: theirs });
    const mark = marks.at(-1)?.mark;
    if (mark !== "+") i += 1;
    if (mark !== "-") j += 1;
  }
  return marks;
}

/** The longest common subsequence of every pair of line suffixes, row by row. */
function commonLengths(left: readonly string[], right: readonly string[]): Uint32Array {
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const both = left[i] === right[j] ? 1 + (lengths[(i + 1) * width + j + 1] ?? 0) : 0;
      lengths[i * width + j] = both || Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  return lengths;
}
