import type { JSX } from "preact";
import type { ApprovalsOutput, PendingPlan } from "../../../src/model/output/approvals.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import { type Row, Table } from "../../parts/table.tsx";
import { Absent, Text } from "../../parts/text.tsx";
import { list } from "./standing.ts";

/** `/ui/plans`: what waits for somebody, and what was agreed. */
export function PlansPage(): JSX.Element {
  const answered = useAnswer("/plans", { topics: ["rows", "documents", "applies", "approvals"] });
  const shown = answered.reply?.document as ApprovalsOutput | undefined;
  return (
    <Page
      title={shown === undefined ? "Plans" : titleOf(shown)}
      meta={
        <>
          <a href="/ui/plans/now">The plan that the documents make now</a>
        </>
      }
      isLoading={answered.isLoading}
      problem={answered.reply?.problem}
      onRetry={answered.reload}
    >
      {shown !== undefined && <Pending plans={shown.pending} />}
      {shown !== undefined && <Given approvals={shown.approvals ?? []} />}
    </Page>
  );
}

function titleOf({ pending }: ApprovalsOutput): string {
  const [first] = pending;
  if (first === undefined) return "No plan waits for approval";
  return pending.length === 1 ? `A plan waits for ${list(first.missing)}` : `${pending.length} plans wait for somebody`;
}

function Pending({ plans }: { readonly plans: readonly PendingPlan[] }): JSX.Element {
  if (plans.length === 0)
    return (
      <p class="empty">
        What an apply would change: <Command text="v7 plan" />
      </p>
    );
  return (
    <Table
      label="Plans that wait"
      columns={[
        {
          key: "plan_id",
          title: "Plan",
          cell: ({ plan_id: id }) => <span class="mono">{String(id).slice(0, 6)}</span>,
        },
        { key: "summary", title: "Rows", cell: (row) => <Counts plan={row as unknown as PendingPlan} /> },
        { key: "missing", title: "Waits for" },
        { key: "created_by", title: "Asked by" },
        { key: "created_at", title: "First seen" },
      ]}
      rows={plans as unknown as readonly Row[]}
      keyOf={({ plan_id: id }) => String(id).slice(0, 16)}
      hrefOf={({ plan_id: id }) => `/ui/plans/${String(id).slice(0, 16)}`}
    />
  );
}

function Counts({ plan: { summary } }: { readonly plan: PendingPlan }): JSX.Element {
  const parts = [
    ["create", summary.add, "to add"],
    ["update", summary.change, "to change"],
    ["delete", summary.destroy, "to destroy"],
  ] as const;
  const some = parts.filter(([, count]) => count > 0);
  if (some.length === 0) return <Absent>none</Absent>;
  return (
    <>
      {some.map(([symbol, count, words]) => (
        <span key={symbol}>
          <Symbol name={symbol} />
          {count}
          <span class="hidden-words"> {words}</span>{" "}
        </span>
      ))}
    </>
  );
}

function Given({ approvals }: { readonly approvals: NonNullable<ApprovalsOutput["approvals"]> }): JSX.Element {
  return (
    <section aria-labelledby="given">
      <div class="section-head">
        <h2 id="given">
          Approvals <span class="quiet">{approvals.length}</span>
        </h2>
      </div>
      {approvals.length === 0 && <p class="empty">Nobody has approved anything yet.</p>}
      {approvals.length > 0 && (
        <Table
          label="Approvals"
          columns={[
            {
              key: "plan_id",
              title: "Plan",
              cell: ({ plan_id: id }) => <span class="mono">{String(id).slice(0, 6)}</span>,
            },
            { key: "persona", title: "Who was asked" },
            {
              key: "approved_by",
              title: "Who agreed",
              cell: ({ approved_by: by }) => <Text of={String(by)} class="mono" />,
            },
            { key: "status" },
            { key: "approved_at", title: "When" },
          ]}
          rows={approvals as unknown as readonly Row[]}
          keyOf={(row) =>
            `${String(row["plan_id"]).slice(0, 16)} ${String(row["persona"])} ${String(row["approved_at"])}`
          }
          hrefOf={({ plan_id: id }) => `/ui/plans/${String(id).slice(0, 16)}`}
        />
      )}
    </section>
  );
}
