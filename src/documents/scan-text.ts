import { CST, Lexer } from "yaml";
import type { Problem } from "./problem.ts";

/** How deep a document may be nested. */
export const maximumDepth = 64;

/**
 * What makes a text unfit for the parser: conflict markers, directives, control characters, deep nesting.
 * Linear in the text's length, so hostile input costs no more than harmless input.
 */
export function scanText(text: string): Problem[] {
  const conflict = findConflict(text);
  if (conflict !== undefined) return [conflict];
  const problems = [findControlCharacter(text), findDirective(text), findDepth(text)];
  return problems.filter((problem) => problem !== undefined);
}

function findConflict(text: string): Problem | undefined {
  const match = /^(?:<{7}|>{7}|\|{7})(?= |\r?$)/m.exec(text);
  if (match === null) return undefined;
  const line = text.slice(0, match.index).split("\n").length;
  return { code: "V7-D018", message: `unresolved merge conflict at line ${line}`, offset: match.index };
}

function findControlCharacter(text: string): Problem | undefined {
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  const match = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|[\ud800-\udfff]/u.exec(
    text,
  );
  if (match === null) return undefined;
  const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return { code: "V7-D015", message: `character U+${code} cannot be stored; remove it`, offset: match.index };
}

function findDirective(text: string): Problem | undefined {
  const match = /^\uFEFF?%[^\r\n]{0,20}/m.exec(text);
  if (match === null) return undefined;
  return {
    code: "V7-D011",
    message: "directives such as %YAML are not accepted; remove the line",
    offset: match.index,
  };
}

function findDepth(text: string): Problem | undefined {
  if (!mayBeDeep(text)) return undefined;
  const depth = new DepthCounter();
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    const type = CST.tokenType(lexeme);
    if (type !== null && depth.after(type) > maximumDepth) return tooDeep(offset);
    if (type !== "doc-mode" && type !== "flow-error-end" && type !== "scalar") offset += lexeme.length;
  }
  return undefined;
}

/** The problem every place reports that meets too many levels. */
export function tooDeep(offset: number): Problem {
  return { code: "V7-D013", message: `nested more than ${maximumDepth} levels deep`, offset };
}

/** Cheap and never wrong in the other direction: most texts need no lexer here. */
function mayBeDeep(text: string): boolean {
  let brackets = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0x5b || unit === 0x7b) brackets += 1;
  }
  return brackets > maximumDepth || /^[ \t]*(?:[-?:][ \t]+){32}/m.test(text);
}

class DepthCounter {
  private brackets = 0;
  private indicators = 0;

  after(type: string): number {
    if (type === "flow-seq-start" || type === "flow-map-start") this.brackets += 1;
    if (type === "flow-seq-end" || type === "flow-map-end") this.brackets -= 1;
    if (type === "newline") this.indicators = 0;
    if (type === "seq-item-ind" || type === "explicit-key-ind" || type === "map-value-ind") this.indicators += 1;
    return Math.max(this.brackets, this.brackets === 0 ? this.indicators : 0);
  }
}
