import type { JSX } from "preact";
import type { PhaseShowOutput, PhaseTask } from "../../../src/model/output/phase-show.ts";
import { address } from "../../address.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { Newer } from "../../parts/newer.tsx";
import { Status } from "../../parts/status.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import { type Column, type Row, Table } from "../../parts/table.tsx";
import { Absent, Text } from "../../parts/text.tsx";
import type { PageContext } from "../routes.tsx";
import { Burndown } from "./burndown.tsx";
import { Evidence } from "./evidence.tsx";
import { Checklist } from "./checklist.tsx";
import { PhaseRail } from "./phase-rail.tsx";
import { gateSentence } from "./phase-words.ts";

/** `/ui/phases/N`: what opens the gate? `with` judges with a plan on top. */
export function PhasePage({ rest, status }: PageContext): JSX.Element {
  const plan = address.value.searchParams.get("with");
  const answered = useAnswer(
    `/phases/${encodeURIComponent(rest)}${plan === null ? "" : `?with=${encodeURIComponent(plan)}`}`,
    { topics: ["rows", "documents", "applies", "tests"], waits: true },
  );
  const shown = answered.reply?.document as PhaseShowOutput | undefined;
  return (
    <Page
      title={shown === undefined ? `Phase ${rest}` : titleOf(shown, rest)}
      crumb={
        <>
          <a href="/ui/phases">Phases</a> / <span class="mono">{rest}</span>
        </>
      }
      meta={shown !== undefined && <Meta shown={shown} />}
      isLoading={answered.isLoading}
      problem={answered.reply?.problem}
      onRetry={answered.reload}
    >
      <Newer answered={answered} />
      {shown !== undefined && (
        <div class="columns">
          <div>
            <Checklist shown={shown} waiting={status?.waiting ?? []} />
            <Tasks tasks={shown.tasks} number={rest} />
            <Burndown number={rest} />
          </div>
          <PhaseRail shown={shown} number={rest} />
        </div>
      )}
    </Page>
  );
}

function titleOf(shown: PhaseShowOutput, number: string): string {
  const plan = shown.gate?.plan ?? null;
  const judged = plan === null ? "" : `, with plan ${plan.plan_id.slice(0, 6)}`;
  return `Phase ${number}, ${shown.phase.name ?? "without a name"}${judged}: ${gateSentence(shown)}`;
}

function Meta({ shown: { phase, day, source, address: of } }: { readonly shown: PhaseShowOutput }): JSX.Element {
  const { leadPersona: lead, plannedDays: planned, "metadata.labels": labels } = phase;
  const goal = (labels as { readonly gate?: unknown } | null | undefined)?.gate;
  return (
    <>
      <Status of={phase.status ?? "not_started"} />
      {day !== null && `, day ${day}${typeof planned === "number" ? ` of ${planned}` : ""}`}
      {day === null && typeof planned === "number" && `, ${planned} days planned`}
      {typeof lead === "string" && (
        <>
          , led by <Text of={lead} />
        </>
      )}
      .{" "}
      {typeof goal === "string" && (
        <>
          It is to end with: <Text of={goal} />.{" "}
        </>
      )}
      <a href={`/ui/r/${of}`}>
        <Text of={source ?? "In no document"} class="mono" />
      </a>
    </>
  );
}

function Tasks({ tasks, number }: { readonly tasks: readonly PhaseTask[]; readonly number: string }): JSX.Element {
  const done = tasks.filter(({ status }) => status === "completed" || status === "cancelled").length;
  return (
    <section aria-labelledby="tasks">
      <div class="section-head">
        <h2 id="tasks">
          Tasks <span class="quiet">{tasks.length === 0 ? "" : `${done} of ${tasks.length} done`}</span>
        </h2>
        <span class="spans second">
          <a href={`/ui/tasks?phase=${number}&view=board`}>Board</a>
          <a href={`/ui/graph?phase=${number}`}>Graph</a>
        </span>
      </div>
      {tasks.length === 0 ? (
        <div class="empty">
          <p>No task is in this phase.</p>
          <Command text={`v7 task new ${number} NAME`} />
        </div>
      ) : (
        <Table
          label={`Tasks of phase ${number}`}
          columns={columns}
          rows={tasks as unknown as readonly Row[]}
          keyOf={(row) => taskIn(row).address}
          hrefOf={(row) => `/ui/r/${taskIn(row).address}`}
        />
      )}
    </section>
  );
}

function taskIn(row: Row): PhaseTask {
  return row as unknown as PhaseTask;
}

const columns: readonly Column[] = [
  {
    key: "name",
    title: "Task",
    cell: (row) => (
      <>
        <Text of={taskIn(row).address.replace(/^task\//, "")} class="mono" /> <Text of={taskIn(row).name ?? ""} />
      </>
    ),
  },
  { key: "status", title: "State", cell: (row) => <TaskState task={taskIn(row)} /> },
  { key: "who" },
  { key: "waits_for", cell: (row) => <Needs task={taskIn(row)} /> },
  { key: "since" },
  { key: "evidence", cell: (row) => <Evidence of={taskIn(row).evidence} /> },
];

function TaskState({ task: { status, drifted } }: { readonly task: PhaseTask }): JSX.Element {
  return (
    <>
      <Status of={status} />
      {drifted && (
        <p class="second">
          <Symbol name="drift" /> <a href="/ui/drift">changed outside v7</a>
        </p>
      )}
    </>
  );
}

function Needs({ task: { waits_for: needs } }: { readonly task: PhaseTask }): JSX.Element {
  if (needs.length === 0) return <Absent>nothing</Absent>;
  return (
    <>
      {needs.map((need) => (
        <a key={need} class="mono" href={`/ui/r/${need}`}>
          <Text of={need.replace(/^task\//, "")} />{" "}
        </a>
      ))}
    </>
  );
}
