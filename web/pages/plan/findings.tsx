import type { JSX } from "preact";
import type { Finding } from "../../../src/model/output/plan-file.ts";
import { Symbol } from "../../parts/symbol.tsx";
import { Text } from "../../parts/text.tsx";

interface FindingsProps {
  readonly findings: readonly Finding[];
  /** How many there are in all, where these may be the first of them. */
  readonly found?: number;
}

/** What is wrong in documents: as `path:line:column` where it stands. */
export function Findings({ findings, found = findings.length }: FindingsProps): JSX.Element {
  return (
    <section aria-labelledby="findings">
      <div class="section-tools">
        <h2 id="findings" tabIndex={-1}>
          Findings <span class="quiet">{found}</span>
        </h2>
      </div>
      <ul class="findings">
        {findings.map(({ severity, code, message, file, line, column }, at) => (
          <li key={at}>
            <Symbol name={severity} />
            <span>
              <span class="hidden-words">{severity}: </span>
              <Text of={message} /> {file !== null && <Text of={`${file}:${line ?? 1}:${column ?? 1}`} class="mono" />}{" "}
              <a class="mono" href={`/ui/explain/${code}`}>
                {code}
              </a>
            </span>
          </li>
        ))}
      </ul>
      {found > findings.length && (
        <p class="second">These are the first {findings.length}; the command below tells all of them.</p>
      )}
    </section>
  );
}
