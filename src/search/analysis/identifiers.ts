/** Longer than a SHA-256 in hexadecimal is no word anybody searches for. */
export const longestTerm = 80;

/**
 * The parts of a word as a programmer reads them: at underscores and humps, and what is beside digits: `base64Encode` is
 * base64, Encode, and base, 64. Empty for a word without seams; a hash has none.
 */
export function partsOf(word: string): string[] {
  if (hash.test(word)) return [];
  const parts = word.split(seam).filter((part) => part !== "");
  const besideDigits = parts.flatMap((part) => {
    const pieces = part.split(aroundDigits);
    return pieces.length > 1 && pieces.length <= mostPieces ? pieces.filter(({ length }) => length > 1) : [];
  });
  return [...(parts.length > 1 ? parts : besideDigits.length > 0 ? [word] : []), ...besideDigits];
}

/** With more of them a word is a number in some notation. */
const mostPieces = 4;

const hash = /^(?=.*\p{N})[0-9a-f]{7,}$/iu;
// Capitals before a word are an abbreviation; one small letter behind them (IPv6, APIs) belongs to it.
const seam = /[_'’]|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll}{2})/u;
const aroundDigits = /(?<=\p{N})(?=\p{L})|(?<=\p{L})(?=\p{N})/u;
