import type { JSX } from "preact";
import type { DriftOutput } from "../../../src/model/output/drift.ts";
import type { HistoryOutput } from "../../../src/model/output/history.ts";
import { address } from "../../address.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { ProblemNotice } from "../../frame/page.tsx";
import { Newer } from "../../parts/newer.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import { Absent } from "../../parts/text.tsx";
import { HappeningList, type HappeningColumn } from "./happening-list.tsx";
import { applyBefore, type Happening, happeningsOf } from "./happenings.ts";
import { spanOf } from "./history-page.tsx";
import { MovableTimeline } from "./timeline.tsx";

/** How far back it looks where nobody says, in days. */
const usualDays = 7;

/** Who went past v7 when, between which applies, and what of it still stands. */
export function DriftTimeline({ drift }: { readonly drift: DriftOutput }): JSX.Element {
  const { searchParams } = address.value;
  const query = new URLSearchParams({ since: searchParams.get("since") ?? `${usualDays}d`, limit: "1000" });
  for (const name of ["until", "by", "app"]) {
    const value = searchParams.get(name);
    if (value !== null) query.set(name, value);
  }
  const answered = useAnswer(`/history?${query}`, { topics: ["rows", "applies", "refusals"], waits: true });
  const { reply } = answered;
  const { entries = [] } = (reply?.document ?? {}) as Partial<HistoryOutput>;
  const happenings = happeningsOf(entries);
  const usual = new Date((reply?.at ?? new Date()).getTime() - usualDays * 86_400_000);
  if (reply?.problem !== undefined) return <ProblemNotice problem={reply.problem} onRetry={answered.reload} />;
  if (reply === undefined) return <p class="empty" aria-busy="true" />;
  return (
    <>
      <Newer answered={answered} />
      <MovableTimeline happenings={happenings} span={spanOf(answered, happenings, usual)} />
      {happenings.length === 0 && <p class="empty">Nobody did anything in this time.</p>}
      {happenings.length > 0 && (
        <HappeningList happenings={happenings} label="Who did what" further={columnsFor(happenings, drift)} />
      )}
    </>
  );
}

function columnsFor(happenings: readonly Happening[], drift: DriftOutput): readonly HappeningColumn[] {
  const standing = new Set([...drift.drift, ...drift.conflicts].map((row) => row.address));
  const undeclared = new Set(drift.undeclared.map((row) => row.address));
  const before = applyBefore(happenings);
  return [
    { title: "Apply before it", cell: ({ key }) => <ApplyName id={before.get(key)} /> },
    {
      title: "Now",
      cell: ({ isOutside, subject }) => {
        if (!isOutside) return <Absent>no drift</Absent>;
        if (standing.has(subject)) return <Kept />;
        return <Absent>{undeclared.has(subject) ? "in no document" : "no longer differs"}</Absent>;
      },
    },
  ];
}

function ApplyName({ id }: { readonly id: string | undefined }): JSX.Element {
  return id === undefined ? <Absent>none shown</Absent> : <span class="mono">{id.slice(0, 6)}</span>;
}

function Kept(): JSX.Element {
  return (
    <span class="status">
      <Symbol name="drift" /> <a href="/ui/drift">kept</a>
    </span>
  );
}
