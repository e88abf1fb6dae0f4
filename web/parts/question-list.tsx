import type { ComponentChildren, JSX } from "preact";
import type { AskedFace } from "../data/faces.ts";
import { newerRows, type Question, rowsIn, totalOf } from "../data/question.ts";
import { Filters, filtersOf } from "./filters.tsx";
import { List } from "./list.tsx";
import { keyOf } from "./row-key.ts";
import type { Column, Row, TableProps } from "./table.tsx";
import { Unknown } from "./unknown.tsx";

export interface QuestionListProps extends Pick<TableProps, "hrefOf" | "inside"> {
  readonly asked: AskedFace;
  readonly question: Question;
  readonly label: string;
  /** Those whose column says nothing in all rows are left out. */
  readonly columns: readonly Column[];
  readonly keyOf?: TableProps["keyOf"];
  /** What is said without rows and without filters. */
  readonly empty: ComponentChildren;
  /** Filters that have a place of their own on the page. */
  readonly without?: readonly string[];
}

/** The rows that answer a question, with one line of filters above. */
export function QuestionList(props: QuestionListProps): JSX.Element {
  const { asked, question, columns, without = [], label, empty, ...table } = props;
  const { face, inPath } = asked;
  const { answered } = question;
  const key = face.rows ?? "rows";
  const rows = rowsIn(answered.reply?.document, key);
  const filters = filtersOf(face, inPath);
  return (
    <>
      <Unknown names={question.unknown} />
      <Filters filters={filters.filter(([name]) => !without.includes(name))} />
      {answered.reply?.document !== undefined && (
        <List
          {...table}
          answered={answered}
          label={label}
          columns={columns.filter((column) => saysSomething(column, rows))}
          rows={rows}
          total={totalOf(answered, rows.length)}
          keyOf={props.keyOf ?? keyOf}
          sorts={face.sorts}
          filters={filters.map(([name]) => name)}
          empty={empty}
          newer={newerRows(answered, key)}
        />
      )}
    </>
  );
}

/** A column made of others is always there. */
function saysSomething({ key, isQuiet }: Column, rows: readonly Row[]): boolean {
  if (isQuiet !== undefined) return !rows.every(isQuiet);
  return rows.some((row) => !(key in row)) || rows.some((row) => row[key] !== null && row[key] !== undefined);
}
