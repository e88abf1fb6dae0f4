import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { ReportOutput } from "../../../src/model/output/report.ts";
import { faceFor } from "../../data/faces.ts";
import { Chart } from "../../parts/chart.tsx";
import type { ChartSpec } from "../../parts/chart-data.ts";
import type { Row } from "../../parts/table.tsx";
import { heading } from "../../parts/value.tsx";
import { AnswerPage } from "../answer-page.tsx";
import { NotFound } from "../not-found.tsx";
import type { PageContext } from "../routes.tsx";

/** `/ui/reports/NAME`: its parameters, its chart where it has one over time, and its rows. */
export function ReportPage({ faces, rest }: PageContext): JSX.Element {
  const path = `/reports/${rest}`;
  const asked = faceFor(path, faces);
  if (asked === undefined) return <NotFound />;
  const crumb = (
    <>
      <a href="/ui/reports">Reports</a> / <span class="mono">{rest}</span>
    </>
  );
  return <AnswerPage asked={asked} path={encodeURI(path)} crumb={crumb} above={drawnAbove} />;
}

function drawnAbove(document: Row): ComponentChildren {
  return <Drawn of={document as unknown as ReportOutput} />;
}

/** The rows stand below it: they are the table behind the chart. */
function Drawn({ of: report }: { readonly of: ReportOutput }): JSX.Element | null {
  const spec = useMemo(() => specOf(report), [report]);
  const rows = useMemo(() => inTime(report), [report]);
  return spec === undefined || rows.length < 2 ? null : <Chart spec={spec} rows={rows} />;
}

/** What is not drawn over time is told by its rows alone. */
function specOf({ title, chart, columns, types }: ReportOutput): ChartSpec | undefined {
  if (chart === null || !["date", "time"].includes(types[columns.indexOf(chart.across)] ?? "")) return undefined;
  return {
    says: title,
    unit: null,
    isCount: true,
    at: chart.across,
    series: chart.lines.map((key) => ({
      key,
      says: heading(key).toLowerCase(),
      drawn: chart.form === "bars" ? "bars" : "line",
    })),
  };
}

/** Some reports begin with what is newest. */
function inTime({ rows, chart }: ReportOutput): readonly Row[] {
  const across = chart?.across ?? "";
  return rows.toSorted((one, other) => (String(one[across]) < String(other[across]) ? -1 : 1));
}
