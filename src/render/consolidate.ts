import type { ConsolidateDedupOutput, DuplicateSet, NearDuplicate } from "../model/output/consolidate-dedup.ts";
import type { ConsolidateExecuteOutput } from "../model/output/consolidate-execute.ts";
import type { ConsolidateInventoryOutput, SourceProblem } from "../model/output/consolidate-inventory.ts";
import type { ConsolidateLeftOutput } from "../model/output/consolidate-left.ts";
import { escapeControls } from "./type/escape.ts";
import { paintSymbol } from "./type/palette.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { listLines } from "./type/table.ts";
import { counted, countedFiles, grouped, sizeText } from "./type/counts.ts";

/** What could not be recorded, then the count line. */
export function renderInventory(found: ConsolidateInventoryOutput, screen: Screen = plainScreen): string {
  const { counts, problems, groups, elsewhere } = found;
  const lines = listLines(
    problems.map((problem) => [`! ${escapeControls(problem.path)}`, problemText(problem)]),
    screen,
  );
  const { added, changed, gone } = counts;
  const verdict =
    added + changed + gone === 0
      ? "No changes."
      : `Recorded: ${grouped(added)} added, ${grouped(changed)} changed, ${grouped(gone)} gone.`;
  return [
    ...capped(lines).map((line) => paintSymbol(line, screen)),
    ...(elsewhere.length === 0 ? [] : [`Left alone, on other machines: ${elsewhere.map(escapeControls).join(", ")}`]),
    `Groups: ${groups.map(escapeControls).join(", ")}. Next: v7 consolidate dedup`,
    `${verdict} ${countedFiles(counts.files)}, ${sizeText(counts.bytes)}, ${grouped(counts.read)} read.`,
  ].join("\n");
}

function problemText({ problem, detail }: SourceProblem): string {
  const known = problemTexts[problem];
  return detail === null ? known : `${known} (${detail})`;
}

const problemTexts: Readonly<Record<SourceProblem["problem"], string>> = {
  fifo: "a pipe, not recorded",
  socket: "a socket, not recorded",
  device: "a device, not recorded",
  unreadable: "cannot be read; what is known of it stays",
  unstable: "changes while it is read; run it again",
  dataless: "in iCloud: recorded by its size; v7 consolidate inventory --full fetches it",
  too_large: "over the hash limit: recorded by its size",
};

/** The largest sets, texts that resemble each other, then the count line. */
export function renderDedup({ counts, sets, near }: ConsolidateDedupOutput, screen: Screen = plainScreen): string {
  const largest = sets.toSorted((left, right) => savedBy(right) - savedBy(left)).slice(0, shownSets);
  const alike = near.slice(0, shownPairs).map(nearText);
  const notes = [
    ...(counts.hard_links === 0 ? [] : [counted(counts.hard_links, "further hard link")]),
    ...(counts.empty === 0 ? [] : [`${grouped(counts.empty)} empty`]),
    ...(counts.not_compared === 0 ? [] : [`${grouped(counts.not_compared)} not compared`]),
  ];
  return [
    ...listLines(largest.map(setCells), screen),
    ...more(sets.length - largest.length, "set"),
    ...(alike.length === 0 ? [] : ["Nearly the same, for you to judge:", ...listLines(alike, screen, { indent: 2 })]),
    ...more(near.length - alike.length, "pair"),
    ...(notes.length === 0 ? [] : [`Neither: ${notes.join(", ")}.`]),
    "Next: v7 consolidate plan GROUP -o FILE.json",
    `${countedFiles(counts.files)}: ${grouped(counts.unique)} unique, ${grouped(counts.duplicates)} duplicates (${grouped(counts.registered)} of the repository), ${sizeText(counts.duplicate_bytes)} twice.`,
  ].join("\n");
}

function savedBy({ size, duplicates }: DuplicateSet): number {
  return size * duplicates.length;
}

function setCells({ size, kept, duplicates }: DuplicateSet): string[] {
  const [first = ""] = duplicates;
  const others = duplicates.length > 1 ? ` and ${duplicates.length - 1} more` : "";
  // Paths are long, and no two alike: columns of them would be mostly blanks.
  return [`= ${sizeText(size)}`, `${escapeControls(kept)}  ${escapeControls(first)}${others}`];
}

function nearText({ left, right, similarity }: NearDuplicate): string[] {
  return [`${Math.round(similarity * 100)} %`, escapeControls(left), escapeControls(right)];
}

const shownSets = 5;
const shownPairs = 5;

function more(count: number, noun: string): string[] {
  return count > 0 ? [`  … ${counted(count, `more ${noun}`)}: --json lists all`] : [];
}

const shownLines = 20;

function capped(lines: readonly string[]): string[] {
  if (lines.length <= shownLines) return [...lines];
  return [...lines.slice(0, shownLines), `  … ${lines.length - shownLines} more: --json lists all`];
}

/** What was not copied, what copies lack, then the count line. */
export function renderExecution(
  { counts, problems, losses }: ConsolidateExecuteOutput,
  screen: Screen = plainScreen,
): string {
  const lines = listLines(
    problems.map(({ target, outcome, because }) => [`! ${escapeControls(target)}`, outcome, escapeControls(because)]),
    screen,
  );
  const lost = listLines(
    losses.map(({ target, lost: names }) => [
      `~ ${escapeControls(target)}`,
      `without ${names.map(escapeControls).join(", ")}`,
    ]),
    screen,
  );
  const there = counts.present === 0 ? "" : ` Already there: ${grouped(counts.present)}.`;
  const swept =
    counts.swept === 0 ? [] : [`Removed what an execution that was killed left: ${countedFiles(counts.swept)}.`];
  return [
    ...capped(lines).map((line) => paintSymbol(line, screen)),
    ...capped(lost).map((line) => paintSymbol(line, screen)),
    ...swept,
    ...(counts.copied + counts.present === 0 ? [] : ["Next: commit the copies, then v7 consolidate left"]),
    `Copied: ${countedFiles(counts.copied)}, ${sizeText(counts.bytes)}.${there} Not copied: ${grouped(problems.length)}.`,
  ].join("\n");
}

/** The originals, a line each; then those that only look like it. */
export function renderLeft({ counts, left, unsure }: ConsolidateLeftOutput, screen: Screen = plainScreen): string {
  if (left.length + unsure.length === 0) return "No original's bytes are in the repository yet.";
  const doubts = listLines(
    unsure.map(({ source, because }) => [`! ${escapeControls(source)}`, escapeControls(because)]),
    screen,
  );
  const bare = left.flatMap(({ source, lost }) =>
    lost.length === 0 ? [] : [[`~ ${escapeControls(source)}`, `no copy has: ${lost.map(escapeControls).join(", ")}`]],
  );
  return [
    ...left.map(({ source }) => escapeControls(source)),
    ...capped(listLines(bare, screen)),
    ...capped(doubts),
    "Commit the copies before you delete an original; v7 deletes none.",
    `${countedFiles(counts.files)}, ${sizeText(counts.bytes)}, may be deleted by hand. Unsure: ${grouped(counts.unsure)}.`,
  ].join("\n");
}
