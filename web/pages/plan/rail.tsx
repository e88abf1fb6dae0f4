import type { JSX } from "preact";
import { Command } from "../../parts/command.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import type { SymbolName } from "../../parts/symbols.ts";
import { Text } from "../../parts/text.tsx";
import { When } from "../../parts/when.tsx";
import type { ReviewedPlan, Verdict } from "./standing.ts";

/** Who must agree and who did, what to type, and what was checked. Nothing here approves. */
export function Rail({
  reviewed,
  verdict,
}: {
  readonly reviewed: ReviewedPlan;
  readonly verdict: Verdict;
}): JSX.Element {
  const { plan } = reviewed;
  return (
    <aside class="rail" aria-label="Approval" id="agree" tabIndex={-1}>
      {plan.approvals_required.length > 0 && <Personas reviewed={reviewed} />}
      {verdict.steps.length > 0 && (
        <section aria-labelledby="steps">
          <h2 id="steps">What to type</h2>
          {verdict.steps.map(({ says, command }) => (
            <div key={command} class="step">
              <p>{says}</p>
              <Command text={command} />
            </div>
          ))}
          {verdict.note !== "" && <p class="second">{verdict.note}</p>}
        </section>
      )}
      <section aria-labelledby="checks">
        <h2 id="checks">Checks</h2>
        <ul class="checks">
          {checksOf(reviewed).map(({ symbol, word, says }) => (
            <li key={says}>
              <Symbol name={symbol} />
              <span>
                <span class="hidden-words">{word}: </span>
                <Text of={says} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <p class="second quiet">No button here approves. Agreement is a command, by a login the database knows.</p>
    </aside>
  );
}

function Personas({ reviewed: { plan, standing } }: { readonly reviewed: ReviewedPlan }): JSX.Element {
  return (
    <section aria-labelledby="who">
      <h2 id="who">Who must agree</h2>
      {plan.approvals_required.map(({ persona, rule, distinct, addresses }) => {
        const given = standing?.approvals.find((approval) => approval.persona === persona);
        const may = standing?.approvers[persona] ?? [];
        return (
          <div key={`${persona} ${rule}`} class="persona">
            <Symbol name={given === undefined ? (standing === null ? "unknown" : "waits") : "given"} />
            <div>
              <b>
                <Text of={persona} />
                {given === undefined ? (standing === null ? ", not known" : ", missing") : ", agreed"}
              </b>
              {given !== undefined && (
                <p class="second">
                  <Text of={given.approved_by} class="mono" />, <When at={given.approved_at} />
                </p>
              )}
              <p class="second">
                For <Text of={addresses.join(", ")} class="mono" />, by <Text of={rule} class="mono" />
                {distinct && ", by somebody who did not write it"}.
              </p>
              {given === undefined && standing !== null && (
                <p class="second">
                  {may.length === 0 ? "No login speaks for it." : <Text of={`${may.join(", ")} may.`} class="mono" />}
                </p>
              )}
            </div>
          </div>
        );
      })}
    </section>
  );
}

interface Check {
  readonly symbol: SymbolName;
  readonly word: string;
  readonly says: string;
}

/** What was looked at, what passed too. */
function checksOf({ plan, standing, status }: ReviewedPlan): readonly Check[] {
  const passed = (says: string): Check => ({ symbol: "given", word: "passed", says });
  const failed = (says: string): Check => ({ symbol: "error", word: "failed", says });
  const warned = (says: string): Check => ({ symbol: "warning", word: "warning", says });
  const { gates, conflicts, findings, git } = plan;
  const warnings = findings.filter(({ severity }) => severity === "warning").length;
  return [
    gates.length === 0
      ? passed("No gate is closed")
      : failed(`${gates.length} closed: ${gates.map(({ code }) => code).join(", ")}`),
    conflicts.length === 0 ? passed("No conflict") : failed(`${conflicts.length} in conflict`),
    git.dirty ? warned("state/ was not clean when it was planned") : passed("state/ was clean when it was planned"),
    ...(standing === null
      ? [{ symbol: "unknown", word: "unknown", says: "Who has agreed is not known" } as const]
      : []),
    ...(status === "open" ? [passed("The rows are as it found them")] : []),
    ...(warnings > 0 ? [warned(`${warnings} ${warnings === 1 ? "warning" : "warnings"}`)] : []),
  ];
}
