import type { JSX } from "preact";
import type { ReportOutput } from "../../../src/model/output/report.ts";
import type { StatusOutput } from "../../../src/model/output/status.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { Newer } from "../../parts/newer.tsx";
import { shellWord } from "../../parts/shell-word.ts";
import { type Column, type Row, Table } from "../../parts/table.tsx";
import { Absent, Text } from "../../parts/text.tsx";
import { counted } from "../../parts/value.tsx";
import { Needs } from "../overview/needs.tsx";
import type { PageContext } from "../routes.tsx";

/** `/ui/next`: what waits for a person, the command that goes on, and what was queued. */
export function NextPage({ overview, status }: PageContext): JSX.Element {
  const answered = useAnswer("/next?limit=100", { topics: ["rows", "applies", "approvals", "runs"], waits: true });
  const { rows = [] } = (answered.reply?.document ?? {}) as Partial<ReportOutput>;
  return (
    <Page
      title={status === undefined ? "What to do next" : titleOf(status, rows.length)}
      meta="What waits for a decision comes first; then what the last run queued, the most valuable first."
      isLoading={overview.isLoading || answered.isLoading}
      problem={overview.reply?.problem ?? answered.reply?.problem}
      onRetry={answered.reload}
    >
      <Newer answered={answered} />
      {status !== undefined && <Needs status={status} happenings={[]} most={Number.POSITIVE_INFINITY} />}
      {status !== undefined && <GoOn next={status.next} />}
      {answered.reply?.document !== undefined && <Queue rows={rows} />}
    </Page>
  );
}

function titleOf({ next }: StatusOutput, queued: number): string {
  if (queued > 0) return `${counted(queued)} ${queued === 1 ? "action is" : "actions are"} queued`;
  return next === null ? "Nothing is left to do" : "What to do next";
}

/** The command of `v7 status`; one that agrees to a plan stands on the plan's page alone. */
function GoOn({ next }: { readonly next: string | null }): JSX.Element | null {
  if (next === null || /^v7 approve\b/.test(next)) return null;
  return (
    <section aria-labelledby="on">
      <div class="section-head">
        <h2 id="on">What takes the migration on</h2>
      </div>
      <p class="empty">
        <Command text={next} />
      </p>
    </section>
  );
}

function Queue({ rows }: { readonly rows: readonly Row[] }): JSX.Element {
  return (
    <section aria-labelledby="queue">
      <div class="section-head">
        <h2 id="queue">
          Queued <span class="quiet">{rows.length === 0 ? "" : counted(rows.length)}</span>
        </h2>
        <a class="second" href="/ui/gaps">
          Gaps
        </a>
      </div>
      {rows.length === 0 ? (
        <div class="empty">
          <p>No action is queued: nothing has ranked any. What each task waits for:</p>
          <Command text="v7 report readiness" />
        </div>
      ) : (
        <Table
          label="Queued actions"
          columns={columns}
          rows={rows}
          keyOf={(row, at) => `${at + 1} ${String(row["title"])}`}
        />
      )}
    </section>
  );
}

const columns: readonly Column[] = [
  { key: "title", title: "What" },
  { key: "rationale", title: "Why" },
  { key: "scope", title: "Of" },
  { key: "command", title: "Command", cell: ({ command }) => <ToType command={command} /> },
  { key: "priority", title: "Priority" },
];

/** As it was queued, word by word; only v7's own is offered to be copied. */
function ToType({ command }: { readonly command: unknown }): JSX.Element {
  const { argv } = (typeof command === "object" ? (command ?? {}) : {}) as { readonly argv?: unknown };
  if (!Array.isArray(argv) || argv.length === 0) return <Absent>none</Absent>;
  const text = argv.map((word) => shellWord(String(word))).join(" ");
  return argv[0] === "v7" ? <Command text={text} /> : <Text of={text} class="mono" />;
}
