import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { address, navigate, withParameters } from "../../address.ts";
import { rowsIn } from "../../data/question.ts";
import type { Answered } from "../../data/use-answer.ts";
import { Chart } from "../../parts/chart.tsx";
import type { ChartSpec } from "../../parts/chart-data.ts";
import { Command } from "../../parts/command.tsx";
import { shellWord } from "../../parts/shell-word.ts";
import type { Column, Row } from "../../parts/table.tsx";
import { Text } from "../../parts/text.tsx";

/** How far back one looks, in hours. */
const spans = [
  [24, "day"],
  [168, "7 days"],
  [720, "30 days"],
  [8_760, "year"],
] as const;

const usual = 24;

/** The question for a machine's metrics, as the page's address narrows it. */
export function metricsQuestion(node: string, parameters: URLSearchParams): string {
  const asked = new URLSearchParams({ limit: "1000", hours: String(hoursOf(parameters)) });
  const metric = parameters.get("metric");
  if (metric !== null) asked.set("metric", metric);
  return `/nodes/${encodeURIComponent(node)}/metrics?${asked}`;
}

function hoursOf(parameters: URLSearchParams): number {
  return wrongHours(parameters).length > 0 ? usual : Number(parameters.get("hours") ?? usual);
}

/** The name of the parameter where it says no number of hours that can be asked for. */
export function wrongHours(parameters: URLSearchParams): readonly string[] {
  const hours = Number(parameters.get("hours") ?? usual);
  return Number.isInteger(hours) && hours >= 1 && hours <= 87_600 ? [] : ["hours"];
}

/** How each metric of a machine went. */
export function Metrics({
  node,
  answered: { reply },
}: {
  readonly node: string;
  readonly answered: Answered;
}): JSX.Element {
  const parameters = address.value.searchParams;
  const hours = hoursOf(parameters);
  const metric = parameters.get("metric");
  const rows = rowsIn(reply?.document, "rows");
  const charts = [...Map.groupBy(rows, (row) => `${String(row["metric_name"])} ${String(row["metric_unit"] ?? "")}`)];
  const names = [...new Set(rows.map((row) => String(row["metric_name"])))];
  return (
    <section aria-labelledby="metrics">
      <div class="section-head">
        <h2 id="metrics">
          Metrics <span class="quiet">{charts.length}</span>
        </h2>
        <Narrowing hours={hours} metric={metric} names={names} />
      </div>
      {reply?.problem !== undefined && (
        <p class="banner is-bad" role="status">
          <Text of={`${reply.problem.title}. ${reply.problem.detail}`} />
        </p>
      )}
      {reply !== undefined && reply.problem === undefined && charts.length === 0 && (
        <NothingMeasured node={node} hours={hours} metric={metric} />
      )}
      {charts.map(([name, measured]) => (
        <Measured key={name} node={node} hours={hours} rows={measured} />
      ))}
      {reply?.goesOn === true && <p class="under">There are more than fit here: choose one metric.</p>}
    </section>
  );
}

interface NarrowingProps {
  readonly hours: number;
  readonly metric: string | null;
  readonly names: readonly string[];
}

function Narrowing({ hours, metric, names }: NarrowingProps): JSX.Element {
  const set = (changes: Record<string, string | undefined>): void =>
    navigate(withParameters(changes), { replace: true });
  const known = metric === null || names.includes(metric) ? names : [...names, metric];
  const isUsual = spans.some(([span]) => span === hours);
  return (
    <span class="narrowing second">
      {(known.length > 1 || metric !== null) && (
        <label>
          <span class="hidden-words">Metric</span>
          <select onChange={(event) => set({ metric: event.currentTarget.value || undefined })}>
            <option value="">all metrics</option>
            {known.map((name) => (
              <option key={name} selected={name === metric}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span class="hidden-words">Span</span>
        <select
          onChange={({ currentTarget: { value } }) => set({ hours: value === String(usual) ? undefined : value })}
        >
          {!isUsual && <option selected value={hours}>{`the last ${hours} hours`}</option>}
          {spans.map(([span, says]) => (
            <option key={span} value={span} selected={span === hours}>
              the last {says}
            </option>
          ))}
        </select>
      </label>
    </span>
  );
}

function NothingMeasured({
  node,
  hours,
  metric,
}: {
  readonly node: string;
  readonly hours: number;
  readonly metric: string | null;
}): JSX.Element {
  return (
    <div class="empty">
      <p>
        {metric === null ? "No metric" : <Text of={metric} class="mono" />} of this machine was measured in that time.
        What was measured before:
      </p>
      <Command
        text={`v7 report metric --param node=${shellWord(node)} --param hours=${Math.min(87_600, hours * 30)}`}
      />
    </div>
  );
}

function Measured({
  node,
  hours,
  rows,
}: {
  readonly node: string;
  readonly hours: number;
  readonly rows: readonly Row[];
}): JSX.Element {
  const name = String(rows[0]?.["metric_name"]);
  const unit = rows[0]?.["metric_unit"] as string | null | undefined;
  const spec = useMemo<ChartSpec>(() => specOf({ name, node, unit, hours }), [name, node, unit, hours]);
  const coarse = rows.filter(({ kept }) => kept !== "each").length;
  return (
    <div class="metric">
      <h3>
        <Text of={name} class="mono" /> {spec.unit !== null && <Text of={spec.unit} class="quiet" />}
      </h3>
      <p class="second">
        The average of each step, and between which values it lay.
        {coarse > 0 && ` ${coarse} of ${rows.length} steps are of values kept by the hour or the day.`}
      </p>
      <Chart spec={spec} rows={rows} columns={columns} />
    </div>
  );
}

interface MetricAsked {
  readonly name: string;
  readonly node: string;
  readonly unit: string | null | undefined;
  readonly hours: number;
}

function specOf({ name, node, unit = null, hours }: MetricAsked): ChartSpec {
  return {
    says: `${name} of ${node}`,
    unit,
    at: "at",
    series: [{ key: "avg_value", says: "average", drawn: "line" }],
    band: { low: "min_value", high: "max_value" },
    // As the server steps: seventy-two of them; what was kept by the hour or the day stands for as long.
    step: ({ kept }) => Math.max(hours * 50_000, longest[String(kept)] ?? 0),
  };
}

const longest: Readonly<Record<string, number>> = { "by the hour": 3_600_000, "by the day": 86_400_000 };

const columns: readonly Column[] = [
  { key: "at", title: "From" },
  { key: "avg_value", title: "Average" },
  { key: "min_value", title: "Lowest" },
  { key: "max_value", title: "Highest" },
  { key: "samples" },
  { key: "kept" },
];
