import type { Finding } from "../model/finding.ts";
import { type AcceptedReading, secretFindings } from "../secrets/finding.ts";
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

/** What a text holds that looks like a secret, without what is accepted. */
export type FindSecrets = (file: string, text: string) => Promise<readonly Finding[]>;

/** Whoever asks for the accepted list is asked once, and only where something was found. */
export function findSecretsBut(accepted: () => Promise<AcceptedReading>): FindSecrets {
  let asked: Promise<AcceptedReading> | undefined;
  return async (file, text) => {
    // The rules are loaded by who reads a new text; most commands read none.
    const { secretsInText } = await import("../secrets/find-secrets.ts");
    const found = await secretsInText(file, text);
    if (found.length === 0) return [];
    const { entries } = await (asked ??= accepted());
    return secretFindings(file, found, entries);
  };
}
