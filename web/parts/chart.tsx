import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { announce } from "./announcer.tsx";
import { type ChartSpec, drawnOf, linesOf, pointSaid, sentenceOf } from "./chart-data.ts";
import type { Drawing } from "./chart-drawing.ts";
import { keyOf } from "./row-key.ts";
import { type Column, type Row, Table } from "./table.tsx";
import { counted } from "./value.tsx";

export interface ChartProps {
  readonly spec: ChartSpec;
  /** In the order of time. */
  readonly rows: readonly Row[];
  /** The columns of the table behind it; absent where the rows stand below it anyway. */
  readonly columns?: readonly Column[];
}

/**
 * A chart of rows, and the table behind it: the table is there first and stays, so that a chart that cannot be drawn takes
 * nothing away. Its code comes when it is near the window. By keys: arrows walk the points, Home and End, t opens the table.
 */
export function Chart({ spec, rows, columns }: ChartProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLDetailsElement>(null);
  const drawing = useRef<Drawing | undefined>(undefined);
  const [at, setAt] = useState<number>();
  const drawn = useMemo(() => drawnOf(spec, rows), [spec, rows]);
  useDrawing({ place, drawing, spec, drawn, looksAt: setAt });
  const lines = linesOf(spec, drawn);
  const points = drawn[0].flatMap((_, index) => (lines.some((line) => line[index] !== null) ? [index] : []));
  const walk = (to: number): void => {
    const next = points[Math.max(0, Math.min(points.length - 1, to))];
    if (next === undefined) return;
    setAt(next);
    drawing.current?.point(next);
    announce(pointSaid(spec, drawn, next));
  };
  const here = at === undefined ? points.length : points.indexOf(at);
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => walk(here - 1),
    ArrowRight: () => walk(here + 1),
    Home: () => walk(0),
    End: () => walk(points.length - 1),
    t: () => void (table.current?.toggleAttribute("open") === true && table.current.querySelector("summary")?.focus()),
  };
  return (
    <figure class="chart">
      <div
        ref={place}
        class="chart-place"
        role="img"
        tabIndex={0}
        aria-label={sentenceOf(spec, rows)}
        aria-keyshortcuts={`ArrowLeft ArrowRight Home End${columns === undefined ? "" : " t"}`}
        onKeyDown={(event) => {
          const deed = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
          if (deed === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          deed();
        }}
      />
      <p class="chart-point second" aria-hidden="true">
        {at === undefined ? "" : pointSaid(spec, drawn, at)}
      </p>
      {columns !== undefined && (
        <details ref={table}>
          <summary class="second">
            Table, {counted(rows.length)} {rows.length === 1 ? "row" : "rows"}
          </summary>
          <Paged rows={rows} columns={columns} label={spec.says} />
        </details>
      )}
    </figure>
  );
}

/** How many rows a page of the table has. */
const page = 100;

/** The newest rows first, a hundred at a time. */
function Paged({
  rows,
  columns,
  label,
}: {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly label: string;
}): JSX.Element {
  const [shown, setShown] = useState(page);
  return (
    <>
      <Table label={label} columns={columns} rows={rows.toReversed().slice(0, shown)} keyOf={keyOf} isPlain />
      {rows.length > shown && (
        <p class="under">
          <span>
            Showing {counted(shown)} of {counted(rows.length)}.
          </span>
          <button type="button" onClick={() => setShown(shown + page)}>
            Show {counted(Math.min(page, rows.length - shown))} more
          </button>
        </p>
      )}
    </>
  );
}

interface DrawingRequest {
  readonly place: { readonly current: HTMLDivElement | null };
  readonly drawing: { current: Drawing | undefined };
  readonly spec: ChartSpec;
  readonly drawn: ReturnType<typeof drawnOf>;
  looksAt(place: number | undefined): void;
}

/** Draws when the place comes near the window, and anew with other rows. Without its code nothing is drawn. */
function useDrawing({ place, drawing, spec, drawn, looksAt }: DrawingRequest): void {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const watch = new IntersectionObserver(
      (entries) => setNear((was) => was || entries.some((one) => one.isIntersecting)),
      {
        rootMargin: "300px",
      },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (!isNear) return;
    let isGone = false;
    void import("./chart-drawing.ts").then(
      ({ draw }) => {
        if (!isGone && place.current !== null) drawing.current = draw(place.current, { spec, drawn, looksAt });
      },
      () => place.current?.classList.add("is-missing"),
    );
    return () => {
      isGone = true;
      drawing.current?.remove();
      drawing.current = undefined;
    };
  }, [isNear, spec, drawn]);
}
