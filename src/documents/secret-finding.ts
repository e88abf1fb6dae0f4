import type { Finding } from "../model/finding.ts";
import { lineStarts, positionAt } from "./problem.ts";

/** Where a text holds a secret that this process knows: a UTF-16 offset, or -1. */
export type FindSecret = (text: string) => number;

/** What is said of a file that holds a known secret. The secret itself is not repeated. */
export function secretFinding(text: string, file: string, findSecret: FindSecret): Finding | undefined {
  const offset = findSecret(text);
  if (offset < 0) return undefined;
  return {
    severity: "error",
    code: "V7-S001",
    message: "a secret of this environment stands here; change that secret and take it out",
    file,
    ...positionAt(text, lineStarts(text), offset),
  };
}
