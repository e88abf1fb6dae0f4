import type { Redactor } from "../model/secrets.ts";
import { secretsInText } from "../secrets/find-secrets.ts";
import { type AcceptedSecret, secretFindings } from "../secrets/finding.ts";

/** A file that is to leave the disk: for an index, or for a service. */
export interface LeavingText {
  readonly path: string;
  readonly text: string;
}

/** What tells a secret from what only looks like one. */
export interface SecretKnowledge {
  /** Finds a secret that this process knows. */
  readonly redactor: Pick<Redactor, "find">;
  /** What was looked at and accepted. */
  readonly accepted: readonly AcceptedSecret[];
}

/**
 * The paths of texts that hold a secret, by the check before a commit or by what this process knows. What only warns
 * there keeps nothing back here.
 */
export async function pathsWithSecrets(
  texts: readonly LeavingText[],
  { redactor, accepted }: SecretKnowledge,
): Promise<ReadonlySet<string>> {
  const held = new Set<string>();
  for (const { path, text } of texts) {
    const findings = secretFindings(path, await secretsInText(path, text), accepted);
    if (redactor.find(text) >= 0 || findings.some(({ severity }) => severity === "error")) held.add(path);
  }
  return held;
}
