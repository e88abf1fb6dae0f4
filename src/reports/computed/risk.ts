import { addressOf } from "../../model/address.ts";
import type { ReportAnswer, ReportColumn } from "../../model/report.ts";
import { least } from "../../pace/forecast.ts";
import { likelihoodOf, type Past, pastOfTasks, waitingFor } from "../../pace/trouble.ts";
import { readSql } from "../../system/package-file.ts";
import { withReports, type Workspace } from "../../workspace/workspace.ts";
import type { ReportDefinition } from "../definition.ts";
import { computed, counted } from "./computed.ts";
import { isOpen, readProjectDays, type Task } from "./project-days.ts";

const columns: readonly ReportColumn[] = [
  { name: "category", type: "text" },
  { name: "count", type: "number" },
  { name: "highest_risk", type: "text" },
];

const scoreColumns: readonly ReportColumn[] = [
  { name: "address", type: "text" },
  { name: "score", type: "number" },
  { name: "impact", type: "number" },
  { name: "probability", type: "number" },
  { name: "low", type: "number" },
  { name: "high", type: "number" },
  { name: "n", type: "number" },
];

export const risk: ReportDefinition = computed(
  {
    name: "risk",
    title: "Risk",
    about:
      "High and critical risks left: enums not implemented, impacts not answered. With score=true, what is open by how likely trouble is and what it would hit.",
    parameters: [
      {
        name: "score",
        type: "boolean",
        range: null,
        default: "false",
        description:
          "every open task, file and enum: how often its like was blocked, reopened or rolled back here, times its impact",
      },
    ],
    columns,
    answers: ["001:340-358"],
    corrects: "Risks were sorted as words, critical below high; validated, retired and rolled back enums counted.",
    empty: "No risk is recorded.",
  },
  async (workspace, values) => {
    if (values.get("score") === true) return scores(workspace);
    return withReports(workspace, (reports) => reports.ask(readSql("reports/computed/risk-summary.sql"), []));
  },
);

interface OpenRisk {
  readonly kind: "task" | "file" | "enum";
  readonly address: string;
  /** Null: nobody has said. */
  readonly impact: number | null;
}

async function scores(workspace: Workspace): Promise<ReportAnswer> {
  const { tasks, timelines } = await readProjectDays(workspace);
  const { open, past } = await withReports(workspace, async (reports) => ({
    open: await reports.read<StoredRisk>(readSql("reports/computed/risk-open.sql"), []),
    past: await reports.read<Past & { readonly kind: "file" | "enum" }>(readSql("reports/computed/risk-past.sql"), []),
  }));
  const pastOf = (kind: string): Past => past.find((each) => each.kind === kind) ?? none;
  const pasts = { task: pastOfTasks(timelines), file: pastOf("file"), enum: pastOf("enum") };
  const rows = [...openTasks(tasks), ...open.map(storedRisk)].map((each) => rowOf(each, pasts[each.kind]));
  return { columns: scoreColumns, rows: rows.toSorted(byScore), notes: notesOf(pasts) };
}

const none: Past = { n: 0, troubled: 0 };

interface StoredRisk {
  readonly kind: "file" | "enum";
  readonly name: string;
  readonly impact: number | null;
}

function storedRisk({ kind, name, impact }: StoredRisk): OpenRisk {
  const address = addressOf(kind === "enum" ? "enum" : "fileplan", name, { keepSlashes: true });
  return { kind, address, impact };
}

/** Trouble with a task hits it and all that wait for it. */
function openTasks(tasks: readonly Task[]): OpenRisk[] {
  const open = tasks.filter(isOpen);
  const waiting = waitingFor(open);
  return open.map(({ key, phase, number }) => ({
    kind: "task",
    address: addressOf("task", `${phase ?? "–"}.${number}`),
    impact: 1 + (waiting.get(key) ?? 0),
  }));
}

type Row = { readonly [column: string]: string | number | null };

function rowOf({ address, impact }: OpenRisk, past: Past): Row {
  const { share, low, high } = likelihoodOf(past);
  const score = share === null || impact === null ? null : rounded(share * impact);
  return { address, score, impact, probability: rounded(share), low: rounded(low), high: rounded(high), n: past.n };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}

/** What is unknown comes last. */
function byScore(left: Row, right: Row): number {
  const order = (row: Row, name: string): number => (typeof row[name] === "number" ? row[name] : -1);
  return order(right, "score") - order(left, "score") || order(right, "impact") - order(left, "impact");
}

function notesOf({ task, file, enum: enums }: { readonly [kind in OpenRisk["kind"]]: Past }): string[] {
  const of = ({ n, troubled }: Past, what: string): string => `${troubled} of ${counted(n, what)}`;
  return [
    `In trouble here until now: ${of(task, "finished task")} (blocked or reopened), ${of(file, "file")} (a step back), ${of(enums, "enum")} (rolled back). Below ${least} of a kind, nothing is said.`,
    "Impact of a task: it and what waits for it; of a file: its impact score; of an enum: its risk level, 1 to 4.",
  ];
}
