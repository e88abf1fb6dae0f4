import { Failure } from "../model/failure.ts";

/** How rows are handed out that an answer holds whole. */
export interface Arrangement {
  /** A column; undefined: as the use case orders them. */
  readonly sort: string | undefined;
  readonly order: "asc" | "desc";
  /** Only rows that have all of these words, in whatever column; undefined: all. */
  readonly words: string | undefined;
}

type Row = { readonly [column: string]: unknown };

/** The rows that have the words, in the order that was asked for; equal ones stay as they stood. Throws V7-W031. */
export function arranged(rows: readonly Row[], { sort, order, words }: Arrangement): readonly Row[] {
  const wanted = (words ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const found = wanted.length === 0 ? rows : rows.filter((row) => wanted.every((word) => textOf(row).includes(word)));
  if (sort === undefined) return found;
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length > 0 && !columns.includes(sort))
    throw new Failure("V7-W031", `there is no column ${sort.slice(0, 100)}`, {
      next: [`sort by ${columns.join(", ")}`],
    });
  const sign = order === "desc" ? -1 : 1;
  return found.toSorted((left, right) => compare(left[sort], right[sort], sign));
}

/** What is not known stands last, whichever way. */
function compare(left: unknown, right: unknown, sign: number): number {
  if (left === null || left === undefined || right === null || right === undefined)
    return Number(left === null || left === undefined) - Number(right === null || right === undefined);
  if (typeof left === "number" && typeof right === "number") return sign * (left - right);
  return sign * inWords.compare(wordOf(left), wordOf(right));
}

/** `1.10` stands behind `1.9`. */
const inWords = new Intl.Collator("en", { numeric: true });

function wordOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function textOf(row: Row): string {
  return Object.values(row)
    .map((value) => wordOf(value ?? ""))
    .join("\n")
    .toLowerCase();
}
