import type { ComponentChildren, JSX } from "preact";
import type { ShowOutput } from "../../../src/model/output/show.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { escaped } from "../../parts/links.ts";
import { Newer } from "../../parts/newer.tsx";
import { shellWord } from "../../parts/shell-word.ts";
import { Status } from "../../parts/status.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import { Absent, Text } from "../../parts/text.tsx";
import { many } from "../files/file-words.ts";
import { isMoment, When } from "../../parts/when.tsx";
import type { PageContext } from "../routes.tsx";
import { list } from "../plan/standing.ts";
import { sidedOf } from "../record/resource-sides.ts";
import { EnumDeeds } from "./enum-deeds.tsx";
import { freshValues, mappingsOf, missingFor, type Said, saidBy, textIn, textsIn, usesOf } from "./enum-words.ts";
import { steps, stepsTo } from "./journey.tsx";

/** `/ui/enums/NAME`: what becomes of an enum, and how far that is. */
export function EnumPage({ rest }: PageContext): JSX.Element {
  const answered = useAnswer(`/enums/${encodeURIComponent(rest)}`, {
    topics: ["rows", "documents", "applies"],
    waits: true,
  });
  const shown = answered.reply?.document as ShowOutput | undefined;
  const said = shown === undefined ? undefined : saidBy(shown);
  return (
    <Page
      title={said === undefined ? rest : titleOf(rest, said)}
      crumb={
        <>
          <a href="/ui/enums">Enums</a> / <Text of={rest} class="mono" />
        </>
      }
      meta={said !== undefined && shown !== undefined && <Meta said={said} shown={shown} />}
      isLoading={answered.isLoading}
      problem={answered.reply?.problem}
      onRetry={answered.reload}
    >
      <Newer answered={answered} />
      {said !== undefined && (
        <div class="columns">
          <div>
            <Values said={said} />
            <section aria-labelledby="scripts">
              <div class="section-head">
                <h2 id="scripts">Scripts</h2>
              </div>
              <Script title="Migration" text={textIn(said, "migrationScript.text")} />
              <Script title="Rollback" text={textIn(said, "rollbackScript.text")} />
            </section>
            <EnumDeeds name={rest} />
          </div>
          <Way name={rest} said={said} />
        </div>
      )}
    </Page>
  );
}

function titleOf(name: string, said: Said): string {
  const unmapped = mappingsOf(said).filter(({ becomes }) => becomes === undefined).length;
  const becomes = `${name} becomes ${textIn(said, "targetName") ?? "something without a name"}`;
  return unmapped === 0
    ? becomes
    : `${becomes}; ${unmapped} ${unmapped === 1 ? "value has" : "values have"} no new one`;
}

function Meta({ said, shown }: { readonly said: Said; readonly shown: ShowOutput }): JSX.Element {
  const merges = textsIn(said, "consolidatesWith");
  const differing = sidedOf(shown).fields.length;
  return (
    <>
      Risk <Status of={textIn(said, "riskLevel") ?? null} />
      {typeof said["phase"] === "number" && (
        <>
          , <a href={`/ui/phases/${said["phase"]}`}>phase {said["phase"]}</a>
        </>
      )}
      , <Text of={textIn(said, "database") ?? "in a database that nobody named"} />
      {merges.length > 0 && (
        <>
          , merged with <Text of={merges.join(", ")} class="mono" />
        </>
      )}
      .{" "}
      <a href={`/ui/r/${escaped(shown.address)}`}>
        {differing === 0 ? "Document and row agree" : `Document and row differ in ${differing}`}
      </a>
    </>
  );
}

