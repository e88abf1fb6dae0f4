import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import type { AddedLine } from "../git/staged-changes.ts";
import type { Finding } from "../model/finding.ts";

/** Tokens and keys that have a form of their own: of clouds, forges and messengers, private keys. One pass over all lines. */
export async function findTokens(lines: readonly AddedLine[]): Promise<Finding[]> {
  const { text, starts } = joined(lines);
  const { messages } = await lintSource({
    source: { filePath: "added.txt", content: text, contentType: "text" },
    options: { config: { rules: [{ id: preset, rule: creator, rules: [], options: {} }] }, maskSecrets: true },
  });
  return messages.flatMap(({ message, range: [offset] }): Finding[] => {
    const index = indexAt(starts, offset);
    const line = lines[index];
    if (line === undefined) return [];
    const place = { file: line.file, line: line.line, column: offset - (starts[index] ?? 0) + 1 };
    return [{ severity: "error", code: "V7-S004", message: `secret: ${nameIn(message)}`, ...place }];
  });
}

const preset = "@secretlint/secretlint-rule-preset-recommend";

function joined(lines: readonly AddedLine[]): { readonly text: string; readonly starts: readonly number[] } {
  const starts: number[] = [];
  let offset = 0;
  for (const { text } of lines) {
    starts.push(offset);
    offset += text.length + 1;
  }
  const text = lines.map((line) => line.text).join("\n");
  // The library's own marker would switch it off for every file behind it, and asks for no reason.
  return { text: text.replaceAll(/secretlint-(?=disable|enable)/g, "secretlint_"), starts };
}

/** The last line that begins at or before an offset. */
function indexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** `found GitHub Token(…): …` names the kind first; what follows is the secret, or was. */
function nameIn(message: string): string {
  return (
    message
      .replace(/^found /i, "")
      .split(/[:(]/)[0]
      ?.trim() ?? "token"
  );
}
