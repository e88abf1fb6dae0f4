import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { navigate, withParameters } from "../../address.ts";
import { useKeys } from "../../frame/keys.tsx";
import { symbols } from "../../parts/symbols.ts";
import { Text } from "../../parts/text.tsx";
import { briefly } from "../../parts/moments.ts";
import type { Happening } from "./happenings.ts";
import { momentIn } from "./since.ts";
import {
  changedSpan,
  isWithin,
  layoutOf,
  type Mark,
  momentAt,
  type Span,
  type TimelineLayout,
} from "./timeline-layout.ts";

export interface TimelineProps {
  readonly happenings: readonly Happening[];
  readonly span: Span;
}

/** A line for each login and program, and what each did when. The table below it lists the same. */
export function Timeline({ happenings, span }: TimelineProps): JSX.Element | null {
  if (happenings.length === 0) return null;
  return <Picture happenings={happenings} span={span} />;
}

/** The same, with the ways to look nearer, further, earlier and later: each is an address. */
export function MovableTimeline({ happenings, span }: TimelineProps): JSX.Element {
  const now = new Date();
  const ways = (["nearer", "further", "earlier", "later"] as const).map((how) => ({
    how,
    to: addressOfSpan(changedSpan(span, how, now)),
  }));
  // From where the address is by then: keys may come faster than the picture is drawn.
  const go = (how: Way): void => {
    const here = { from: momentIn("since", now) ?? span.from, to: momentIn("until", now) ?? span.to };
    navigate(addressOfSpan(changedSpan(here, how, new Date())), { replace: true });
  };
  useKeys({
    "+": { says: "look nearer", act: () => go("nearer") },
    "-": { says: "look further", act: () => go("further") },
    ArrowLeft: { says: "earlier", act: () => go("earlier") },
    ArrowRight: { says: "later", act: () => go("later") },
  });
  return (
    <>
      <Picture
        happenings={happenings}
        span={span}
        onSpan={(next) => navigate(addressOfSpan(next), { replace: true })}
      />
      <p class="ways second">
        {ways.map(({ how, to }) => (
          <a key={how} href={to} data-stays>
            {signs[how]} {how}
          </a>
        ))}
      </p>
    </>
  );
}

type Way = Parameters<typeof changedSpan>[1];

const signs = { nearer: "+", further: "−", earlier: "←", later: "→" } as const;

function addressOfSpan({ from, to }: Span): string {
  return withParameters({ since: from.toISOString(), until: to.toISOString(), open: undefined });
}

interface PictureProps extends TimelineProps {
  onSpan?(span: Span): void;
}

const rowHeight = { wide: 26, narrow: 44 } as const;

function Picture({ happenings, span, onSpan }: PictureProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const isNarrow = width < 480;
  const room = Math.max(120, isNarrow ? width : width - 160);
  const layout = layoutOf(happenings, span, room);
  const height = isNarrow ? rowHeight.narrow : rowHeight.wide;
  return (
    <div class={`timeline ${isNarrow ? "is-narrow" : ""}`} ref={box}>
      <ol aria-hidden="true">
        {layout.lanes.map(({ name }) => (
          <li key={name} style={{ height: `${height}px` }} title={name}>
            <Text of={name} />
          </li>
        ))}
      </ol>
      <Drawing
        layout={layout}
        span={span}
        room={room}
        height={height}
        says={sentenceOf(happenings, span)}
        onSpan={onSpan}
      />
    </div>
  );
}

/** What the picture says, for those who do not see it. */
export function sentenceOf(happenings: readonly Happening[], { from, to }: Span): string {
  const shown = happenings.filter(({ at }) => isWithin(at, { from, to }));
  const lanes = new Set(shown.map(({ lane }) => lane)).size;
  const now = new Date();
  const things = `${shown.length} ${shown.length === 1 ? "happening" : "happenings"}`;
  return `${things} by ${lanes} between ${briefly(from, now)} and ${briefly(to, now)}; the table lists them`;
}

interface DrawingProps {
  readonly layout: TimelineLayout;
  readonly span: Span;
  readonly room: number;
  readonly height: number;
  readonly says: string;
  readonly onSpan: PictureProps["onSpan"];
}

