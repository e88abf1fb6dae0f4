import type { ComponentChildren, JSX } from "preact";
import { address, withParameters } from "../address.ts";
import type { AskedFace } from "../data/faces.ts";
import { newerRows, rowsIn, totalOf, useQuestion } from "../data/question.ts";
import type { Answered } from "../data/use-answer.ts";
import { Page } from "../frame/page.tsx";
import { Command } from "../parts/command.tsx";
import { Filters, filtersOf } from "../parts/filters.tsx";
import { List } from "../parts/list.tsx";
import { keyOf } from "../parts/row-key.ts";
import type { Column, Row } from "../parts/table.tsx";
import { Text } from "../parts/text.tsx";
import { Unknown } from "../parts/unknown.tsx";
import { heading } from "../parts/value.tsx";
import { When } from "../parts/when.tsx";
import { Sections } from "./sections.tsx";
import { type Look, looks } from "./looks.tsx";

export interface AnswerPageProps {
  readonly asked: AskedFace;
  /** The route's path, as it is asked. */
  readonly path: string;
  readonly crumb?: ComponentChildren;
  /** What stands above the rows. */
  above?(document: Row): ComponentChildren;
}

/** The page of any question: its rows as a list, or its values. */
export function AnswerPage({ asked, path, crumb, above }: AnswerPageProps): JSX.Element {
  const { face, inPath } = asked;
  const { answered, unknown, missing } = useQuestion(asked, path);
  const { reply } = answered;
  const document = (reply?.document ?? {}) as Row;
  const rows = face.rows === null ? [] : rowsIn(document, face.rows);
  const look = looks[face.name] ?? {};
  const total = totalOf(answered, rows.length);
  const filters = filtersOf(face, inPath);
  const columns = columnsOf(document, rows, look);
  return (
    <Page
      title={titleOf(asked, { look, document, total })}
      crumb={crumb}
      meta={<Meta answered={answered} command={face.command} />}
      isLoading={answered.isLoading}
      problem={reply?.problem}
      onRetry={answered.reload}
    >
      <Unknown names={unknown} />
      <Filters filters={filters} />
      {missing.length > 0 && <p class="empty">Say what to look for: {missing.map(heading).join(", ")}.</p>}
      {reply?.document !== undefined && above?.(document)}
      {reply?.document !== undefined && face.rows !== null && (
        <List
          answered={answered}
          label={face.summary}
          columns={columns.shown}
          rows={rows}
          total={total}
          keyOf={keyOf}
          {...(look.hrefOf === undefined ? {} : { hrefOf: look.hrefOf })}
          sorts={face.sorts}
          filters={filters.map(([name]) => name)}
          empty={<Empty look={look} document={document} />}
          newer={newerRows(answered, face.rows)}
        />
      )}
      {reply?.document !== undefined && face.rows !== null && <Folded names={columns.folded} />}
      {reply?.document !== undefined && face.rows !== null && <Notes document={document} />}
      {reply?.document !== undefined && face.rows !== null && <Next document={document} />}
      {reply?.document !== undefined && face.rows === null && <Sections document={document} />}
    </Page>
  );
}

interface Titled {
  readonly look: Look;
  readonly document: Row;
  readonly total: number | undefined;
}

function titleOf({ face, inPath }: AskedFace, { look, document, total }: Titled): string {
  const named = Object.values(inPath)[0];
  const isThere = Object.keys(document).length > 0;
  if (isThere && look.title !== undefined && (face.rows === null || total !== undefined))
    return look.title(total ?? 0, document);
  return named === undefined
    ? face.summary
    : `${named}: ${face.summary.charAt(0).toLowerCase()}${face.summary.slice(1)}`;
}

function Meta({ answered, command }: { readonly answered: Answered; readonly command: string }): JSX.Element {
  return (
    <>
      As <code>v7 {command}</code> tells it
      {answered.reply !== undefined && (
        <>
          , <When at={answered.reply.at} />
        </>
      )}
      .
    </>
  );
}

function Empty({ look, document }: { readonly look: Look; readonly document: Row }): JSX.Element {
  const { empty } = document;
  return (
    <>
      <p>{typeof empty === "string" ? <Text of={empty} /> : (look.empty ?? "Nothing was found.")}</p>
      {look.command !== undefined && <Command text={look.command} />}
    </>
  );
}

/** What a report says of its rows as a whole: of how many they are, and what is left out. */
function Notes({ document }: { readonly document: Row }): JSX.Element | null {
  const { notes } = document;
  if (!Array.isArray(notes) || notes.length === 0) return null;
  return (
    <>
      {notes.map((note) => (
        <p class="under" key={String(note)}>
          <Text of={String(note)} />
        </p>
      ))}
    </>
  );
}

/** The command that a report ends with. */
function Next({ document }: { readonly document: Row }): JSX.Element | null {
  const { next } = document;
  if (typeof next !== "string" || next === "") return null;
  return (
    <p class="under">
      Next: <Command text={next} />
    </p>
  );
}

/** Columns that are folded into their rows, by name, and the way to see them beside the others. */
function Folded({ names }: { readonly names: readonly string[] }): JSX.Element | null {
  if (names.length === 0) return null;
  return (
    <p class="second">
      {names.length} more {names.length === 1 ? "column" : "columns"} in each row unfolded:{" "}
      {names.map(heading).join(", ")}.{" "}
      <a href={withParameters({ cols: "all" })} data-stays>
        All columns
      </a>
    </p>
  );
}

/** How many columns there are beside each other, before the others are folded into their rows. */
const most = 7;

/** Those that say something, the ones that are named first. */
function columnsOf(
  document: Row,
  rows: readonly Row[],
  look: Look,
): { readonly shown: readonly Column[]; readonly folded: readonly string[] } {
  const { columns, in_address: inAddress } = document as {
    columns?: readonly string[];
    in_address?: readonly string[];
  };
  const all = columns ?? Object.keys(rows[0] ?? {});
  const keys =
    look.columns === undefined ? all : [...look.columns, ...all.filter((key) => !look.columns?.includes(key))];
  const saying = keys.filter(
    (key) => !(inAddress ?? []).includes(key) && rows.some((row) => row[key] !== null && row[key] !== undefined),
  );
  const chosen = address.value.searchParams.get("cols");
  const shown = chosen === null ? usual(saying, look) : chosen === "all" ? saying : chosen.split(",");
  const first = shown.includes("address") ? ["address", ...shown.filter((key) => key !== "address")] : shown;
  return { shown: first.map((key) => columnOf(key, look)), folded: saying.filter((key) => !first.includes(key)) };
}

/** What stands beside each other where nobody chose: what the look names, else the first few. */
function usual(saying: readonly string[], { columns }: Look): readonly string[] {
  return columns === undefined ? saying.slice(0, most) : saying.filter((key) => columns.includes(key));
}

function columnOf(key: string, { cells }: Look): Column {
  const cell = cells?.[key];
  return cell === undefined ? { key } : { key, cell };
}
