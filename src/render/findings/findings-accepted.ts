import { escapeControls } from "../type/escape.ts";
import type { ValidateOutput } from "../../model/output/validate.ts";

/** Entries of secrets.accepted.yaml for what was found, to paste: a person writes the reason, without which none counts. */
export function renderAcceptable({ acceptable }: Pick<ValidateOutput, "acceptable">): string {
  if (acceptable.length === 0) return "# Nothing was found that could be accepted.";
  return [
    "# secrets.accepted.yaml: write why each may stand there",
    "accepted:",
    ...acceptable.flatMap(({ path, rule, fingerprint, who }) => [
      `  - path: ${quoted(path)}`,
      `    rule: ${rule}`,
      `    fingerprint: "${fingerprint}"`,
      '    reason: ""',
      `    who: ${quoted(who)}`,
    ]),
  ].join("\n");
}

/** JSON's quotes are YAML's, and so are the escapes of what JSON leaves as it is. */
function quoted(text: string): string {
  return escapeControls(JSON.stringify(text));
}
