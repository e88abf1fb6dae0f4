import uPlot from "uplot";
import { alone, type ChartSeries, type ChartSpec, type Drawn, linesOf, rangeOf, reachOf } from "./chart-data.ts";
import { counted, size } from "./value.tsx";

/** A chart on the page. */
export interface Drawing {
  /** Marks a point, by its place in the columns. */
  point(place: number): void;
  remove(): void;
}

/** What is drawn, and who is told which point somebody looks at. */
export interface Drawable {
  readonly spec: ChartSpec;
  readonly drawn: Drawn;
  /** A place in the columns; undefined: none any more. */
  looksAt(place: number | undefined): void;
}

/** Draws into an element, as wide as it is, in the page's colours; anew when it or they change. */
export function draw(element: HTMLElement, drawable: Drawable): Drawing {
  const { spec, drawn } = drawable;
  let chart = create(element, drawable);
  const anew = (): void => {
    chart.destroy();
    chart = create(element, drawable);
  };
  const size = new ResizeObserver(() => {
    if (element.clientWidth > 0 && element.clientWidth !== chart.width) chart.setSize(sizeOf(element));
  });
  size.observe(element);
  const looks = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"].map((query) =>
    matchMedia(query),
  );
  for (const look of looks) look.addEventListener("change", anew);
  addEventListener("v7-theme", anew);
  return {
    point: (place) => {
      const left = chart.valToPos(drawn[0][place] ?? 0, "x");
      chart.setCursor({ left, top: chart.valToPos(linesOf(spec, drawn)[0]?.[place] ?? 0, "y") });
    },
    remove: () => {
      size.disconnect();
      for (const look of looks) look.removeEventListener("change", anew);
      removeEventListener("v7-theme", anew);
      chart.destroy();
    },
  };
}

function create(element: HTMLElement, { spec, drawn, looksAt }: Drawable): uPlot {
  const colours = coloursOf(element);
  const { series, band } = spec;
  const hasBars = series.some(({ drawn: how }) => how === "bars");
  const columns = linesOf(spec, drawn);
  const lines = series.map((one, place) => seriesOf(one, colours, columns[place] ?? []));
  const bounds: uPlot.Series[] = band === undefined ? [] : [{ points: { show: false } }, { points: { show: false } }];
  return new uPlot(
    {
      ...sizeOf(element),
      padding: [8, series.length > 1 ? 96 : 24, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, y: false, points: { size: 7, fill: colours.ink, stroke: colours.ink } },
      scales: {
        ...(hasBars ? { x: { range: withReach(reachOf(drawn)) } } : {}),
        y: { range: (_, least, most) => rangeOf(spec.isCount === true ? 0 : (least ?? 0), most ?? 0) },
      },
      axes: [
        {
          ...axisOf(colours, timeSaid),
          size: 28,
          ...(isOfDays(drawn) ? { incrs: daySteps } : {}),
          ...(hasBars ? underBars(drawn) : {}),
        },
        {
          ...axisOf(colours, (values) => values.map(spec.isSize === true ? size : counted)),
          size: spec.isSize === true ? 64 : 52,
          ...(spec.isCount === true ? { incrs: wholeSteps } : {}),
        },
      ],
      series: [{}, ...bounds, ...lines],
      ...(band === undefined ? {} : { bands: [{ series: [2, 1], fill: colours.band }] }),
      hooks: {
        draw: [(chart) => labelEnds(chart, spec, colours)],
        setCursor: [({ cursor }) => looksAt(cursor.idx ?? undefined)],
      },
    },
    drawn,
    element,
  );
}

/** Room for the halves of the first and the last bar. */
function withReach(reach: number): uPlot.Range.Function {
  return (_, least, most) => [(least ?? 0) - reach, (most ?? 0) + reach];
}

