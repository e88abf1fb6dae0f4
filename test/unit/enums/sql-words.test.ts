import fc from "fast-check";
import { expect, test } from "vitest";
import { sqlWords } from "../../../src/enums/scan/sql-words.ts";

function wordsOf(text: string): { names: string[]; strings: string[] } {
  const { names, strings } = sqlWords(text);
  return { names: [...names], strings: [...strings] };
}

test("names are folded as PostgreSQL does, unless they are quoted", () => {
  expect(wordsOf('SELECT Status FROM "Contacts"').names).toEqual(["select", "status", "from", "Contacts"]);
});

test("labels are found in strings of every notation", () => {
  expect(wordsOf(String.raw`x = 'it''s' OR x = E'a\nb' OR x = $$Not a Fit$$ OR x = $q$it's$q$`).strings).toEqual(
    ["it's", "a\nb", "Not a Fit", "it's"].filter((word, at, all) => all.indexOf(word) === at),
  );
});

test("what stands in comments is not found", () => {
  expect(wordsOf("-- 'Queued'\n/* contact_status */ NULL")).toEqual({ names: ["null"], strings: [] });
});

test("a statement within a string is read too", () => {
  const { names, strings } = sqlWords("EXECUTE 'UPDATE contacts SET status = ''Queued'''");
  expect(names.has("contacts")).toBe(true);
  expect(strings.has("Queued")).toBe(true);
});

test("no text throws, and none takes long", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      sqlWords(text);
    }),
  );
  const began = process.cpuUsage().user;
  for (const piece of ["'", "$a$", "/*", '"', "E'\\", "'a b'' "]) sqlWords(piece.repeat(50_000));
  expect(process.cpuUsage().user - began).toBeLessThan(20_000_000);
});
