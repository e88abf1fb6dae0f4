import type { JSX } from "preact";
import type { HistoryOutput } from "../../../src/model/output/history.ts";
import { address, withParameters } from "../../address.ts";
import { type Answered, useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Filters, filtersOf } from "../../parts/filters.tsx";
import { Newer } from "../../parts/newer.tsx";
import { counted } from "../../parts/value.tsx";
import { Views } from "../../parts/views.tsx";
import type { PageContext } from "../routes.tsx";
import { HappeningList } from "./happening-list.tsx";
import { type Happening, happeningsOf } from "./happenings.ts";
import { momentIn } from "./since.ts";
import { MovableTimeline } from "./timeline.tsx";
import type { Span } from "./timeline-layout.ts";

/** `/ui/history`: applies, rows and refusals, as a table, and with `view=timeline` as a picture by who did it too. */
export function HistoryPage({ faces }: PageContext): JSX.Element {
  const face = faces.find(({ name }) => name === "history");
  const isTimeline = address.value.searchParams.get("view") === "timeline";
  const query = historyQuery(Object.keys(face?.parameters ?? {}), isTimeline ? "1000" : undefined);
  const answered = useAnswer(`/history${query.size === 0 ? "" : `?${query}`}`, {
    topics: ["rows", "applies", "refusals"],
    waits: true,
  });
  const { reply } = answered;
  const { entries = [] } = (reply?.document ?? {}) as Partial<HistoryOutput>;
  const happenings = happeningsOf(entries);
  const filters = face === undefined ? [] : filtersOf(face, {});
  const isFiltered = filters.some(([name]) => query.has(name));
  return (
    <Page
      title={
        reply === undefined
          ? "History"
          : `${counted(happenings.length)}${reply.goesOn ? " newest" : ""} entries of history`
      }
      crumb={<Views views={views} usual="table" />}
      meta="Applies, rows that were changed outside of them and what was refused, newest first."
      isLoading={answered.isLoading}
      problem={reply?.problem}
      onRetry={answered.reload}
    >
      <Filters filters={filters} />
      <Newer answered={answered} />
      {isTimeline && reply?.document !== undefined && (
        <MovableTimeline happenings={happenings} span={spanOf(answered, happenings)} />
      )}
      {reply?.document !== undefined && happenings.length === 0 && <Nothing isFiltered={isFiltered} />}
      {happenings.length > 0 && <HappeningList happenings={happenings} label="History" />}
      {reply?.goesOn === true && (
        <p class="under">
          Showing {counted(happenings.length)} of more.{" "}
          {happenings.length < 1_000 && (
            <a href={withParameters({ limit: String(Math.min(1_000, happenings.length + 100)) })} data-stays>
              Load 100 more
            </a>
          )}
        </p>
      )}
    </Page>
  );
}

const views = [
  ["table", "Table"],
  ["timeline", "Timeline"],
] as const;

/** What of the address is asked of the record; `limit` where the address says none. */
export function historyQuery(known: readonly string[], limit: string | undefined): URLSearchParams {
  const query = new URLSearchParams([...address.value.searchParams].filter(([name]) => known.includes(name)));
  if (limit !== undefined && !query.has("limit")) query.set("limit", limit);
  return query;
}

const hourLength = 3_600_000;
const dayLength = 24 * hourLength;

/** As the address says; else from the oldest that is shown to the time it was asked. */
export function spanOf({ reply }: Answered, happenings: readonly Happening[], usual?: Date): Span {
  const asked = reply?.at ?? new Date();
  const to = momentIn("until", asked) ?? asked;
  const oldest = happenings.at(-1);
  const began = oldest === undefined ? to.getTime() - dayLength : Date.parse(oldest.at);
  // What happened within minutes is drawn in an hour.
  const from = momentIn("since", asked) ?? usual ?? new Date(Math.min(began, to.getTime() - hourLength));
  return { from, to };
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }): JSX.Element {
  return (
    <p class="empty">
      {isFiltered ? "None match these filters. " : "Nothing has happened yet."}
      {isFiltered && <a href="/ui/history">Without filters</a>}
    </p>
  );
}
