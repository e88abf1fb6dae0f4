import { Fragment, type ComponentChildren, type JSX } from "preact";
import { address, toggled, valuesOf, withParameters } from "../address.ts";
import { linkOf } from "./links.ts";
import { heading, Value } from "./value.tsx";
import { isMoment } from "./when.tsx";
import { useWindow, type Window } from "./window.ts";

export type Row = { readonly [column: string]: unknown };

export interface Column {
  readonly key: string;
  readonly title?: string;
  /** How its cells stand; without it by what is in them. */
  readonly shape?: Shape;
  /** Whether a row says nothing in it: a column whose rows all do is left out. */
  isQuiet?(row: Row): boolean;
  /** What stands before what leads somewhere, and after it: symbols, second thoughts. */
  before?(row: Row): ComponentChildren;
  after?(row: Row): ComponentChildren;
  /** What a cell shows; without it the value as it is. */
  cell?(row: Row): ComponentChildren;
}

export interface TableProps {
  /** What the rows are, for whoever does not see the page. */
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** What a row is called in the address. */
  keyOf(row: Row, at: number): string;
  /** Where a row leads. */
  hrefOf?(row: Row): string | undefined;
  /** Whether the server sorts by these columns. */
  readonly sorts?: boolean;
  /** How many rows there are in all. */
  readonly total?: number | undefined;
  /** Whether all that is known of a row stands in its cells: then there is nothing to unfold. */
  readonly isPlain?: boolean;
  /** What stands in a row that is open; without it all of its values. */
  inside?(row: Row): ComponentChildren;
}

/** All lists. Up to three hundred rows are plain; of more, those in view and some around them. */
export function Table(props: TableProps): JSX.Element {
  const { label, columns, rows, keyOf, total } = props;
  const window = useWindow(rows.length);
  const open = new Set(valuesOf("open"));
  const shapes = new Map(columns.map(({ key, shape }) => [key, shape ?? shapeOf(rows, key)]));
  const shown = rows.slice(window.from, window.to);
  return (
    <table class="list" role="table" aria-label={label} aria-rowcount={total ?? rows.length} ref={window.table}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, title }) => (
            <Head
              key={key}
              column={key}
              title={title ?? heading(key)}
              shape={shapes.get(key) ?? ""}
              sorts={props.sorts}
            />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        <Spacer height={window.above} columns={columns.length} />
        {shown.map((row, at) => {
          const key = keyOf(row, window.from + at);
          return (
            <TableRow
              key={key}
              {...props}
              row={row}
              at={window.from + at}
              id={key}
              isOpen={open.has(key)}
              shapes={shapes}
            />
          );
        })}
        <Spacer height={window.below} columns={columns.length} />
      </tbody>
    </table>
  );
}

type Shape = "" | "number" | "time";

/** What all values of a column are. */
function shapeOf(rows: readonly Row[], key: string): Shape {
  const known = rows.map((row) => row[key]).filter((value) => value !== null && value !== undefined);
  if (known.length === 0) return "";
  if (known.every((value) => typeof value === "number")) return "number";
  return known.every(isMoment) ? "time" : "";
}

interface HeadProps {
  readonly column: string;
  readonly title: string;
  readonly shape: Shape;
  readonly sorts?: boolean | undefined;
}

function Head({ column, title, shape, sorts = false }: HeadProps): JSX.Element {
  const parameters = address.value.searchParams;
  const isSorted = parameters.get("sort") === column;
  const isDown = parameters.get("order") === "desc";
  const next =
    isSorted && !isDown ? { sort: column, order: "desc" } : isSorted ? {} : { sort: column, order: undefined };
  const to = withParameters({ sort: undefined, order: undefined, ...next });
  return (
    <th
      role="columnheader"
      scope="col"
      class={shape}
      aria-sort={isSorted ? (isDown ? "descending" : "ascending") : undefined}
    >
      {sorts ? (
        <a class="sorter" href={to} data-stays>
          {title}
          {isSorted && <span aria-hidden="true">{isDown ? " ↓" : " ↑"}</span>}
        </a>
      ) : (
        title
      )}
    </th>
  );
}

interface RowProps extends TableProps {
  readonly row: Row;
  readonly at: number;
  readonly id: string;
  readonly isOpen: boolean;
  readonly shapes: ReadonlyMap<string, Shape>;
}

function TableRow({ columns, row, at, id, isOpen, shapes, hrefOf, inside, isPlain = false }: RowProps): JSX.Element {
  const [first, ...others] = columns;
  if (first === undefined) return <Fragment />;
  const own = hrefOf?.(row);
  return (
    <>
      <tr role="row" aria-rowindex={at + 2} data-row={id}>
        <th role="rowheader" scope="row" class="head">
          <div class={isPlain ? "" : "first"}>
            {!isPlain && (
              <a
                class="unfold"
                role="button"
                href={toggled("open", id)}
                data-stays
                aria-expanded={isOpen}
                aria-label={`${isOpen ? "Fold" : "Unfold"} ${id}`}
              >
                {isOpen ? "▾" : "▸"}
              </a>
            )}
            <span>
              <Cell column={first} row={row} href={own} />
            </span>
          </div>
        </th>
        {others.map((column) => (
          <td
            key={column.key}
            role="cell"
            class={shapes.get(column.key)}
            data-label={column.title ?? heading(column.key)}
          >
            <span>
              <Cell column={column} row={row} />
            </span>
          </td>
        ))}
      </tr>
      {isOpen && !isPlain && (
        <tr role="row" class="unfolded">
          <td role="cell" class="inside" colSpan={columns.length}>
            {inside?.(row) ?? <Inside row={row} />}
          </td>
        </tr>
      )}
    </>
  );
}

function Cell({
  column,
  row,
  href,
}: {
  readonly column: Column;
  readonly row: Row;
  readonly href?: string | undefined;
}): JSX.Element {
  const content = column.cell?.(row) ?? <Value value={row[column.key]} column={column.key} />;
  const to = href ?? (column.cell === undefined ? linkOf(column.key, row[column.key]) : undefined);
  return (
    <>
      {column.before?.(row)}
      {to === undefined ? content : <a href={to}>{content}</a>}
      {column.after?.(row)}
    </>
  );
}

/** All that is known of a row. */
export function Inside({ row }: { readonly row: Row }): JSX.Element {
  return (
    <dl>
      {Object.entries(row).map(([key, value]) => {
        const to = linkOf(key, value);
        const shown = <Value value={value} column={key} isWhole />;
        return (
          <Fragment key={key}>
            <dt>{heading(key)}</dt>
            <dd>
              {to === undefined ? shown : <a href={to}>{shown}</a>}
              {isMoment(value) && <span class="quiet"> {value}</span>}
            </dd>
          </Fragment>
        );
      })}
    </dl>
  );
}

/** Room for rows that are not drawn. */
function Spacer({
  height,
  columns,
}: {
  readonly height: Window["above"];
  readonly columns: number;
}): JSX.Element | null {
  if (height === 0) return null;
  return (
    <tr class="spacer" aria-hidden="true">
      <td colSpan={columns} style={{ height: `${height}px` }} />
    </tr>
  );
}
