import type { MarkdownIt, Token } from "markdown-it";
import type { Section } from "./chunk.ts";

/** Cuts Markdown at its headings: a section is what stands between one and the next. */
export type MarkdownSections = (text: string) => Section[];

/** Only blocks are parsed: where headings are is all that is asked, and that is ten times quicker than the whole tree. */
export async function loadMarkdown(): Promise<MarkdownSections> {
  const { default: Parser } = await import("markdown-it");
  const parser = new Parser("commonmark");
  parser.core.ruler.disable(["inline", "text_join"]);
  return (text) => sectionsOf(parser, text);
}

function sectionsOf(parser: MarkdownIt, text: string): Section[] {
  const { matter, body, line } = withoutMatter(text);
  const lines = body.split("\n");
  const headings = headingsIn(parser.parse(body, {}));
  const before: Section = { heading: [], line, text: lines.slice(0, headings[0]?.first ?? lines.length).join("\n") };
  const sections = headings.flatMap(({ path, first, next }, at): Section[] => {
    const following = headings[at + 1];
    const below = lines.slice(next, following?.first).join("\n");
    if (below.trim() !== "") return [{ heading: path, line: line + next, text: below }];
    // A heading with nothing below it is all that its section says; one with others below it stands above each of them.
    const isAbove = following !== undefined && following.path.length > path.length;
    return isAbove ? [] : [{ heading: path, line: line + first, text: path.at(-1) ?? "" }];
  });
  return [...matter, before, ...sections].filter((section) => section.text.trim() !== "");
}

interface Heading {
  /** The texts of the headings it stands below, and its own. */
  readonly path: readonly string[];
  /** Its first line, from 0. */
  readonly first: number;
  /** The line behind it. */
  readonly next: number;
}

function headingsIn(tokens: readonly Token[]): Heading[] {
  const headings: Heading[] = [];
  const above: { readonly level: number; readonly text: string }[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.type !== "heading_open" || token.map === null || token.level > 0) continue;
    const level = Number(token.tag.slice(1));
    while ((above.at(-1)?.level ?? 0) >= level) above.pop();
    above.push({ level, text: (tokens[at + 1]?.content ?? "").trim() });
    const [first, next] = token.map;
    headings.push({ path: above.map(({ text }) => text).filter((text) => text !== ""), first, next });
  }
  return headings;
}

interface Body {
  readonly matter: readonly Section[];
  readonly body: string;
  /** The line the body begins on, from 1. */
  readonly line: number;
}

/** Front matter is YAML, which reads as a heading to Markdown. */
function withoutMatter(text: string): Body {
  const found = /^\ufeff?---\r?\n([^]*?\n)---[ \t]*(?:\r?\n|$)/.exec(text);
  if (found === null) return { matter: [], body: text, line: 1 };
  const [whole, matter = ""] = found;
  const line = whole.split("\n").length;
  return { matter: [{ heading: [], line: 2, text: matter }], body: text.slice(whole.length), line };
}
