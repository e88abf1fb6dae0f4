import type { ComponentChildren, JSX } from "preact";
import type { NodeCompareOutput } from "../../../src/model/output/node-compare.ts";
import { address } from "../../address.ts";
import { unknownBeside } from "../../data/question.ts";
import { type Answered, useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { Newer } from "../../parts/newer.tsx";
import { shellWord } from "../../parts/shell-word.ts";
import { Symbol } from "../../parts/symbol.tsx";
import { Text } from "../../parts/text.tsx";
import { Unknown } from "../../parts/unknown.tsx";
import { wordsOf } from "../../parts/value.tsx";
import { ago, When } from "../../parts/when.tsx";
import type { PageContext } from "../routes.tsx";
import { Comparison } from "./comparison.tsx";
import { metricsQuestion, Metrics, wrongHours } from "./metrics.tsx";
import { machineSentence, machineSymbol, unknownBecause } from "./node-words.ts";
import { Interfaces, OtherFacts, Replication } from "./observed.tsx";

/** `/ui/nodes/NAME`: is this machine as it should be? */
export function NodePage({ rest }: PageContext): JSX.Element {
  const answered = useAnswer(`/nodes/${encodeURIComponent(rest)}`, { topics: ["rows", "facts"], waits: true });
  const metrics = useAnswer(metricsQuestion(rest, address.value.searchParams), { topics: ["metrics"] });
  const compared = answered.reply?.document as NodeCompareOutput | undefined;
  return (
    <Page
      title={compared === undefined ? rest : `${compared.machine.node}: ${machineSentence(compared.machine)}`}
      crumb={
        <>
          <a href="/ui/nodes">Machines</a> / <Text of={rest} />
          {compared !== undefined && (
            <>
              {" · "}
              <a href={`/ui/r/node/${encodeURIComponent(rest)}`}>document and row</a>
            </>
          )}
        </>
      }
      meta={compared !== undefined && <Meta compared={compared} />}
      isLoading={answered.isLoading}
      problem={answered.reply?.problem}
      onRetry={answered.reload}
    >
      <Unknown names={[...unknownBeside(["metric", "hours"]), ...wrongHours(address.value.searchParams)]} />
      <Newer answered={answered} />
      {compared !== undefined && <Machine compared={compared} metrics={metrics} />}
    </Page>
  );
}

function Meta({ compared: { machine, facts } }: { readonly compared: NodeCompareOutput }): JSX.Element {
  const { observed_at: at } = machine;
  const sources = [...new Set(facts.filter((fact) => fact.observed_at === at).map(({ source }) => source))];
  return (
    <>
      <Symbol name={machineSymbol(machine)} /> <Text of={machine.role} />, <Text of={machine.status} />.{" "}
      {at !== null && (
        <>
          Observed {ago(at)}, <When at={at} />
          {sources.length > 0 && (
            <>
              {" "}
              by <Text of={sources.join(", ")} />
            </>
          )}
          .
        </>
      )}
    </>
  );
}

function Machine({
  compared,
  metrics,
}: {
  readonly compared: NodeCompareOutput;
  readonly metrics: Answered;
}): JSX.Element {
  const { machine } = compared;
  return (
    <>
      {machine.state === "unknown" && <UnknownBecause compared={compared} />}
      <Comparison compared={compared} />
      <Interfaces compared={compared} />
      <Replication compared={compared} />
      <Metrics node={machine.node} answered={metrics} />
      <OtherFacts compared={compared} />
    </>
  );
}

/** One paragraph, instead of a table of dashes. */
function UnknownBecause({ compared }: { readonly compared: NodeCompareOutput }): JSX.Element {
  const { machine } = compared;
  const ways = unknownBecause(compared);
  const load: ComponentChildren = (
    <Command text={`v7 node facts ${shellWord(machine.node)} --from FILE --observed-at TIME`} />
  );
  if (machine.observed_at === null)
    return (
      <section class="empty" aria-label="Why it is unknown">
        <p>Nothing was observed on it, so nobody knows how it is. This records what somebody saw:</p>
        {load}
      </section>
    );
  return (
    <section class="empty" aria-label="Why it is unknown">
      {ways.map(({ fact, value, observed_at: at }) => (
        <p key={fact}>
          Not reached by <Text of={fact.replace(/^reach\//, "")} />, last tried <When at={at} />
          {noteOf(value) !== "" && (
            <>
              : <Text of={noteOf(value)} />
            </>
          )}
          .
        </p>
      ))}
      {load}
    </section>
  );
}

/** What was said when it could not be reached. */
function noteOf(value: unknown): string {
  const { note, because, error } = (value ?? {}) as { readonly [key: string]: unknown };
  return wordsOf(note ?? because ?? error ?? "");
}
