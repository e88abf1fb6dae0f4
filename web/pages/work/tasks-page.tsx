import type { JSX } from "preact";
import type { ListedResource, TaskListOutput } from "../../../src/model/output/task-list.ts";
import { address } from "../../address.ts";
import { faceFor } from "../../data/faces.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Filters, filtersOf } from "../../parts/filters.tsx";
import { escaped } from "../../parts/links.ts";
import { Newer } from "../../parts/newer.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import { statusSymbol } from "../../parts/symbols.ts";
import { Absent, Text } from "../../parts/text.tsx";
import { Views } from "../../parts/views.tsx";
import { AnswerPage } from "../answer-page.tsx";
import { NotFound } from "../not-found.tsx";
import type { PageContext } from "../routes.tsx";
import { type BoardColumn, columnsOf } from "./board.ts";

/** `/ui/tasks`: as a list, or with `view=board` by what can be worked on. */
export function TasksPage(context: PageContext): JSX.Element {
  const asked = faceFor("/tasks", context.faces);
  if (asked === undefined) return <NotFound />;
  const isBoard = address.value.searchParams.get("view") === "board";
  if (isBoard) return <Board context={context} />;
  return <AnswerPage asked={asked} path="/tasks" crumb={<Views views={views} usual="list" />} />;
}

const views = [
  ["list", "List"],
  ["board", "Board"],
] as const;

function Board({ context: { faces } }: { readonly context: PageContext }): JSX.Element {
  const face = faces.find(({ name }) => name === "tasks");
  const query = new URLSearchParams(
    [...address.value.searchParams].filter(([name]) => name in (face?.parameters ?? {})),
  );
  query.set("limit", "1000");
  const answered = useAnswer(`/tasks?${query}`, { topics: ["documents"], waits: true });
  const { tasks = [] } = (answered.reply?.document ?? {}) as Partial<TaskListOutput>;
  const columns = columnsOf(tasks);
  const open = tasks.length - (columns.find(({ name }) => name === "Done")?.tasks.length ?? 0);
  return (
    <Page
      title={`${open} of ${tasks.length} tasks are not done`}
      crumb={<Views views={views} usual="list" />}
      isLoading={answered.isLoading}
      problem={answered.reply?.problem}
      onRetry={answered.reload}
    >
      {face !== undefined && <Filters filters={filtersOf(face, {})} />}
      <Newer answered={answered} />
      <ul class="board">
        {columns.map((column) => (
          <Column key={column.name} column={column} />
        ))}
      </ul>
    </Page>
  );
}

/** How many cards a column shows. */
const most = 50;

function Column({ column: { name, tasks, isFolded } }: { readonly column: BoardColumn }): JSX.Element {
  const cards = (
    <ul>
      {tasks.slice(0, most).map((task) => (
        <Card key={task.address} task={task} />
      ))}
      {tasks.length > most && <li class="second">{tasks.length - most} more, in the list</li>}
      {tasks.length === 0 && (
        <li>
          <Absent>none</Absent>
        </li>
      )}
    </ul>
  );
  if (isFolded)
    return (
      <li>
        <details>
          <summary>
            <b>{name}</b> <span class="quiet">{tasks.length}</span>
          </summary>
          {cards}
        </details>
      </li>
    );
  return (
    <li>
      <h2>
        {name} <span class="quiet">{tasks.length}</span>
      </h2>
      {cards}
    </li>
  );
}

function Card({ task }: { readonly task: ListedResource }): JSX.Element {
  const { address: of, name, status, depends_on: needs } = task;
  return (
    <li class="card" data-row={of}>
      <Symbol name={statusSymbol(status ?? "pending") ?? "unknown"} />
      <div>
        <a href={`/ui/r/${escaped(of)}`}>
          <Text of={of.replace(/^task\//, "")} class="mono" />
        </a>{" "}
        <Text of={name ?? ""} />
        {needs.length > 0 && (
          <p class="second">
            waits for <Text of={needs.map((one) => one.replace(/^task\//, "")).join(", ")} class="mono" />
          </p>
        )}
      </div>
    </li>
  );
}
