import { CST, Lexer } from "yaml";

/** A comment of a text, and its line (from 1). */
export interface Comment {
  readonly line: number;
  /** With its `#`. */
  readonly text: string;
}

/** The comments that a text had and its successor has no more, in the order of the text. */
export function lostComments(before: string, after: string): Comment[] {
  if (before === after || !before.includes("#")) return [];
  const kept = new Map<string, number>();
  for (const { text } of commentsOf(after)) kept.set(text, (kept.get(text) ?? 0) + 1);
  return commentsOf(before).filter(({ text }) => {
    const left = kept.get(text) ?? 0;
    kept.set(text, left - 1);
    return left <= 0;
  });
}

function commentsOf(text: string): Comment[] {
  const comments: Comment[] = [];
  let line = 1;
  for (const lexeme of new Lexer().lex(text)) {
    if (CST.tokenType(lexeme) === "comment") comments.push({ line, text: lexeme.trimEnd() });
    line += lexeme.split("\n").length - 1;
  }
  return comments;
}
