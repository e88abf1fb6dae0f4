/**
 * A word without its accents, for those whose keyboard has none: `café` → `cafe`, `straße` → `strasse`. Only where marks
 * are accents: in Hindi they are vowels, and й is another letter than и.
 */
export function foldAccents(word: string): string {
  if (plain.test(word)) return word;
  const bare = word.normalize("NFD").replaceAll(accents, "$1").normalize("NFC");
  return bare.replaceAll(ligature, (letter) => ligatures[letter] ?? letter);
}

// oxlint-disable-next-line no-control-regex -- ASCII is what has no accents
const plain = /^[\x00-\x7f]*$/;
const accents = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]|[еЕ](?=\u0308))[\p{Mn}]+/gu;
const ligatures: { readonly [letter: string]: string } = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ё: "е",
};
const ligature = new RegExp(`[${Object.keys(ligatures).join("")}]`, "gu");
