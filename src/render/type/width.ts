/** How many terminal cells a text takes: wide East Asian letters and emoji take two, combining marks and colours none. */
export function displayWidth(text: string): number {
  if (isNarrow(text)) return text.length;
  return piecesOf(text).reduce((width, piece) => width + pieceWidth(piece), 0);
}

/** Cuts to at most `width` cells; a cut text ends in `…`, and in whatever ends its colours. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let used = 1;
  let kept = "";
  for (const piece of piecesOf(text)) {
    used += pieceWidth(piece);
    if (used <= width) kept += piece;
    else if (isColour(piece)) kept += piece;
    else used = Number.POSITIVE_INFINITY;
  }
  return kept.replace(/((?:\u001b\[[\d;]*m)*)$/, "…$1");
}

/** Fills with spaces up to `width` cells; longer texts stay as they are. */
export function padTo(text: string, width: number): string {
  return text + spacesFor(text, width);
}

/** The same with the spaces in front. */
export function padStartTo(text: string, width: number): string {
  return spacesFor(text, width) + text;
}

/** What a reader sees as one sign, combining marks and joined emoji included; a change of colour is one too. */
export function piecesOf(text: string): readonly string[] {
  return text.match(pieces) ?? [];
}

/** Cells of one of {@link piecesOf}. */
export function pieceWidth(piece: string): number {
  if (isNarrow(piece)) return piece.length;
  if (isColour(piece)) return 0;
  if (joined.test(piece)) return 2;
  return characterWidth(String.fromCodePoint(piece.codePointAt(0) ?? 0));
}

/** A change of colour: nothing else of a text begins with ESC, because it is escaped. */
export function isColour(piece: string): boolean {
  return piece.length > 1 && piece.startsWith("\u001b[");
}

const pieces =
  /\u001b\[[\d;]*m|\p{RI}\p{RI}|\p{Extended_Pictographic}[\ufe0f\p{EMod}]*(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{EMod}]*)*|[^][\p{Mn}\p{Me}\u200d]*/gu;
const joined = /^\p{RI}\p{RI}|^\p{Extended_Pictographic}\p{EMod}?[\ufe0f\u200d]|^\p{Extended_Pictographic}\p{EMod}/u;

function spacesFor(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - displayWidth(text)));
}

// Latin letters, punctuation, arrows: one code unit, one cell. Most texts are nothing else.
function isNarrow(text: string): boolean {
  return /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff]*$/.test(text);
}

function characterWidth(character: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]$/u.test(character)) return 0;
  return wideCharacter.test(character) ? 2 : 1;
}

const wideCharacter =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;
