import type { ComponentChildren, JSX } from "preact";
import type { ComparedExpectation, NodeCompareOutput } from "../../../src/model/output/node-compare.ts";
import { address, toggled } from "../../address.ts";
import { Symbol } from "../../parts/symbol.tsx";
import type { SymbolName } from "../../parts/symbols.ts";
import { Text } from "../../parts/text.tsx";
import { wordsOf } from "../../parts/value.tsx";
import { ago } from "../../parts/when.tsx";
import { groupsSaid, sideAlone } from "./node-words.ts";

/** What is declared, configured and running: what differs first; what is as declared, and what nobody saw, counted. */
export function Comparison({ compared }: { readonly compared: NodeCompareOutput }): JSX.Element | null {
  const { expectations, machine } = compared;
  const shows = new Set(address.value.searchParams.getAll("show"));
  const of = (...states: ComparedExpectation["state"][]): ComparedExpectation[] =>
    states.flatMap((state) => expectations.filter((one) => one.state === state));
  const differing = of("differs", "pending_restart");
  const met = of("met");
  const unverified = of("unverified");
  if (expectations.length === 0)
    return machine.state === "unknown" ? null : (
      <section class="empty" aria-label="What is declared">
        <p>Nothing is declared of it that could be seen on it.</p>
      </section>
    );
  const sides = (name: string, all: readonly ComparedExpectation[]): JSX.Element => (
    <Sides label={`${name}: declared, configured, running`} expectations={all} newest={machine.observed_at} />
  );
  return (
    <section aria-labelledby="compared">
      <h2 id="compared" class={differing.length === 0 ? "hidden-words" : ""}>
        Not as declared <span class="quiet">{differing.length}</span>
      </h2>
      {differing.length > 0 && sides("Not as declared", differing)}
      <Fold name="unverified" all={unverified} says="declared, unverified" isOpen={shows.has("unverified")}>
        {sides("Unverified", unverified)}
      </Fold>
      <Fold name="met" all={met} says="as declared" isOpen={shows.has("met")}>
        {sides("As declared", met)}
      </Fold>
    </section>
  );
}

interface FoldProps {
  readonly name: string;
  readonly all: readonly ComparedExpectation[];
  readonly says: string;
  readonly isOpen: boolean;
  readonly children: ComponentChildren;
}

/** What is well, or unknown, is counted and opens in place. */
function Fold({ name, all, says, isOpen, children }: FoldProps): JSX.Element | null {
  if (all.length === 0) return null;
  return (
    <>
      <p class="hidden-fields">
        <a href={toggled("show", name)} data-stays role="button" aria-expanded={isOpen}>
          {groupsSaid(all)} {says}
        </a>
      </p>
      {isOpen && children}
    </>
  );
}

const symbolOf: Readonly<Record<ComparedExpectation["state"], readonly [SymbolName, string]>> = {
  differs: ["drift", "differs"],
  pending_restart: ["restart", "waits for a restart"],
  unverified: ["unknown", "unverified"],
  met: ["given", "as declared"],
};

const heads = [
  ["Declared", "document"],
  ["Configured", "on the machine"],
  ["Running", "as it was seen"],
] as const;

function Sides({
  label,
  expectations,
  newest,
}: {
  readonly label: string;
  readonly expectations: readonly ComparedExpectation[];
  readonly newest: string | null;
}): JSX.Element {
  return (
    <table class="sides" role="table" aria-label={label}>
      <colgroup>
        <col class="of-field" />
        <col />
        <col />
        <col />
      </colgroup>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            Expectation
          </th>
          {heads.map(([head, where]) => (
            <th key={head} role="columnheader" scope="col">
              <b>{head}</b> {where}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {expectations.map((expectation) => (
          <Expectation key={`${expectation.fact} ${expectation.name}`} expectation={expectation} newest={newest} />
        ))}
      </tbody>
    </table>
  );
}

function Expectation({
  expectation,
  newest,
}: {
  readonly expectation: ComparedExpectation;
  readonly newest: string | null;
}): JSX.Element {
  const { name, state, declared, configured, running, observed_at: seen } = expectation;
  const [symbol, word] = symbolOf[state];
  const alone = sideAlone(expectation);
  const tone = state === "differs" ? "out-row" : state === "pending_restart" ? "chg-row" : "";
  return (
    <tr role="row" class={`field compared ${tone}`} data-row={name}>
      <th role="rowheader" scope="row">
        <Symbol name={symbol} /> <span class="hidden-words">{word}: </span>
        <Text of={name} />
        {seen !== null && seen !== newest && <span class="second"> seen {ago(seen)}</span>}
      </th>
      <Side value={declared} label="Declared" absent="not declared" differs={false} />
      <Side value={configured} label="Configured" absent="" differs={alone === "configured"} />
      <Side value={running} label="Running" absent="nobody looked" differs={alone === "running"} />
    </tr>
  );
}

/** A dash only where there can be nothing: what is no setting is configured nowhere. */
function None({ says }: { readonly says: string }): JSX.Element {
  if (says !== "") return <i>{says}</i>;
  return (
    <>
      <span aria-hidden="true">–</span>
      <span class="hidden-words">not a setting</span>
    </>
  );
}

function Side({
  value,
  label,
  absent,
  differs,
}: {
  readonly value: unknown;
  readonly label: string;
  readonly absent: string;
  readonly differs: boolean;
}): JSX.Element {
  return (
    <td role="cell" class={differs ? "differs" : ""} data-label={label}>
      {value === null ? <None says={absent} /> : <Text of={wordsOf(value)} />}
      {differs && <span class="hidden-words"> (differs)</span>}
    </td>
  );
}
