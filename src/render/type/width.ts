/** How many terminal cells a text takes: wide East Asian letters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  if (isNarrow(text)) return text.length;
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Cuts to at most `width` cells; a cut text ends in `…`. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let used = 1;
  let kept = "";
  for (const character of text) {
    used += characterWidth(character);
    if (used > width) break;
    kept += character;
  }
  return `${kept}…`;
}

/** Fills with spaces up to `width` cells; longer texts stay as they are. */
export function padTo(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

// Latin letters, punctuation, arrows: one code unit, one cell. Most texts are nothing else.
function isNarrow(text: string): boolean {
  return /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u22ff]*$/.test(text);
}

function characterWidth(character: string): number {
  if (isNarrow(character)) return 1;
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  return wideCharacter.test(character) ? 2 : 1;
}

const wideCharacter =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]$/u;
