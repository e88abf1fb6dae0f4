import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { rowsIn } from "../../data/question.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Chart } from "../../parts/chart.tsx";
import type { ChartSpec } from "../../parts/chart-data.ts";
import type { Column } from "../../parts/table.tsx";

/** How many weeks are looked back at. */
const weeks = 12;

/** What sessions did in each of the last weeks: a trend, where there is more than one. */
export function ByWeek(): JSX.Element | null {
  const { reply } = useAnswer(`/reports/sessions?weeks=${weeks}`, { topics: ["sessions"] });
  const rows = useMemo(() => rowsIn(reply?.document, "rows").toReversed(), [reply]);
  if (rows.length < 2) return null;
  return (
    <section aria-labelledby="by-week">
      <div class="section-head">
        <h2 id="by-week">Sessions a week</h2>
        <a href={`/ui/reports/sessions?weeks=${weeks}`}>As a report</a>
      </div>
      <Chart spec={spec} rows={rows} columns={columns} />
    </section>
  );
}

const spec: ChartSpec = {
  says: `Sessions a week, the last ${weeks} weeks`,
  unit: null,
  isCount: true,
  at: "week",
  series: [{ key: "sessions", says: "sessions", drawn: "bars" }],
};

const columns: readonly Column[] = [
  { key: "week", title: "Week from" },
  { key: "sessions" },
  { key: "abandoned" },
  { key: "hours" },
  { key: "commits" },
  { key: "log_entries", title: "Entries" },
];
