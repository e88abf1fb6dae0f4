import type { ByteScan } from "./scan-bytes.ts";
import { isGap } from "./tokens.ts";
import { type DoubtfulLine, fingerprintOf, type FoundSecret, TextScan } from "./scan-text.ts";

/** The secrets of a text by v7's own rules. */
export function ownSecretsIn(file: string, text: string): TextScan {
  const scan = new TextScan(file);
  scan.take(text);
  scan.end();
  return scan;
}

/** The secrets of a text, by v7's own rules and by the library's: the one scanner of hook, CI, documents and index. */
export async function secretsInText(file: string, text: string): Promise<FoundSecret[]> {
  return withLibrary(ownSecretsIn(file, text));
}

/** The same for bytes that were searched as they came. */
export async function secretsInBytes(result: ReturnType<ByteScan["end"]>): Promise<FoundSecret[]> {
  return withLibrary(result);
}

/** The library takes its time to load: it is asked about lines in which something begins as a token does. */
async function withLibrary({
  found,
  doubtful,
}: {
  readonly found: readonly FoundSecret[];
  readonly doubtful: readonly DoubtfulLine[];
}): Promise<FoundSecret[]> {
  if (doubtful.length === 0) return [...found];
  const { findTokens } = await import("./library-tokens.ts");
  const told = new Set(found.filter(({ severity }) => severity === "error").map(({ line }) => line));
  const more = (await findTokens(doubtful)).filter(({ line, value }) => !told.has(line) && !isGap(value));
  return [
    ...found,
    ...more.map(({ line, column, name, value, permit }): FoundSecret => {
      const rule = "library-token";
      const message = `secret: ${name}`;
      return {
        rule,
        code: "V7-S004",
        severity: "error",
        message,
        line,
        column,
        fingerprint: fingerprintOf(rule, value),
        permit,
      };
    }),
  ].toSorted((left, right) => left.line - right.line || left.column - right.column);
}
