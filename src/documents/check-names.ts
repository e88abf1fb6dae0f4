import type { Document } from "../model/document.ts";
import type { Kind } from "../model/kind.ts";
import type { Complaint } from "./check-references.ts";
import { latinOf } from "./look-alikes.ts";
import { plainText } from "./problem.ts";

/**
 * Names of one kind that nobody can tell apart: with characters that cannot be seen, other blanks, accents composed otherwise,
 * letters of other alphabets that look like Latin ones, and, where a kind says so, other capitals. The later one is complained of, with the place of the earlier. Names
 * of people and machines have no control characters: whoever approves has to read them.
 */
export function alikeComplaints(
  documents: readonly Document[],
  kindOf: (name: string) => Pick<Kind, "ignoresCase"> | undefined,
): Complaint[] {
  const odd = documents.filter(({ kind, name }) => kindOf(kind)?.ignoresCase === true || !plainName.test(name));
  if (odd.length === 0) return [];
  const concerned = new Set(odd.map(({ kind }) => kind));
  const first = new Map<string, Document>();
  return documents.flatMap((document): Complaint[] => {
    const { kind, name } = document;
    if (!concerned.has(kind)) return [];
    if (kindOf(kind)?.ignoresCase === true && /\p{Cc}/u.test(name)) {
      const message = `the name ${shown(name)} of a ${kind.toLowerCase()} holds a control character; remove it`;
      return [{ document, path: ["metadata", "name"], code: "V7-D015", message }];
    }
    const key = `${kind}\0${seenName(name, kindOf(kind)?.ignoresCase === true)}`;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, document);
    if (earlier === undefined || earlier.name === name) return [];
    const message = `${kind.toLowerCase()} ${shown(name)} looks like ${shown(earlier.name)}`;
    const path = ["metadata", "name"];
    return [{ document, path, code: "V7-D036", message, first: { document: earlier, path } }];
  });
}

/** What stands for itself: no blank at an end or beside another, and nothing that only looks like it. */
const plainName = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** A name as people see it. */
function seenName(name: string, ignoresCase: boolean): string {
  const seen = name
    .normalize("NFKC")
    .replaceAll(/\p{Default_Ignorable_Code_Point}|\p{Cf}|(?!\s)\p{Cc}/gu, "")
    // A pattern of Braille without dots is a blank to whoever reads it.
    .replaceAll(/[\s\p{Z}\u2800]+/gu, " ")
    .trim();
  return ignoresCase ? latinOf(seen.toUpperCase()).toLowerCase() : latinOf(seen);
}

/** With what cannot be seen written out. */
function shown(name: string): string {
  const escaped = name.replaceAll(
    /[\p{M}\p{C}\p{Zs}\p{Default_Ignorable_Code_Point}\u2800\u0370-\u052f]/gu,
    (character) =>
      character === " " || (latinOf(character) === character && /\p{L}/u.test(character))
        ? character
        : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return /^ | $/.test(escaped) ? `"${plainText(escaped)}"` : plainText(escaped);
}