function Values({ said }: { readonly said: Said }): JSX.Element {
  const mappings = mappingsOf(said);
  const fresh = freshValues(said);
  return (
    <section aria-labelledby="values">
      <div class="section-head">
        <h2 id="values">
          Values <span class="quiet">{mappings.length}</span>
        </h2>
        <span class="second">present and new</span>
      </div>
      <table class="list values-map" role="table" aria-labelledby="values">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Now
            </th>
            <th role="columnheader" scope="col">
              Becomes
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {mappings.map(({ value, becomes }) => (
            <tr key={value} role="row" data-row={value}>
              <th role="rowheader" scope="row">
                <Text of={value} class="mono" />
              </th>
              <td role="cell" data-label="Becomes">
                {becomes === undefined ? (
                  <span class="del">
                    <Symbol name="error" /> no new value
                  </span>
                ) : (
                  <Text of={becomes} class="mono" />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {fresh.length > 0 && (
        <p class="under">
          New, and from none of these: <Text of={fresh.join(", ")} class="mono" />
        </p>
      )}
    </section>
  );
}

/** A script, folded: its text as it would be run. */
function Script({ title, text }: { readonly title: string; readonly text: string | undefined }): JSX.Element {
  if (text === undefined)
    return (
      <p class="script">
        {title} <Absent>no script</Absent>
      </p>
    );
  return (
    <details class="script">
      <summary>
        {title} <span class="quiet">{many(text.trimEnd().split("\n").length, "line", "lines")}</span>
      </summary>
      <pre>
        <Text of={text} />
      </pre>
    </details>
  );
}

/** How far it is: what has happened, when, by whom, and what comes next. */
function Way({ name, said }: { readonly name: string; readonly said: Said }): JSX.Element {
  const status = textIn(said, "status") ?? "proposed";
  const reached = stepsTo(status);
  return (
    <aside aria-label="How far it is">
      <section>
        <div class="section-head">
          <h2>How far it is</h2>
        </div>
        <ol class="way">
          {steps.map((step, at) => (
            <li key={step} aria-current={step === status ? "step" : undefined} class={at < reached ? "is-reached" : ""}>
              <Symbol name={at < reached ? "given" : "pending"} />
              <span class="hidden-words">{at < reached ? "reached: " : "not yet: "}</span>
              <span>
                {step} <span class="second">{detailOf(step, said)}</span>
              </span>
            </li>
          ))}
          {reached === 0 && (
            <li aria-current="step">
              <Status of={status} />
            </li>
          )}
        </ol>
        <NextStep name={name} said={said} status={status} />
      </section>
      <section>
        <div class="section-head">
          <h2>Where it is used</h2>
        </div>
        {usesOf(said).length === 0 && <p class="empty">No table is named.</p>}
        <dl class="stacked">
          {usesOf(said).map(([table, columns]) => (
            <div key={table}>
              <dt>
                <Text of={table} class="mono" />
              </dt>
              <dd>
                {columns.length === 0 ? (
                  <Absent>its columns are not named</Absent>
                ) : (
                  <Text of={columns.join(", ")} class="mono" />
                )}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </aside>
  );
}

function detailOf(step: string, said: Said): ComponentChildren {
  if (step === "approved" && textIn(said, "approvedBy") !== undefined)
    return (
      <>
        by <Text of={textIn(said, "approvedBy") ?? ""} />
      </>
    );
  const at = said[`${step}At`];
  return isMoment(at) ? <When at={at} /> : null;
}

/** What takes it on: an edit of its document, and what that still lacks. */
function NextStep({
  name,
  said,
  status,
}: {
  readonly name: string;
  readonly said: Said;
  readonly status: string;
}): JSX.Element | null {
  const next = status === "rolled_back" ? "proposed" : steps[stepsTo(status)];
  if (next === undefined) return null;
  const missing = next === "approved" ? missingFor(said) : [];
  if (missing.length > 0)
    return (
      <>
        <p class="second">
          Nobody may agree before it has {list(missing)}. <a href="/ui/explain/V7-G020">V7-G020</a>
        </p>
        <Command text={`v7 enum script ${shellWord(name)}`} />
      </>
    );
  const word = shellWord(name);
  const commands: { readonly [status: string]: string } = {
    proposed: `v7 enum script ${word}`,
    approved: `v7 enum approve ${word} --as PERSONA`,
    implemented: `v7 enum implement ${word}`,
    validated: `v7 enum validate ${word}`,
    retired: `v7 enum retire ${word}`,
  };
  return (
    <p>
      <Command text={commands[next] ?? `v7 show ${shellWord(`enum/${name}`)}`} />
    </p>
  );
}
