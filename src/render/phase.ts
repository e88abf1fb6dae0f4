import type { GateStanding, ListedPhase, PartDone, PhaseListOutput } from "../model/output/phase-list.ts";
import type {
  JudgedRule,
  OpenResource,
  PhaseGate,
  PhaseShowOutput,
  PhaseTask,
  TaskEvidence,
} from "../model/output/phase-show.ts";
import { renderShow } from "./show.ts";
import { counted } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { shortId } from "./type/ids.ts";
import type { Listing } from "./type/listing.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { type Column, layList, listLines, tableLines } from "./type/table.ts";
import { type Clock, fullTimes } from "./type/time.ts";

/** The phases, a line each. */
export function renderPhases({ phases }: PhaseListOutput, screen: Screen = plainScreen): Listing {
  if (phases.length === 0) return { data: "", hint: "No phase is declared. Next: v7 new phase 1" };
  return { data: tableLines(listColumns, phases.map(phaseCells), screen).join("\n"), hint: "" };
}

const listColumns: readonly Column[] = [
  { title: "PHASE" },
  { title: "NAME" },
  { title: "STATUS" },
  { title: "LEAD" },
  { title: "DAY", align: "right" },
  { title: "TASKS", align: "right" },
  { title: "FILES", align: "right" },
  { title: "ENUMS", align: "right" },
  { title: "RISK" },
  { title: "GATE" },
];

function phaseCells(phase: ListedPhase): string[] {
  const { address, name, status, lead, day, planned_days: planned, tasks, files, enums, highest_risk: risk } = phase;
  const days = day === null ? `${planned ?? ""}` : `${day}/${planned ?? "–"}`;
  return [
    escapeControls(address),
    escapeControls(name ?? "–"),
    escapeControls(status ?? "–"),
    escapeControls(lead ?? "–"),
    day === null && planned !== null ? `–/${planned}` : days,
    ...[tasks, files, enums].map(shareText),
    risk ?? "–",
    standingText(phase.gate),
  ];
}

function shareText({ done, all }: PartDone): string {
  return all === 0 ? "–" : `${done}/${all}`;
}

function standingText(gate: GateStanding | null): string {
  if (gate === null) return "no row yet";
  return gate.codes.length === 0 ? gate.state : `${gate.state} [${gate.codes.map(escapeControls).join(", ")}]`;
}

/** A phase: its gate's checklist first, then its tasks, then its sides. */
export function renderPhase(
  output: PhaseShowOutput,
  { timeZone }: Pick<Clock, "timeZone">,
  screen: Screen = plainScreen,
): string {
  const { gate, tasks } = output;
  const cells = tasks.map((task) => taskCells(task, fullTimes(timeZone)));
  const [head = "", ...sides] = renderShow(output, screen).split("\n");
  const parts = [
    [head],
    gate === null ? ["Gate: the phase has no row yet. Next: v7 plan"] : gateLines(gate, screen),
    tasks.length === 0 ? ["No task is in this phase."] : tableLines(taskColumns, cells, screen),
    sides,
  ];
  return parts.map((lines) => lines.join("\n")).join("\n\n");
}

function gateLines({ state, plan, rules }: PhaseGate, screen: Screen): string[] {
  const words = { closed: "closed", waits: "waits for a person", open: "open" } as const;
  const because = plan === null || plan.because === null ? "" : `, though ${escapeControls(plan.because)}`;
  const judged = plan === null ? "by the rows as they stand" : `with plan ${shortId(plan.plan_id)} on top${because}`;
  return [`Gate: ${words[state]}, judged ${judged}`, ...ruleLines(rules, screen)];
}

/** Each rule, and below it what is open. */
function ruleLines(rules: readonly JudgedRule[], screen: Screen): string[] {
  const signs = { passed: screen.add("✓"), failed: screen.remove("✕"), waits: screen.change("◇") } as const;
  const rows = rules.map(({ code, state, says, who, command }) => {
    const asked = who.length === 0 ? "" : `; ${who.map(escapeControls).join(", ")} decides`;
    return [signs[state], escapeControls(code), escapeControls(says) + asked, escapeControls(command ?? "")];
  });
  return layList(rows, screen, { indent: 2 }).flatMap((lines, at) => [
    ...lines,
    ...openLines(rules[at]?.open ?? [], screen),
  ]);
}

function openLines(open: readonly OpenResource[], screen: Screen): string[] {
  const rows = open.map(({ address, name, status, who, drifted, command }) => [
    ...[address, status ?? "–", name ?? "–", who ?? "nobody"].map(escapeControls),
    drifted ? "changed past v7" : "",
    escapeControls(command ?? ""),
  ]);
  return listLines(rows, screen, { indent: 5 });
}

const taskColumns: readonly Column[] = ["TASK", "STATUS", "NAME", "WHO", "WAITS FOR", "SINCE", "EVIDENCE"].map(
  (title) => ({
    title,
  }),
);

function taskCells(task: PhaseTask, showTime: (time: string) => string): string[] {
  const { address, status, name, who, waits_for: needs, since, drifted, evidence } = task;
  const standing = drifted ? `${status ?? "–"}, changed past v7` : (status ?? "–");
  const at = since === null ? "" : showTime(since);
  return [address, standing, name ?? "–", who ?? "–", needs.join(", "), at, evidenceText(evidence)].map(escapeControls);
}

/** `1 of 2 criteria, 2 deliverables, 1 commit, 3 tests pass`; nothing where there is nothing. */
function evidenceText({ criteria, deliverables, commits, tests }: TaskEvidence): string {
  return [
    ...(criteria.all === 0 ? [] : [`${criteria.met} of ${counted(criteria.all, "criterion", "criteria")}`]),
    ...(deliverables.length === 0 ? [] : [counted(deliverables.length, "deliverable")]),
    ...(commits.length === 0 ? [] : [counted(commits.length, "commit")]),
    ...(tests.passed === 0 ? [] : [`${counted(tests.passed, "test")} pass`]),
    ...(tests.failed === 0 ? [] : [`${tests.failed} fail`]),
    ...(tests.retest === 0 ? [] : [`${tests.retest} to be run again`]),
  ].join(", ");
}
