import type { JSX } from "preact";
import type { JudgedRule, OpenResource, PhaseGate, PhaseShowOutput } from "../../../src/model/output/phase-show.ts";
import type { WaitingPlan } from "../../../src/model/output/status.ts";
import { address, withParameters } from "../../address.ts";
import { Command } from "../../parts/command.tsx";
import { escaped } from "../../parts/links.ts";
import { Symbol } from "../../parts/symbol.tsx";
import { statusSymbol, type SymbolName } from "../../parts/symbols.ts";
import { Text } from "../../parts/text.tsx";

/** How many of the open ones are named below their rule; the table of tasks has all. */
const most = 12;

/** Every rule of a phase's gate, what is broken first. */
export function Checklist({
  shown: { gate },
  waiting,
}: {
  readonly shown: PhaseShowOutput;
  readonly waiting: readonly WaitingPlan[];
}): JSX.Element {
  return (
    <section aria-labelledby="gate">
      <div class="section-head">
        <h2 id="gate">The gate</h2>
        <JudgedBy waiting={waiting} />
      </div>
      {gate === null ? (
        <div class="empty">
          <p>Its row is not there yet, so no rule was judged.</p>
          <Command text="v7 plan" />
        </div>
      ) : (
        <>
          {gate.plan !== null && <Imagined plan={gate.plan} />}
          <ul class="checklist">
            {gate.rules.map((rule) => (
              <Rule key={rule.code} rule={rule} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The rows alone, or a plan on top of them. */
function JudgedBy({ waiting }: { readonly waiting: readonly WaitingPlan[] }): JSX.Element {
  const chosen = address.value.searchParams.get("with");
  const known = waiting.map(({ plan_id: id }) => id.slice(0, 16));
  const others = chosen === null || chosen === "now" || known.includes(chosen) ? [] : [chosen];
  const choices: readonly (readonly [string | undefined, string])[] = [
    [undefined, "the rows now"],
    ["now", "with the documents' plan"],
    ...[...known, ...others].map((id) => [id, `with plan ${id.slice(0, 6)}`] as const),
  ];
  return (
    <span class="spans second" role="group" aria-label="Judged by">
      {choices.map(([plan, says]) => (
        <a
          key={says}
          href={withParameters({ with: plan })}
          data-stays
          aria-current={(chosen ?? undefined) === plan ? "true" : undefined}
        >
          {says}
        </a>
      ))}
    </span>
  );
}

function Imagined({ plan: { plan_id: id, because } }: { readonly plan: NonNullable<PhaseGate["plan"]> }): JSX.Element {
  return (
    <p class={because === null ? "second judged" : "banner"}>
      Judged as if{" "}
      <a class="mono" href={`/ui/plans/${id.slice(0, 16)}`}>
        plan {id.slice(0, 6)}
      </a>{" "}
      were applied. {because !== null && <Text of={`It cannot be: ${because}.`} />}
    </p>
  );
}

const signs: Readonly<Record<JudgedRule["state"], readonly [SymbolName, string]>> = {
  passed: ["given", "kept"],
  failed: ["error", "broken"],
  waits: ["waits", "waits for a person"],
};

function Rule({ rule: { code, state, says, open, who, command } }: { readonly rule: JudgedRule }): JSX.Element {
  const [symbol, word] = signs[state];
  return (
    <li class={state} data-row={code}>
      <Symbol name={symbol} />
      <span class="hidden-words">{word}: </span>
      <a class="mono" href={`/ui/explain/${code}`}>
        {code}
      </a>
      <div>
        <p>
          <Text of={says} />
          {who.length > 0 && (
            <span class="second">
              ; <Text of={who.join(", ")} /> decides
            </span>
          )}
        </p>
        {command !== null && (
          <p class="deed">
            <Command text={command} />
          </p>
        )}
        {open.length > 0 && (
          <ul class="open">
            {open.slice(0, most).map((one) => (
              <Open key={one.address} open={one} />
            ))}
            {open.length > most && <li class="second">{open.length - most} more, in the table below</li>}
          </ul>
        )}
      </div>
    </li>
  );
}

function Open({ open }: { readonly open: OpenResource }): JSX.Element {
  const { address: of, name, status, who, drifted, command } = open;
  return (
    <li>
      <Symbol name={drifted ? "drift" : (statusSymbol(status ?? "") ?? "unknown")} />
      <span class="hidden-words">{drifted ? "changed outside v7" : (status ?? "no status")} </span>
      <div>
        <a class="mono" href={`/ui/r/${escaped(of)}`}>
          <Text of={of} />
        </a>{" "}
        <Text of={name ?? ""} />
        <p class="second">
          {(status ?? "no status").replaceAll("_", " ")}
          {drifted && ", but its row was changed outside v7"}
          {who !== null && (
            <>
              , <Text of={who} />
            </>
          )}
        </p>
      </div>
      {command !== null && <Command text={command} />}
    </li>
  );
}
