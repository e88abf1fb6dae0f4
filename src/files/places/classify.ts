import { decodeWide, wideTextEncoding } from "../../model/wide-text.ts";
import { languages } from "./languages.ts";

/** What a file is, by its name alone. */
export interface FileClass {
  /** In lower case, without the dot; null without one. */
  readonly ext: string | null;
  /** `documentation`, `code`, `configuration`, `data`, `image`, `media`, `archive`, `link`, `other`. */
  readonly fileType: string;
  /** `TypeScript`; null for what no people write. */
  readonly language: string | null;
}

/** By the extension, else by the whole name. The path is printable text. */
export function classifyFile(path: string, isLink: boolean): FileClass {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  const ext = dot > 0 && dot < name.length - 1 && name.length - dot <= 33 ? name.slice(dot + 1).toLowerCase() : null;
  if (isLink) return { ext, fileType: "link", language: null };
  const [fileType, language] = (ext === null ? undefined : languages.get(`.${ext}`)) ??
    languages.get(name.toLowerCase()) ?? ["other", null];
  return { ext, fileType, language };
}

/** The title of a Markdown file: `title:` of its front matter, else its first heading of the first level. */
export function markdownTitle(head: Uint8Array): string | null {
  const wide = wideTextEncoding(head);
  const text = (wide === undefined ? new TextDecoder().decode(head) : decodeWide(head, wide)).replaceAll(
    /\r(?!\n)/g,
    "\n",
  );
  const matter = /^\ufeff?---\r?\n([^]*?)\r?\n---\r?(?:\n|$)/.exec(text);
  const named = /^title:[ \t]*(.+?)[ \t]*\r?$/m.exec(matter?.[1] ?? "")?.[1]?.replace(/^(["'])(.*)\1$/, "$2");
  return cleaned(named ?? firstHeading(text.slice(matter?.[0].length ?? 0)));
}

function firstHeading(text: string): string | null {
  let fence: string | undefined;
  let last = "";
  for (const line of linesOf(text)) {
    const mark = /^ {0,3}(```+|~~~+)/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) {
      fence = fence === undefined ? mark : undefined;
    }
    if (fence !== undefined || mark !== undefined) continue;
    const heading = /^ {0,3}#[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line)?.[1];
    if (heading !== undefined && heading !== "") return heading;
    if (/^ {0,3}=+[ \t]*$/.test(line) && last.trim() !== "") return last.trim();
    last = line;
  }
  return null;
}

/** One line after the other: most files say their title in the first. */
function* linesOf(text: string): Generator<string> {
  for (let start = 0, end = 0; end >= 0; start = end + 1) {
    end = text.indexOf("\n", start);
    yield text.slice(start, end < 0 ? undefined : end).replace(/\r$/, "");
  }
}

/** The database takes no NUL, and nobody a title of a thousand letters. */
function cleaned(title: string | null): string | null {
  const plain = title?.replaceAll(/[\p{Cc}\p{Cs}]/gu, " ").trim();
  if (plain === undefined || plain === "") return null;
  // A copy: a part of the text would keep all of it in memory, for thousands of files at once.
  return Buffer.from(plain.slice(0, 300).toWellFormed()).toString();
}
