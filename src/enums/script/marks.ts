import { randomBytes } from "node:crypto";
import { qualifyName, quoteName, quoteText } from "../../postgres/quoting.ts";
import type { EnumChange } from "../enum-change.ts";

/**
 * Names that occur nowhere in a database. A type and its labels bear them while PostgreSQL writes down what stands on it; so the new words
 * can be put in their places in whatever it wrote, without anybody reading SQL.
 */
export interface Marks {
  /** The name that the type has meanwhile. */
  readonly type: string;
  /** The statements that give a type of a clone the marks. */
  readonly rename: readonly string[];
  /** What was written with marks, in the new words. */
  replaced(text: string): string;
}

/** The marks of one change. */
export function marksFor(change: EnumChange, id: string = randomBytes(4).toString("hex")): Marks {
  const { from, to, labels, map } = change;
  const type = `v7_type_${id}`;
  const words = new Map(labels.map((label, at) => [`v7_label_${id}_${at}_`, map.get(label) ?? label]));
  const anyMark = new RegExp(`('?)(v7_label_${id}_\\d+_)('?)`, "g");
  // PostgreSQL quotes a schema's name where it has to; the new type may lie in another one.
  const schema = quoteName(from.schema).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const inSchema = new RegExp(`(?:${schema}|(?<![\\w$"])${schema.slice(1, -1)})\\."?\\b${type}\\b"?`, "g");
  const typeMark = new RegExp(`"?\\b${type}\\b"?`, "g");
  return {
    type,
    rename: [
      ...[...words.keys()].map(
        (mark, at) =>
          `ALTER TYPE ${qualifyName(from)} RENAME VALUE ${quoteText(labels[at] ?? "")} TO ${quoteText(mark)};`,
      ),
      `ALTER TYPE ${qualifyName(from)} RENAME TO ${quoteName(type)};`,
    ],
    replaced: (text) =>
      text
        .replace(anyMark, (_whole, before: string, mark: string, after: string) => {
          const word = words.get(mark) ?? mark;
          // Between quotes it is the whole text; else one element of an array's.
          if (before === "'" && after === "'") return quoteText(word).trimStart();
          return before + elementText(word).replaceAll("'", "''") + after;
        })
        .replace(inSchema, () => qualifyName(to))
        // Where the search path finds it, PostgreSQL leaves its schema out; the new type may be one that the path does not find, or finds another.
        .replace(typeMark, () => qualifyName(to)),
  };
}

function elementText(word: string): string {
  return `"${word.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