/** Times stand under their bars, as long as there is room. */
function underBars([times]: Drawn): uPlot.Axis {
  const most = 12;
  const every = Math.ceil(times.length / most);
  return { splits: () => times.filter((_, place) => place % every === 0), grid: { show: false } };
}

const day = 86_400;

/** Where more than two days are told, each of them is told once. */
function isOfDays([times]: Drawn): boolean {
  return (times.at(-1) ?? 0) - (times[0] ?? 0) > 2 * day;
}

/** Steps of an axis of days, in seconds. */
const daySteps = [1, 2, 7, 14, 28, 91, 182, 364].map((days) => days * day);

/** Steps of an axis that counts. */
const wholeSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000, 1_000_000];

interface Colours {
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly band: string;
  readonly font: string;
}

/** The page's own, or the reader's where they are forced: a canvas is not told of them. */
function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const font = `12px ${style.fontFamily}`;
  if (matchMedia("(forced-colors: active)").matches)
    return { ink: "CanvasText", faint: "CanvasText", line: "GrayText", band: "transparent", font };
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return { ink: token("ink"), faint: token("ink3"), line: token("line"), band: token("line"), font };
}

function sizeOf(element: HTMLElement): { readonly width: number; readonly height: number } {
  return { width: element.clientWidth, height: matchMedia("(max-width: 40rem)").matches ? 120 : 160 };
}

const dashes: Readonly<Record<ChartSeries["drawn"], number[]>> = {
  line: [],
  dashed: [6, 4],
  dotted: [1.5, 4],
  bars: [],
};

function seriesOf(series: ChartSeries, { ink, faint }: Colours, column: readonly (number | null)[]): uPlot.Series {
  if (series.drawn === "bars") {
    const paths = uPlot.paths.bars?.({ size: [0.5, 24] });
    return { fill: faint, width: 0, points: { show: false }, ...(paths === undefined ? {} : { paths }) };
  }
  return {
    stroke: ink,
    width: 1.5,
    dash: dashes[series.drawn],
    points: { show: true, size: 5, fill: ink, stroke: ink, filter: () => alone(column) },
  };
}

function axisOf({ faint, line, font }: Colours, said: (values: number[], span: number) => string[]): uPlot.Axis {
  return {
    stroke: faint,
    font,
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
    values: (chart, values) => {
      const { min = 0, max = 0 } = chart.scales["x"] ?? {};
      return said(values, (max ?? 0) - (min ?? 0));
    },
  };
}

/** The hour; the day where one begins, and in spans of more than two days. */
function timeSaid(values: number[], span: number): string[] {
  return values.map((value) => {
    const time = new Date(value * 1_000);
    const isMidnight = time.getHours() === 0 && time.getMinutes() === 0;
    const date = time.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
    if (span > 2 * day) return date;
    return isMidnight ? date : time.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  });
}

/** Several lines have their names at their ends, apart from each other, instead of a legend. */
function labelEnds(chart: uPlot, spec: ChartSpec, { ink, font }: Colours): void {
  const { series } = spec;
  if (series.length < 2) return;
  const lines = linesOf(spec, chart.data as Drawn);
  const { ctx } = chart;
  const ratio = devicePixelRatio;
  let lowest = Number.NEGATIVE_INFINITY;
  const ends = series.flatMap(({ says }, place) => {
    const column = lines[place] ?? [];
    const last = column.findLastIndex((value) => value !== null);
    const value = column[last];
    return typeof value === "number"
      ? [{ says, top: chart.valToPos(value, "y", true), left: chart.valToPos(chart.data[0][last] ?? 0, "x", true) }]
      : [];
  });
  ctx.save();
  ctx.fillStyle = ink;
  ctx.font = font.replace("12px", `${12 * ratio}px`);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  for (const { says, top, left } of ends.toSorted((one, other) => one.top - other.top)) {
    const at = Math.max(top, lowest + 14 * ratio);
    ctx.fillText(says, left + 8 * ratio, at);
    lowest = at;
  }
  ctx.restore();
}
