import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { type DoubtfulLine, permitIn, type FoundSecret } from "./scan-text.ts";

/** A token by a form that the library knows. */
export interface LibraryToken extends Pick<FoundSecret, "line" | "column" | "permit"> {
  /** What it is: `GitHub Token`. */
  readonly name: string;
  readonly value: string;
}

/** Tokens and keys that have a form of their own: of clouds, forges and messengers. One pass over all lines. */
export async function findTokens(lines: readonly DoubtfulLine[]): Promise<LibraryToken[]> {
  const { text, starts } = joined(lines);
  const { messages } = await lintSource({
    source: { filePath: "added.txt", content: text, contentType: "text" },
    options: { config: { rules: [{ id: preset, rule: creator, rules: [], options: {} }] }, maskSecrets: true },
  });
  return messages.flatMap(({ message, ruleId, range: [offset, end] }): LibraryToken[] => {
    // Passwords in addresses are the business of v7's own rules, which know what stands for one.
    if (/basicauth|database-connection-string/.test(ruleId)) return [];
    const index = indexAt(starts, offset);
    const line = lines[index];
    if (line === undefined) return [];
    const start = starts[index] ?? 0;
    const before = text.slice(start, offset);
    const column = offset - start - (before.lastIndexOf("\n") + 1) + 1;
    const above = before.split("\n").length - 1;
    const whole = line.text.split("\n")[above] ?? "";
    return [
      {
        name: nameIn(message),
        line: line.line + above,
        column,
        value: text.slice(offset, end),
        permit: permitIn(whole),
      },
    ];
  });
}

const preset = "@secretlint/secretlint-rule-preset-recommend";

function joined(lines: readonly DoubtfulLine[]): { readonly text: string; readonly starts: readonly number[] } {
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

/** The last stretch that begins at or before an offset. */
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
