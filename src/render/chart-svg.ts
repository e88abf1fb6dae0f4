import type { ReportOutput } from "../model/output/report.ts";
import { type ChartPoints, type ChartSeries, chartPoints } from "./chart-points.ts";
import { escapeControls } from "./type/escape.ts";

/** A report as a picture of its own: it loads nothing, runs nothing, and can be read on light and on dark ground. */
export function renderChartSvg(output: ReportOutput): string {
  const points = chartPoints(output);
  const { height, body } = points.form === "lines" ? lines(points) : bars(points);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${text(points.title)}">`,
    `<title>${text(points.title)}</title>`,
    `<style>${style}</style>`,
    `<text class="title" x="${left}" y="24">${text(points.title)}</text>`,
    ...(points.labels.length === 0 ? [`<text x="${left}" y="60">${text(output.empty)}</text>`] : body),
    "</svg>",
    "",
  ].join("\n");
}

const width = 720;
const left = 56;
const right = 24;
const top = 44;

const style = `text{font:12px system-ui,sans-serif;fill:#333}.title{font-size:15px;font-weight:600}.grid{stroke:#ddd}
.s0{stroke:#2563a8;fill:#2563a8}.s1{stroke:#b3541e;fill:#b3541e}.s2{stroke:#3c7d3c;fill:#3c7d3c}polyline,line{fill:none!important;stroke-width:2}.grid{stroke-width:1}
text.s0,text.s1,text.s2,rect{stroke:none}.dashed{stroke-dasharray:5 4}
@media (prefers-color-scheme:dark){text{fill:#ddd}.grid{stroke:#444}.s0{stroke:#7db4ee;fill:#7db4ee}.s1{stroke:#f0a070;fill:#f0a070}.s2{stroke:#8fce8f;fill:#8fce8f}}`;

interface Drawing {
  readonly height: number;
  readonly body: readonly string[];
}

function lines({ labels, series, most, dashed }: ChartPoints): Drawing {
  const height = 360;
  const bottom = height - 64;
  const across = (index: number): number =>
    round(left + (width - left - right) * (labels.length === 1 ? 0.5 : index / (labels.length - 1)));
  const up = (value: number): number => round(bottom - ((bottom - top) * value) / most);
  const ticks = [...new Set([0, Math.round(most / 2), most])];
  return {
    height,
    body: [
      ...ticks.flatMap((tick) => [
        `<line class="grid" x1="${left}" x2="${width - right}" y1="${up(tick)}" y2="${up(tick)}"/>`,
        `<text x="${left - 8}" y="${up(tick) + 4}" text-anchor="end">${tick}</text>`,
      ]),
      `<text x="${left}" y="${bottom + 20}">${text(labels[0] ?? "")}</text>`,
      ...(labels.length > 1
        ? [`<text x="${width - right}" y="${bottom + 20}" text-anchor="end">${text(labels.at(-1) ?? "")}</text>`]
        : []),
      ...series.flatMap(({ values }, line) => strokes(values, dashed, { line, across, up })),
      ...legend(series, height - 16),
    ],
  };
}

interface Axes {
  readonly line: number;
  across(index: number): number;
  up(value: number): number;
}

/** A stretch of points as one stroke, as long as its look stays; a value that nobody knows ends it. */
function strokes(values: readonly (number | null)[], dashed: readonly boolean[], { line, across, up }: Axes): string[] {
  const found: { readonly isDashed: boolean; readonly points: string[] }[] = [];
  let before: string | null = null;
  for (const [index, value] of values.entries()) {
    const point: string | null = value === null ? null : `${across(index)},${up(value)}`;
    const isDashed = dashed[index] === true;
    const last = found.at(-1);
    if (point !== null && before !== null && last?.isDashed === isDashed) last.points.push(point);
    else if (point !== null) found.push({ isDashed, points: before === null ? [point] : [before, point] });
    before = point;
  }
  const circles = values.flatMap((value, index) =>
    value === null || values.length > 90
      ? []
      : [`<circle class="s${line % 3}" cx="${across(index)}" cy="${up(value)}" r="2.5"/>`],
  );
  return [
    ...found.map(
      ({ isDashed, points }) =>
        `<polyline class="s${line % 3}${isDashed ? " dashed" : ""}" points="${points.join(" ")}"/>`,
    ),
    ...circles,
  ];
}

function bars({ labels, series, most }: ChartPoints): Drawing {
  const [first] = series;
  const row = 26;
  const begin = 220;
  const height = top + labels.length * row + 44;
  return {
    height,
    body: [
      ...labels.flatMap((label, index) => {
        const value = first?.values[index] ?? null;
        const y = top + index * row;
        const length = value === null ? 0 : round(((width - begin - right - 40) * Math.max(0, value)) / most);
        return [
          `<text x="${begin - 8}" y="${y + 16}" text-anchor="end">${text(label.length > 32 ? `${label.slice(0, 31)}…` : label)}</text>`,
          `<rect class="s0" x="${begin}" y="${y + 3}" width="${length}" height="${row - 8}"/>`,
          `<text x="${begin + length + 6}" y="${y + 16}">${value ?? "–"}</text>`,
        ];
      }),
      ...legend(series, height - 16),
    ],
  };
}

function legend(series: readonly ChartSeries[], y: number): string[] {
  return series.map(
    ({ name }, index) => `<text class="s${index % 3}" x="${left + index * 120}" y="${y}">● ${text(name)}</text>`,
  );
}

/** As the text or an attribute of the picture. */
function text(value: string): string {
  const entities: { readonly [sign: string]: string } = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return escapeControls(value).replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
