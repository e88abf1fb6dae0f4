import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { HistoryOutput } from "../../../src/model/output/history.ts";
import type { StatusOutput } from "../../../src/model/output/status.ts";
import { withParameters } from "../../address.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { dayAndHour, When } from "../../parts/when.tsx";
import { HappeningTable } from "../record/happening-table.tsx";
import { type Happening, happeningsOf } from "../record/happenings.ts";
import { rememberLook, sinceWhen } from "../record/since.ts";
import { Timeline } from "../record/timeline.tsx";
import type { PageContext } from "../routes.tsx";
import { Figures } from "./figures.tsx";
import { Needs } from "./needs.tsx";
import { sentenceOf } from "./sentence.ts";
import { Where } from "./where.tsx";

/** What needs me, where are we, who did what since I looked. */
export function OverviewPage({ overview, status }: PageContext): JSX.Element {
  const now = useMemo(() => new Date(), []);
  const { from, says } = useMemo(() => sinceWhen(now), [now]);
  const recent = useAnswer(`/history?since=${encodeURIComponent(from.toISOString())}&limit=200`, {
    topics: ["rows", "applies", "refusals"],
  });
  const { entries = [] } = (recent.reply?.document ?? {}) as Partial<HistoryOutput>;
  const happenings = happeningsOf(entries);
  useEffect(() => {
    addEventListener("pagehide", rememberLook);
    return () => removeEventListener("pagehide", rememberLook);
  }, []);
  return (
    <Page
      title={status === undefined ? "Overview" : sentenceOf(status)}
      crumb={
        <>
          {dayAndHour(now)}. {says} <When at={from} /> <Spans />
        </>
      }
      isLoading={overview.isLoading || recent.isLoading}
      problem={overview.reply?.problem ?? recent.reply?.problem}
      onRetry={overview.reload}
    >
      {status !== undefined && <Shown status={status} happenings={happenings} from={from} now={now} />}
    </Page>
  );
}

/** Other spans than since the last look. */
function Spans(): JSX.Element {
  return (
    <span class="second spans">
      {[
        ["look", "last look"],
        ["24h", "24 h"],
        ["7d", "7 d"],
      ].map(([since, text]) => (
        <a key={since} href={withParameters({ since: since === "look" ? undefined : since })}>
          {text}
        </a>
      ))}
    </span>
  );
}

interface ShownProps {
  readonly status: StatusOutput;
  readonly happenings: readonly Happening[];
  readonly from: Date;
  readonly now: Date;
}

function Shown({ status, happenings, from, now }: ShownProps): JSX.Element {
  if (status.git !== null && status.git.last_apply === null)
    return (
      <p class="empty">
        What an apply would write: <Command text="v7 plan" />
      </p>
    );
  return (
    <div class="columns">
      <div>
        <Needs status={status} happenings={happenings} />
        <Where status={status} />
        <section aria-labelledby="since">
          <div class="section-head">
            <h2 id="since">Who changed what since then</h2>
            <a class="second" href={`/ui/history?view=timeline&since=${from.toISOString()}`}>
              Timeline
            </a>
          </div>
          {happenings.length === 0 && <p class="empty">Nobody changed anything.</p>}
          <Timeline happenings={happenings} span={{ from, to: now }} />
          {happenings.length > 0 && <HappeningTable happenings={happenings.slice(0, 10)} label="Who changed what" />}
          {happenings.length > 10 && (
            <p class="under">
              10 of {happenings.length} shown. <a href={`/ui/history?since=${from.toISOString()}`}>All of them</a>
            </p>
          )}
        </section>
      </div>
      <Figures status={status} />
    </div>
  );
}
