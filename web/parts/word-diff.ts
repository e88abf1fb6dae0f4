/** A piece of the newer text: as it was, put in, or taken out. */
export interface Piece {
  readonly kind: "same" | "ins" | "del";
  readonly text: string;
}

/** Above so many words only what both ends share is told apart from the middle. */
const most = 400;

/** What became of a text, by words. */
export function wordDiff(before: string, after: string): readonly Piece[] {
  const left = words(before);
  const right = words(after);
  const head = sharedHead(left, right);
  const tail = sharedHead(left.slice(head).toReversed(), right.slice(head).toReversed());
  const middle = [left.slice(head, left.length - tail), right.slice(head, right.length - tail)] as const;
  const changed = middle[0].length > most || middle[1].length > most ? replaced(...middle) : compared(...middle);
  return merged([...left.slice(0, head).map(same), ...changed, ...left.slice(left.length - tail).map(same)]);
}

const same = (text: string): Piece => ({ kind: "same", text });

function words(text: string): readonly string[] {
  return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

function sharedHead(left: readonly string[], right: readonly string[]): number {
  let count = 0;
  while (count < left.length && count < right.length && left[count] === right[count]) count++;
  return count;
}

function replaced(left: readonly string[], right: readonly string[]): readonly Piece[] {
  return [
    { kind: "del", text: left.join("") },
    { kind: "ins", text: right.join("") },
  ];
}

/** The longest common sequence, by the table of its lengths. */
function compared(left: readonly string[], right: readonly string[]): readonly Piece[] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = left.length - 1; row >= 0; row--)
    for (let column = right.length - 1; column >= 0; column--) {
      const length =
        left[row] === right[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
      (lengths[row] as Uint16Array)[column] = length;
    }
  const pieces: Piece[] = [];
  let [row, column] = [0, 0];
  while (row < left.length || column < right.length) {
    const [old = "", young = ""] = [left[row], right[column]];
    if (row < left.length && column < right.length && old === young) {
      pieces.push(same(old));
      row++;
      column++;
    } else if (column >= right.length || (row < left.length && at(row + 1, column) >= at(row, column + 1))) {
      pieces.push({ kind: "del", text: old });
      row++;
    } else {
      pieces.push({ kind: "ins", text: young });
      column++;
    }
  }
  return pieces;
}

function merged(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.kind === piece.kind) joined[joined.length - 1] = { ...last, text: last.text + piece.text };
    else if (piece.text !== "") joined.push(piece);
  }
  return joined;
}
