import { Fragment, type JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Mark, SearchOutput, SearchResult } from "../../../src/model/output/search.ts";
import { address, navigate, withParameters } from "../../address.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { Filters, filtersOf } from "../../parts/filters.tsx";
import { Absent, Text } from "../../parts/text.tsx";
import { counted } from "../../parts/value.tsx";
import { When } from "../../parts/when.tsx";
import type { PageContext } from "../routes.tsx";
import { placeHref } from "./place-href.ts";
import { placeOf } from "./place.ts";

/** `/ui/search`: one field for words, addresses, ids and codes; with `like`, what is like a file. */
export function SearchPage({ faces }: PageContext): JSX.Element {
  const parameters = address.value.searchParams;
  const words = parameters.get("q") ?? "";
  const like = parameters.get("like");
  const isAsked = words !== "" || like !== null;
  const face = faces.find(({ name }) => name === "search");
  const sent = new URLSearchParams([...parameters].filter(([name]) => name in (face?.parameters ?? {})));
  const answered = useAnswer(isAsked ? `/search?${sent}` : null, { topics: ["index", "files"], waits: true });
  const found = isAsked ? (answered.reply?.document as SearchOutput | undefined) : undefined;
  const filters =
    face === undefined
      ? []
      : filtersOf(face, {}).filter(([name]) => !["q", "like"].includes(name) || (name === "like" && like !== null));
  const place = placeOf(words);
  return (
    <Page
      title={titleOf(words === "" && like !== null ? `like ${like}` : `for ${words}`, found)}
      meta={found !== undefined && <Standing found={found} />}
      isLoading={answered.isLoading}
      problem={isAsked ? answered.reply?.problem : undefined}
      onRetry={answered.reload}
    >
      <Field words={words} />
      <Filters filters={filters} />
      {place !== undefined && (
        <p class="found">
          <a class="go" href={place.href}>
            Go to {place.name}
          </a>
        </p>
      )}
      {found?.results.map((result) => (
        <Result key={`${result.path}:${result.line}`} result={result} />
      ))}
      {found?.results.length === 0 && (
        <p class="empty">
          {words === "" ? "No other file is like it." : "Nothing has these words. Fewer words, or others, find more."}
        </p>
      )}
      {answered.reply?.goesOn === true && found !== undefined && (
        <p class="under">
          The best {found.results.length}.{" "}
          <a href={withParameters({ limit: String(Math.min(100, found.results.length + 20)) })} data-stays>
            Load 20 more
          </a>
        </p>
      )}
    </Page>
  );
}

function titleOf(about: string, found: SearchOutput | undefined): string {
  if (found === undefined) return "Search";
  const count = found.results.length;
  return count === 0 ? `Nothing found ${about}` : `${count} ${count === 1 ? "place" : "places"} ${about}`;
}

function Field({ words }: { readonly words: string }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <search>
      <label class="search-field">
        <span class="hidden-words">Words, an address, an id or a code</span>
        <input
          ref={field}
          type="search"
          defaultValue={words}
          placeholder="Words, an address, an id or a code"
          onChange={(event) => {
            const asked = { q: event.currentTarget.value || undefined, like: undefined, limit: undefined };
            navigate(withParameters(asked), { replace: true });
          }}
        />
      </label>
    </search>
  );
}

/** What was searched, and what was not. */
function Standing({ found }: { readonly found: SearchOutput }): JSX.Element {
  const { documents, mode, searched, because, index_lag: lag, withheld } = found;
  return (
    <>
      {searched === "database" ? (
        <>
          File contents were not searched: <Text of={because ?? "there is no index"} />.{" "}
        </>
      ) : (
        <>
          Of {counted(documents ?? 0)} documents, {mode}. {because !== null && <Text of={`${because}. `} />}
        </>
      )}
      {(searched === "database" || (lag ?? 0) > 0) && (
        <>
          {lag !== null && lag > 0 && `${counted(lag)} sources are not in the index as they are. `}
          <Command text="v7 index sync" />
        </>
      )}
      {withheld.length > 0 && ` ${withheld.length} withheld, for they hold secrets.`}
    </>
  );
}

function Result({ result }: { readonly result: SearchResult }): JSX.Element {
  const { path, kind, heading, line, snippet, marks, modified_at: at, scores } = result;
  const href = placeHref(result);
  const name = <Text of={href?.startsWith("/ui/r/") === true ? path : `${path}:${line}`} class="mono" />;
  return (
    <article class="found" data-row={path}>
      <h2>{href === undefined ? name : <a href={href}>{name}</a>}</h2>
      <p class="second">
        {kind}
        {heading !== "" && (
          <>
            {" · "}
            <Text of={heading} />
          </>
        )}
        {at !== null && (
          <>
            {" · "}
            <When at={at} />
          </>
        )}
        {scores !== null && ` · words ${scores.text ?? "none"}, meaning ${scores.vector ?? "none"}`}
      </p>
      {snippet === "" ? <Absent>No excerpt.</Absent> : <Snippet text={snippet} marks={marks} />}
    </article>
  );
}

/** The excerpt, with the words that were asked for marked where the answer says they stand. */
function Snippet({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }): JSX.Element {
  const ends = marks.map(({ end }) => end);
  return (
    <p class="snippet">
      {marks.map(({ begin, end }, at) => (
        <Fragment key={begin}>
          <Text of={text.slice(ends[at - 1] ?? 0, begin)} />
          <mark>
            <Text of={text.slice(begin, end)} />
          </mark>
        </Fragment>
      ))}
      <Text of={text.slice(ends.at(-1) ?? 0)} />
    </p>
  );
}
