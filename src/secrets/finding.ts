import type { Finding } from "../model/finding.ts";
import type { FoundSecret } from "./scan-text.ts";

/** A finding about a secret, with what an entry of `secrets.accepted.yaml` knows it by. */
export interface SecretFinding extends Finding {
  readonly file: string;
  readonly rule: string;
  readonly fingerprint: string;
}

/** A finding that a reviewed list accepts: `secrets.accepted.yaml` at the root. */
export interface AcceptedSecret {
  /** Relative to the repository's root, with `/`. */
  readonly path: string;
  readonly rule: string;
  readonly fingerprint: string;
  readonly reason: string;
  readonly who: string;
}

/** The list of accepted secrets, at the repository's root. */
export const acceptedFile = "secrets.accepted.yaml";

/** What the list accepts. While anything is wrong with it, that is nothing. */
export interface AcceptedReading {
  readonly entries: readonly AcceptedSecret[];
  /** Each entry's line, in the same order. */
  readonly lines: readonly number[];
  readonly findings: readonly Finding[];
}

/** There is no list, or it cannot be used. */
export const nothingAccepted: AcceptedReading = { entries: [], lines: [], findings: [] };

/** What is to be told of a file: neither what its lines allow, nor what the list accepts. */
export function secretFindings(
  file: string,
  found: readonly FoundSecret[],
  accepted: readonly AcceptedSecret[] = [],
): SecretFinding[] {
  return found
    .filter(({ permit }) => permit !== "given")
    .map((one): SecretFinding => ({ ...told(one), file, rule: one.rule, fingerprint: one.fingerprint }))
    .filter((finding) => !accepted.some((entry) => accepts(entry, finding)))
    .flatMap((finding, at, all) => {
      const without = found.find(({ line, permit }) => permit === "without reason" && line === finding.line);
      const isLastOfLine = all.findLastIndex(({ line }) => line === finding.line) === at;
      return without && isLastOfLine ? [finding, missingReason(finding)] : [finding];
    });
}

function told({ severity, code, message, line, column }: FoundSecret): Finding {
  return { severity, code, message, line, column };
}

/** Whether an entry of the list is about a finding. Where in the file it stands does not matter. */
export function accepts(entry: AcceptedSecret, finding: Pick<SecretFinding, "file" | "rule" | "fingerprint">): boolean {
  return (
    entry.path === finding.file &&
    entry.rule === finding.rule &&
    entry.fingerprint.toLowerCase() === finding.fingerprint
  );
}

function missingReason({ file, rule, fingerprint, line }: SecretFinding): SecretFinding {
  const message = "v7:allow-secret needs a reason behind it";
  return { severity: "error", code: "V7-S005", message, file, rule, fingerprint, ...(line !== undefined && { line }) };
}

/** What an entry of the list would have to say to accept a finding, without the words of a person. */
export type Acceptable = Omit<AcceptedSecret, "reason" | "who">;

/** Of all findings, those that an entry could accept; each once. */
export function acceptablesOf(findings: readonly Finding[]): Acceptable[] {
  const secrets = findings.filter((finding): finding is SecretFinding => "fingerprint" in finding);
  const entries = secrets.map(({ file, rule, fingerprint }) => ({ path: file, rule, fingerprint }));
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}
