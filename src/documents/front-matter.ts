import type { Json, JsonObject } from "../model/json.ts";
import { isJsonObject } from "../model/json.ts";
import { editDocument } from "./edit.ts";
import { nodeValue, parseTrees } from "./parse.ts";

/** A Markdown file in two parts. */
export interface FrontMatter {
  /** What its front matter says; empty where there is none. */
  readonly values: JsonObject;
  /** The text below it. */
  readonly body: string;
}

const matter = /^\ufeff?---[ \t]*\r?\n([^]*?(?:\r?\n|(?<=^---[ \t]*\r?\n)))---[ \t]*(?:\r?\n|$)/;

/** Undefined where the front matter is no YAML map: nobody but its author knows what to do with it. */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const found = matter.exec(text);
  if (found === null) return { values: {}, body: text };
  const body = text.slice(found[0].length);
  const [tree] = parseTrees(found[1] ?? "", false);
  if (tree === undefined || tree.contents === null) return { values: {}, body };
  const value = tree.errors.length > 0 ? undefined : nodeValue(tree.contents);
  return isJsonObject(value) ? { values: value, body } : undefined;
}

/** The text with these keys set in its front matter, which is made where there is none; every other byte stays. */
export function withFrontMatter(text: string, values: Readonly<Record<string, Json>>): string {
  const entries = Object.entries(values);
  const found = matter.exec(text);
  const edits = entries.map(([key, value]) => ({ action: "set", path: [key], value }) as const);
  if (found === null || (found[1] ?? "").trim() === "") {
    const eol = text.includes("\r\n") ? "\r\n" : "\n";
    const body = found === null ? text : text.slice(found[0].length);
    const lines = editDocument(entries.map(([key]) => `${key}: null\n`).join(""), 0, edits);
    return `---${eol}${lines.replaceAll("\n", eol)}---${eol}${body}`;
  }
  const [whole, old = ""] = found;
  const at = whole.indexOf(old);
  return text.slice(0, at) + editDocument(old, 0, edits) + text.slice(at + old.length);
}