function Drawing({ layout, span, room, height, says, onSpan }: DrawingProps): JSX.Element {
  const { lanes, ticks } = layout;
  const { dragged, handlers } = useDrag(room, span, onSpan);
  const middle = height === rowHeight.narrow ? height - 12 : height / 2;
  const bottom = lanes.length * height;
  const now = new Date();
  return (
    <svg
      role="img"
      aria-label={says}
      width={room}
      height={bottom + 24}
      class={onSpan === undefined ? "" : "is-movable"}
      {...handlers}
    >
      {ticks.map(({ x, at }) => (
        <g key={x}>
          <line class="tick" x1={x} x2={x} y1={0} y2={bottom} />
          <text class="tick-words" x={Math.min(room - 34, Math.max(34, x))} y={bottom + 16}>
            {tickWords(at, now)}
          </text>
        </g>
      ))}
      {lanes.map(({ name, marks }, at) => (
        <g key={name} transform={`translate(0 ${at * height + middle})`}>
          <line class="lane-line" x1={0} x2={room} />
          {marks.map((mark) => (
            <MarkDrawn key={mark.key} mark={mark} layout={layout} room={room} isMovable={onSpan !== undefined} />
          ))}
        </g>
      ))}
      {dragged !== undefined && (
        <rect class="dragged" x={dragged[0]} width={dragged[1] - dragged[0]} y={0} height={bottom} />
      )}
    </svg>
  );
}

/** The day where a day begins, else the hour. */
function tickWords(at: Date, now: Date): string {
  const isMidnight = at.getHours() === 0 && at.getMinutes() === 0;
  if (!isMidnight) return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
  const isFar = Math.abs(now.getTime() - at.getTime()) > 180 * 86_400_000;
  return at.toLocaleDateString("en-GB", { day: "numeric", month: "short", ...(isFar ? { year: "numeric" } : {}) });
}

function MarkDrawn({
  mark: { x, symbol, count, key },
  layout: { isCounted, most },
  room,
  isMovable,
}: {
  readonly mark: Mark;
  readonly layout: TimelineLayout;
  readonly room: number;
  readonly isMovable: boolean;
}): JSX.Element {
  const [character, tone] = symbols[symbol];
  if (isCounted) {
    const height = Math.max(2, Math.round((count / most) * 18));
    return <rect class={`bar ${tone}`} x={x - 4} y={8 - height} width={8} height={height} />;
  }
  const words = count > 1 ? `${character}${count}` : character;
  const width = 8 * words.length;
  return (
    <g
      class={`mark ${tone}`}
      transform={`translate(${Math.max(0, Math.min(x - 4, room - width))} 0)`}
      onClick={isMovable ? () => openRow(key) : undefined}
    >
      <rect x={-3} y={-8} width={width + 6} height={16} />
      <text y={4}>{words}</text>
    </g>
  );
}

function openRow(key: string): void {
  navigate(withParameters({ open: key }), { replace: true });
  requestAnimationFrame(() =>
    document.querySelector(`[data-row="${CSS.escape(key)}"]`)?.scrollIntoView({ block: "center" }),
  );
}

interface Drag {
  readonly from: number;
  readonly to: number;
}

interface DragHandlers {
  onPointerDown?(event: PointerEvent): void;
  onPointerMove?(event: PointerEvent): void;
  onPointerLeave?(): void;
  onPointerUp?(): void;
}

/** Dragging over the picture chooses a span; less than a few pixels are none. */
function useDrag(
  room: number,
  span: Span,
  onSpan: PictureProps["onSpan"],
): { readonly dragged: readonly [number, number] | undefined; readonly handlers: DragHandlers } {
  const [drag, setDrag] = useState<Drag>();
  if (onSpan === undefined) return { dragged: undefined, handlers: {} };
  const placeOf = (event: PointerEvent): number => {
    const { left } = (event.currentTarget as Element).getBoundingClientRect();
    return Math.min(room, Math.max(0, event.clientX - left));
  };
  const ends = drag === undefined ? undefined : ([Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)] as const);
  const isMeant = ends !== undefined && ends[1] - ends[0] > 8;
  return {
    dragged: isMeant ? ends : undefined,
    handlers: {
      onPointerDown: (event) => setDrag({ from: placeOf(event), to: placeOf(event) }),
      onPointerMove: (event) => setDrag((known) => (known === undefined ? known : { ...known, to: placeOf(event) })),
      onPointerLeave: () => setDrag(undefined),
      onPointerUp: () => {
        setDrag(undefined);
        if (isMeant) onSpan({ from: momentAt(ends[0], span, room), to: momentAt(ends[1], span, room) });
      },
    },
  };
}

/** How wide a box is, as the window is made wider or narrower. */
function useWidth(box: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(720);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}
