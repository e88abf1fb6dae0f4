import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { FaceSummary } from "../../../src/model/face-summary.ts";
import type { HealthOutput } from "../../../src/model/output/health.ts";
import { address } from "../../address.ts";
import { rowsIn, unknownBeside } from "../../data/question.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Chart } from "../../parts/chart.tsx";
import type { ChartSpec } from "../../parts/chart-data.ts";
import { Command } from "../../parts/command.tsx";
import { Filters, filtersOf } from "../../parts/filters.tsx";
import { Newer } from "../../parts/newer.tsx";
import { type Column, type Row, Table } from "../../parts/table.tsx";
import { Unknown } from "../../parts/unknown.tsx";
import { counted, size } from "../../parts/value.tsx";
import { grownSentence, signed } from "./file-words.ts";
import { FileViews } from "./file-views.tsx";

const topics = ["files", "runs"] as const;

/** `/ui/files?view=growth`: what the registry held at each snapshot. */
export function GrowthView({ face }: { readonly face: FaceSummary }): JSX.Element {
  const days = address.value.searchParams.get("days");
  const beside = useAnswer("/health", { topics });
  const answered = useAnswer(`/snapshots?limit=1000${days === null ? "" : `&days=${encodeURIComponent(days)}`}`, {
    topics,
    waits: true,
  });
  const { reply } = answered;
  const rows = useMemo(() => rowsIn(reply?.document, "rows"), [reply]);
  return (
    <Page
      title={reply?.document === undefined ? "Files" : grownSentence(rows)}
      meta="The registry's figures as each snapshot has them. v7 daily takes one a day where something changed, and v7 session end one a session."
      isLoading={answered.isLoading}
      problem={reply?.problem}
      onRetry={answered.reload}
    >
      <Unknown names={unknownBeside(["days"])} />
      <FileViews health={beside.reply?.document as HealthOutput | undefined} />
      <Filters filters={filtersOf(face, {}).filter(([name]) => name === "days")} />
      <Newer answered={answered} />
      {reply?.document !== undefined && <Snapshots rows={rows} />}
    </Page>
  );
}

/** A line for files, one for bytes and one for components, where there is more than one snapshot. */
function Snapshots({ rows }: { readonly rows: readonly Row[] }): JSX.Element {
  if (rows.length === 0)
    return (
      <div class="empty">
        <p>No snapshot was taken in these days. This takes one:</p>
        <Command text="v7 snapshot" />
      </div>
    );
  if (rows.length === 1)
    return <Table label="Snapshots of the registry" columns={columns} rows={rows} keyOf={keyOf} isPlain />;
  return (
    <>
      {specs.map((spec) => (
        <section key={spec.says} aria-label={spec.says}>
          <div class="section-head">
            <h2>{spec.says}</h2>
          </div>
          <Chart spec={spec} rows={rows} columns={columns} />
        </section>
      ))}
    </>
  );
}

function keyOf({ taken_at: at }: Row): string {
  return `snapshot ${String(at)}`;
}

const line = (key: string, says: string, name = key): ChartSpec => ({
  says,
  unit: null,
  at: "taken_at",
  series: [{ key, says: name, drawn: "line" }],
});

const specs: readonly ChartSpec[] = [
  { ...line("files", "Registered files"), isCount: true },
  { ...line("size_bytes", "Their bytes", "bytes"), isSize: true },
  { ...line("components", "Components with files"), isCount: true },
];

const columns: readonly Column[] = [
  { key: "taken_at", title: "Taken" },
  { key: "files" },
  { key: "files_grown", title: "More files", cell: ({ files_grown: more }) => signed(more, counted) },
  { key: "size_bytes", title: "Size", shape: "number", cell: ({ size_bytes: bytes }) => size(Number(bytes)) },
  { key: "bytes_grown", title: "More bytes", shape: "number", cell: ({ bytes_grown: more }) => signed(more, size) },
  { key: "components" },
  { key: "stale_files", title: "Stale" },
  { key: "triggered_by", title: "By" },
];
