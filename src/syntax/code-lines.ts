/** A part of a text, from its first character up to the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** How many lines hold something besides blanks and comments. Lines end at `\n` alone; the spans are in their order. */
export function codeLinesOf(text: string, comments: readonly Span[]): number {
  let lines = 0;
  let counted = false;
  const look = (start: number, end: number): void => {
    for (let at = start; at < end; at += 1) {
      const character = text.charCodeAt(at);
      if (character === 10) counted = false;
      else if (!counted && !isBlank(character)) {
        counted = true;
        lines += 1;
      }
    }
  };
  const skip = (start: number, end: number): void => {
    const next = text.indexOf("\n", start);
    if (next >= 0 && next < end) counted = false;
  };
  let at = 0;
  for (const { start, end } of comments) {
    look(at, start);
    skip(Math.max(at, start), end);
    at = Math.max(at, end);
  }
  look(at, text.length);
  return lines;
}

/** Lines of a text or of bytes, the last one too where nothing ends it. */
export function linesOf(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return text === "" || text.endsWith("\n") ? lines : lines + 1;
}

function isBlank(character: number): boolean {
  return character <= 32 || character === 0xa0 || character === 0xfe_ff || character === 0x20_28;
}
