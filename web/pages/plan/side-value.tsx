import { Fragment, type JSX } from "preact";
import { canonical } from "../../parts/canonical.ts";
import { Absent, Text } from "../../parts/text.tsx";
import { size } from "../../parts/value.tsx";
import { wordDiff } from "../../parts/word-diff.ts";
import type { Side } from "./sided.ts";

const longestShown = 1_000_000;
const longestCompared = 20_000;

/** What one side says: its value, by words where another one is known; or a word for there being none. */
export function SideValue({ side, other }: { readonly side: Side; readonly other: Side | undefined }): JSX.Element {
  if ("word" in side) return <i>{side.word}</i>;
  const text = textOf(side.value);
  if (text.length > longestShown) return <Absent>Too long to show: {size(text.length)}.</Absent>;
  const before = other !== undefined && "value" in other ? textOf(other.value) : undefined;
  if (before === undefined || !isProse(before) || !isProse(text) || text.length + before.length > longestCompared)
    return <Text of={visible(text, before)} />;
  return (
    <>
      {wordDiff(before, text).map(({ kind, text: piece }, at) => (
        <Fragment key={at}>
          {kind === "same" ? (
            <Text of={piece} />
          ) : kind === "ins" ? (
            <ins>
              <Text of={piece} />
            </ins>
          ) : (
            <del>
              <Text of={piece} />
            </del>
          )}
        </Fragment>
      ))}
    </>
  );
}

/** What differs by blanks alone shows them. */
function visible(text: string, other: string | undefined): string {
  if (other === undefined || text === other || text.trim() !== other.trim()) return text;
  return text.replaceAll(/^ +| +$/g, (blanks) => "·".repeat(blanks.length)).replaceAll("\n", "⏎\n");
}

export function isProse(text: string): boolean {
  return text.length > 24 && text.includes(" ");
}

export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(canonical(value), null, 1)
    .replaceAll(/\n\s*/g, " ")
    .replaceAll(/([[{]) | ([\]}])/g, "$1$2");
}
