import type { JSX } from "preact";
import type { HistoryOutput } from "../../../src/model/output/history.ts";
import { address, withParameters } from "../../address.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Filters, filtersOf } from "../../parts/filters.tsx";
import { counted } from "../../parts/value.tsx";
import { When } from "../../parts/when.tsx";
import type { PageContext } from "../routes.tsx";
import { HappeningTable } from "./happening-table.tsx";
import { happeningOf } from "./happenings.ts";
import { Lanes } from "./lanes.tsx";

const sent = ["address", "since", "outside", "by", "limit"];

/** `/ui/history`: applies, rows and refusals, as a picture by who did it and as a table. */
export function HistoryPage({ faces }: PageContext): JSX.Element {
  const face = faces.find(({ name }) => name === "history");
  const query = new URLSearchParams([...address.value.searchParams].filter(([name]) => sent.includes(name)));
  const answered = useAnswer(`/history${query.size === 0 ? "" : `?${query}`}`, {
    topics: ["rows", "applies", "refusals"],
    waits: true,
  });
  const { reply, newer } = answered;
  const { entries = [] } = (reply?.document ?? {}) as Partial<HistoryOutput>;
  const happenings = entries.map(happeningOf);
  const oldest = happenings.at(-1);
  const fresh =
    newer === undefined ? 0 : ((newer.document as HistoryOutput | undefined)?.entries.length ?? 0) - entries.length;
  const filters = face === undefined ? [] : filtersOf(face, {});
  const isFiltered = filters.some(([name]) => query.has(name));
  return (
    <Page
      title={
        reply === undefined
          ? "History"
          : `${counted(happenings.length)}${reply.goesOn ? " newest" : ""} entries of history`
      }
      meta="Applies, rows that were changed and what was refused, newest first."
      isLoading={answered.isLoading}
      problem={reply?.problem}
      onRetry={answered.reload}
    >
      <Filters filters={filters} />
      {newer !== undefined && reply !== undefined && (
        <button type="button" class="newer" onClick={answered.accept}>
          {fresh > 0 ? `${fresh} newer` : "Newer"} since <When at={reply.at} />
        </button>
      )}
      {reply !== undefined && happenings.length === 0 && (
        <p class="empty">
          {isFiltered ? "None match these filters. " : "Nothing has happened yet."}
          {isFiltered && <a href="/ui/history">Without filters</a>}
        </p>
      )}
      {oldest !== undefined && (
        <Lanes happenings={happenings} from={new Date(oldest.at)} to={reply?.at ?? new Date()} />
      )}
      {happenings.length > 0 && <HappeningTable happenings={happenings} label="History" showsWho />}
      {reply?.goesOn === true && (
        <p class="under">
          Showing {counted(happenings.length)} of more.{" "}
          <a href={withParameters({ limit: String(Math.min(1_000, happenings.length + 100)) })} data-stays>
            Load 100 more
          </a>
        </p>
      )}
    </Page>
  );
}
