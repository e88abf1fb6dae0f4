import type { JSX } from "preact";
import type { StatusOutput, StatusPhase } from "../../../src/model/output/status.ts";
import { Command } from "../../parts/command.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import { statusSymbol } from "../../parts/symbols.ts";
import { Text } from "../../parts/text.tsx";

/** The phase under way among all, and what its gate says. */
export function Where({ status: { phase, gate, next } }: { readonly status: StatusOutput }): JSX.Element {
  if (phase === null)
    return (
      <section aria-labelledby="where">
        <div class="section-head">
          <h2 id="where">Where we are</h2>
        </div>
        <p class="empty">No phase is declared.</p>
      </section>
    );
  return (
    <section aria-labelledby="where">
      <div class="section-head">
        <h2 id="where">Where we are</h2>
        <span class="second">
          <Text of={phase.name} />
          {phase.day !== null && `, day ${phase.day}${phase.planned_days === null ? "" : ` of ${phase.planned_days}`}`}
        </span>
      </div>
      <Strip phase={phase} />
      {gate !== null && (
        <p class="gate">
          <b>
            {gate.open ? `The gate of phase ${phase.number} is open.` : `The gate of phase ${phase.number} is closed:`}
          </b>{" "}
          {gate.reasons.map(({ code, message }) => (
            <span key={message}>
              <Text of={message} />{" "}
              <a class="mono" href={`/ui/explain/${code}`}>
                {code}
              </a>{" "}
            </span>
          ))}
        </p>
      )}
      {next !== null && !/^v7 approve\b/.test(next) && (
        <p>
          Next: <Command text={next} />
        </p>
      )}
    </section>
  );
}

function Strip({ phase }: { readonly phase: StatusPhase }): JSX.Element {
  const part = phase.day === null || phase.planned_days === null ? 0 : Math.min(1, phase.day / phase.planned_days);
  return (
    <ol class="strip">
      {Array.from({ length: phase.total }, (_, at) => at + 1).map((number) => (
        <li key={number} aria-current={number === phase.number ? "step" : undefined}>
          <span
            class="bar"
            style={{ "--part": number < phase.number ? "100%" : number === phase.number ? `${part * 100}%` : "0%" }}
          />
          <a href={`/ui/phases/${number}`}>
            <small>{number}</small>
            {number === phase.number && (
              <>
                <b>
                  <Text of={phase.name} />
                </b>
                <small>
                  <Symbol name={statusSymbol(phase.status) ?? "unknown"} /> {phase.status.replaceAll("_", " ")}
                </small>
              </>
            )}
          </a>
        </li>
      ))}
    </ol>
  );
}
