import type { JSX } from "preact";
import type { ReportOutput } from "../../../src/model/output/report.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { address } from "../../address.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { Filters, filtersOf } from "../../parts/filters.tsx";
import { List } from "../../parts/list.tsx";
import { keyOf } from "../../parts/row-key.ts";
import type { Column, Row } from "../../parts/table.tsx";
import { counted } from "../../parts/value.tsx";
import type { PageContext } from "../routes.tsx";

/** `/ui/gaps`: what is missing, stale, duplicated or risky, as far as something has looked. */
export function GapsPage({ faces }: PageContext): JSX.Element {
  const face = faces.find(({ name }) => name === "gaps");
  const sent = new URLSearchParams(
    [...address.value.searchParams].filter(([name]) => name in (face?.parameters ?? {})),
  );
  const answered = useAnswer(`/gaps${sent.size === 0 ? "" : `?${sent}`}`, {
    topics: face?.topics ?? [],
    waits: true,
  });
  const { rows = [] } = (answered.reply?.document ?? {}) as Partial<ReportOutput>;
  const filters = face === undefined ? [] : filtersOf(face, {});
  const total = answered.reply?.total ?? rows.length;
  return (
    <Page
      title={rows.length === 0 ? "Gaps" : `${counted(total)} ${total === 1 ? "gap is" : "gaps are"} open`}
      meta="What was found and is still open. What nothing has looked for is not known to be well."
      isLoading={answered.isLoading}
      problem={answered.reply?.problem}
      onRetry={answered.reload}
    >
      {rows.length > 0 && <Filters filters={filters} />}
      {answered.reply?.document !== undefined && (
        <List
          answered={answered}
          label="Gaps, the gravest first"
          columns={columns}
          rows={rows}
          total={total}
          keyOf={keyOfGap}
          sorts
          filters={filters.map(([name]) => name)}
          empty={<NothingFound />}
          newer={0}
        />
      )}
    </Page>
  );
}

const columns: readonly Column[] = [
  { key: "severity" },
  { key: "gap_type", title: "Type" },
  { key: "scope" },
  { key: "recommended_action", title: "What to do" },
  { key: "impact_score", title: "Impact" },
  { key: "has_open_action", title: "Queued" },
  { key: "first_seen" },
];

/** Gaps have no name of their own in the report. */
function keyOfGap(row: Row, at: number): string {
  const parts = ["gap_type", "scope", "first_seen"].map((key) => String(row[key] ?? ""));
  return parts.every((part) => part === "") ? keyOf(row, at) : parts.join(" ");
}

/** No gap is no proof: what else there is to look at. */
function NothingFound(): JSX.Element {
  return (
    <>
      <p>No gap is open. Only what looks for gaps writes them here; until it has run, that says nothing.</p>
      <p class="under">What is missing or wrong in the rows themselves:</p>
      <Command text="v7 report integrity" />
    </>
  );
}
