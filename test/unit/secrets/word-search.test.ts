import fc from "fast-check";
import { expect, test } from "vitest";
import { WordSearch } from "../../../src/secrets/word-search.ts";

const letters = fc.string({ unit: fc.constantFrom("a", "B", "b", "_", "7", "é"), minLength: 0, maxLength: 40 });
const words = fc.uniqueArray(fc.string({ unit: fc.constantFrom("a", "b", "_", "0"), minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 12,
});

test("every word is found at every place where it stands, also within and across others, whatever its case and digits", () => {
  fc.assert(
    fc.property(words, letters, (wanted, text) => {
      const found: string[] = [];
      new WordSearch(wanted).search(text, (word, at) => found.push(`${wanted[word] ?? ""} at ${at}`));
      expect(found.toSorted()).toEqual(placesOneByOne(wanted, text).toSorted());
    }),
  );
});

function placesOneByOne(wanted: readonly string[], text: string): string[] {
  const plain = text.toLowerCase().replaceAll(/\d/g, "0");
  return wanted.flatMap((word) =>
    Array.from(plain, (_, at) => at).flatMap((at) => (plain.startsWith(word, at) ? [`${word} at ${at}`] : [])),
  );
}
