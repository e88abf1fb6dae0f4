import type { JSX } from "preact";
import type { PhaseShowOutput } from "../../../src/model/output/phase-show.ts";
import { Symbol } from "../../parts/symbol.tsx";
import { statusSymbol } from "../../parts/symbols.ts";
import { Text } from "../../parts/text.tsx";
import { When } from "../../parts/when.tsx";
import { type Blocker, blockersOf, deliverablesOf } from "./phase-words.ts";

/** What holds the phase up, what it delivers, and where its figures are. */
export function PhaseRail({
  shown,
  number,
}: {
  readonly shown: PhaseShowOutput;
  readonly number: string;
}): JSX.Element {
  const blockers = blockersOf(shown);
  const deliverables = deliverablesOf(shown);
  return (
    <aside aria-label="About the phase">
      <section>
        <div class="section-head">
          <h2>Blockers</h2>
        </div>
        {blockers.length === 0 && <p class="empty">Nothing holds it up.</p>}
        <ul class="facts">
          {blockers.map((blocker, at) => (
            <BlockerLine key={at} blocker={blocker} />
          ))}
        </ul>
      </section>
      <section>
        <div class="section-head">
          <h2>Deliverables</h2>
        </div>
        {deliverables.length === 0 && <p class="empty">None is named.</p>}
        <dl class="stacked">
          {deliverables.map(([name, at]) => (
            <div key={name}>
              <dt>
                <Text of={name} />
              </dt>
              <dd>
                <Text of={at} class="mono" />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <div class="section-head">
          <h2>Figures</h2>
        </div>
        <ul class="facts">
          {figures.map(([report, says, isByPhase]) => (
            <li key={report}>
              <a href={`/ui/reports/${report}${isByPhase ? `?phase=${number}` : ""}`}>{says}</a>
            </li>
          ))}
        </ul>
      </section>
    </aside>
  );
}

const figures = [
  ["burndown", "Work left, day by day", true],
  ["readiness", "What each task waits for", true],
  ["forecast", "When all open tasks may be done", false],
] as const;

function BlockerLine({ blocker }: { readonly blocker: Blocker }): JSX.Element {
  const { issue, rollback_reason: reason, severity, raised_by: by, raised_at: raised, rollback_date: ended } = blocker;
  const since = raised ?? ended;
  return (
    <li>
      {severity !== undefined && <Symbol name={statusSymbol(severity) ?? "unknown"} />}
      <Text of={issue ?? `Rolled back: ${reason ?? "no reason is told"}`} />
      <p class="second">
        {severity !== undefined && `${severity}, `}
        {by !== undefined && (
          <>
            raised by <Text of={by} />{" "}
          </>
        )}
        {since !== undefined && !Number.isNaN(Date.parse(since)) && (
          <>
            since <When at={since} />
          </>
        )}
      </p>
    </li>
  );
}
