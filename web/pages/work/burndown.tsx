import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { rowsIn } from "../../data/question.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Chart } from "../../parts/chart.tsx";
import type { ChartSpec } from "../../parts/chart-data.ts";
import type { Column } from "../../parts/table.tsx";

/** How many days are looked back at. */
const days = 30;

/** Scope and what is done of a phase, day by day: a line, where there is more than one day. */
export function Burndown({ number }: { readonly number: string }): JSX.Element | null {
  const query = `/reports/burndown?phase=${encodeURIComponent(number)}&days=${days}`;
  const { reply } = useAnswer(query, { topics: ["rows"] });
  const rows = useMemo(() => rowsIn(reply?.document, "rows"), [reply]);
  const spec = useMemo(() => specOf(number), [number]);
  if (rows.filter(({ scope }) => typeof scope === "number").length < 2) return null;
  return (
    <section aria-labelledby="burndown">
      <div class="section-head">
        <h2 id="burndown">Work left</h2>
        <a href={`/ui${query}`}>As a report</a>
      </div>
      <Chart spec={spec} rows={rows} columns={columns} />
    </section>
  );
}

function specOf(number: string): ChartSpec {
  return {
    says: `Tasks of phase ${number}, the last ${days} days`,
    unit: null,
    isCount: true,
    at: "day",
    series: [
      { key: "scope", says: "in scope", drawn: "line" },
      { key: "done", says: "done", drawn: "line" },
    ],
  };
}

const columns: readonly Column[] = [
  { key: "day" },
  { key: "remaining", title: "Left" },
  { key: "done" },
  { key: "scope" },
  { key: "state" },
];
