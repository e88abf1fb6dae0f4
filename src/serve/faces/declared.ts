import { listApprovals } from "../../engine/approvals/approvals.ts";
import { history } from "../../engine/audit/history.ts";
import { everything } from "../../engine/plan/decide.ts";
import { makePlan } from "../../engine/plan/make-plan.ts";
import { dependencyGraph } from "../../engine/look/graph.ts";
import { showPhase } from "../../engine/look/phase.ts";
import { listPhases } from "../../engine/look/phases.ts";
import { listTasks } from "../../engine/look/tasks.ts";
import { showPlan, showResource } from "../../engine/look/show.ts";
import { readAddress } from "../../model/read-address.ts";
import { addressOf } from "../../model/address.ts";
import { renderHistory } from "../../render/history.ts";
import { renderGraphTree, renderResources } from "../../render/graph.ts";
import { renderPhase, renderPhases } from "../../render/phase.ts";
import { renderApprovals } from "../../render/plan/approvals-text.ts";
import { renderPlan } from "../../render/plan/plan-text.ts";
import { planViewOf, shownPlanView } from "../../render/plan/plan-view.ts";
import { renderNext } from "../../render/next.ts";
import { renderShow } from "../../render/show.ts";
import { plainScreen } from "../../render/type/screen.ts";
import { renderDrift } from "../../render/drift.ts";
import { renderStatus } from "../../render/status.ts";
import { findDrift } from "../../routines/drift.ts";
import { readNext } from "../../routines/next.ts";
import { readStatus } from "../../routines/status.ts";
import { face } from "./face.ts";
import { driftGist, historyGist, nextGist, planGist, showGist, statusGist, tasksGist } from "./gists.ts";
import { momentOf } from "./moment-of.ts";
import { address, choice, flag, moment, neededText, text } from "./parameters.ts";

/** What is declared, planned, applied and drifted. */
export const declaredFaces = [
  face({
    name: "status",
    summary: "Where the migration stands, and what to do next",
    route: "/status",
    also: ["/overview", "/stats", "/api/v1/system/state"],
    parameters: {},
    command: "status",
    output: "status",
    topics: ["rows", "documents", "applies", "approvals", "facts", "runs", "tests"],
    tool: {
      name: "query_system_state",
      description:
        "Where the migration stands: phase, gate and why it is closed, tasks, plans that wait, drift, machines, and the next command. Ask this first.",
      gist: statusGist,
    },
    answer: ({ workspace }) => readStatus(workspace),
    text: (output, clock) => renderStatus(output, clock, plainScreen),
  }),
  face({
    name: "next",
    summary: "What to do now, the gravest first, each with its command",
    route: "/next",
    parameters: { as: text("Only what this persona can do.") },
    list: { key: "actions", by: 20, most: 100, skips: false },
    command: "next",
    output: "next",
    topics: ["rows", "documents", "applies", "approvals", "gaps"],
    tool: {
      name: "next_actions",
      description:
        "What is to be done now, ranked: conflicts, drift, plans that wait, gates, tasks that can begin, gaps; each with why and the command a person types. Nothing is taken or changed here.",
      gist: nextGist,
    },
    answer: ({ workspace, page }, { as: persona }) => readNext(workspace, { persona, limit: page.limit }),
    text: (output, clock) => renderNext(output, clock, plainScreen),
  }),
  face({
    name: "plan",
    summary: "What an apply would change now, row by row",
    route: "/plan",
    parameters: { sql: flag("With the statements of each change.") },
    command: "plan",
    output: "plan",
    topics: ["rows", "documents", "applies", "approvals"],
    tool: {
      name: "get_plan",
      description:
        "What an apply would change now: changes, drift, conflicts, closed gates, findings, who must agree and the commands a person would run. Nothing is stored and nothing can be approved here.",
      gist: planGist,
    },
    answer: ({ workspace }, { sql }) => makePlan(workspace, { options: everything, withSql: sql, isSaved: false }),
    text: (output, clock) => renderPlan(planViewOf(output, clock), plainScreen),
  }),
  face({
    name: "saved plan",
    summary: "A plan as it was made, and what has become of it",
    route: "/plans/:plan",
    parameters: { plan: neededText("The first digits of the plan's id.", { pattern: "^[0-9a-f]{4,64}$" }) },
    command: "show",
    output: "show-plan",
    topics: ["rows", "documents", "applies", "approvals"],
    answer: ({ workspace }, { plan }) => showPlan(workspace, { reference: plan }),
    text: (output, clock) => renderPlan(shownPlanView(output, clock), plainScreen),
  }),
  face({
    name: "approvals",
    summary: "Plans that wait for approval, and approvals that were given",
    route: "/plans",
    also: ["/approvals"],
    parameters: { pending: flag("Only plans that wait for somebody.") },
    command: "approvals",
    output: "approvals",
    topics: ["rows", "documents", "applies", "approvals"],
    answer: ({ workspace }, { pending }) => listApprovals(workspace, { pending, limit: 50 }),
    text: (output, { now }) => renderApprovals(output, now, plainScreen),
  }),
  face({
    name: "drift",
    summary: "What was changed outside v7, by whom, and machines that are not as declared",
    route: "/drift",
    parameters: {},
    command: "drift",
    output: "drift",
    topics: ["rows", "documents", "applies", "facts"],
    tool: {
      name: "get_drift",
      description:
        "What was changed outside v7 since the last apply, with who and when; conflicts; machines that differ.",
      gist: driftGist,
    },
    answer: ({ workspace }) => findDrift(workspace),
    text: (output, clock) => renderDrift(output, clock, plainScreen),
  }),
  face({
    name: "history",
    summary: "Applies, row changes and refusals, newest first",
    route: "/history",
    parameters: {
      address: address("Every change of this resource."),
      since: moment("Only what happened after this."),
      until: moment("Only what happened before this."),
      type: choice("Only applies, only changes of rows, or only what was refused.", [
        "apply",
        "change",
        "refusal",
      ] as const),
      app: text("Only what was done with this program.", { examples: ["psql"] }),
      outside: flag("Only changes made outside v7."),
      by: text("Only what this person or login did."),
    },
    list: { key: "entries", by: 50, most: 1_000, skips: false },
    command: "history",
    output: "history",
    topics: ["rows", "applies", "refusals"],
    tool: {
      name: "get_history",
      description: "Applies, row changes and refused attempts, newest first: who did what, when, from which commit.",
      gist: historyGist,
    },
    answer: ({ workspace, page }, { address: named, since, until, ...given }) =>
      history(workspace, {
        address: named === undefined ? undefined : readAddress(named),
        since: momentOf(since, workspace),
        until: momentOf(until, workspace),
        ...given,
        limit: page.limit,
      }),
    text: (output, clock) => renderHistory(output, clock, plainScreen),
  }),
  face({
    name: "phases",
    summary: "The phases, what belongs to each, and its gate",
    route: "/phases",
    parameters: {},
    list: { key: "phases", by: 100, most: 1_000, skips: false, sorts: true },
    command: "phase list",
    output: "phase-list",
    topics: ["rows", "documents", "applies"],
    answer: ({ workspace }) => listPhases(workspace),
    text: (output) => renderPhases(output, plainScreen),
  }),
  face({
    name: "tasks",
    summary: "The tasks as the documents declare them",
    route: "/tasks",
    parameters: {
      phase: text("Only this phase's.", { examples: ["1"] }),
      status: text("Only those of this status."),
      persona: text("Only those that this persona does."),
    },
    list: { key: "tasks", by: 100, most: 1_000, skips: false, sorts: true },
    command: "task list",
    output: "task-list",
    topics: ["documents"],
    tool: {
      name: "list_tasks",
      description: "The tasks as declared: status, persona and what each waits for; by phase, status or persona.",
      gist: tasksGist,
    },
    answer: ({ workspace }, given) => listTasks(workspace, given),
    text: (output) => renderResources(output.tasks, plainScreen),
  }),
  face({
    name: "graph",
    summary: "What is declared, and what waits for what",
    route: "/graph",
    parameters: {},
    command: "graph",
    output: "graph",
    topics: ["documents"],
    answer: ({ workspace }) => dependencyGraph(workspace),
    text: (output) => renderGraphTree(output),
  }),
  face({
    name: "resource",
    summary: "A resource as declared, as applied and as its row stands",
    route: "/resources/*",
    parameters: { address: neededText("Its address.", { pattern: "^[a-z]+/", examples: ["task/1.2", "node/ALPHA"] }) },
    command: "show",
    output: "show",
    topics: ["rows", "documents", "applies"],
    tool: {
      name: "show",
      description:
        "One resource by its address (task/1.2, phase/1, node/ALPHA): declared, last applied and live, side by side.",
      gist: showGist,
    },
    answer: ({ workspace }, given) => showResource(workspace, { address: readAddress(given.address) }),
    text: (output) => renderShow(output, plainScreen),
  }),
  face({
    name: "phase",
    summary: "A phase: what its gate waits for, its tasks and its sides",
    route: "/phases/:name",
    parameters: {
      name: neededText("The phase's number."),
      with: text("The plan on top of the rows that the gate is judged with: the first digits of its id, or now.", {
        pattern: "^(now|[0-9a-f]{4,64})$",
      }),
    },
    command: "phase show",
    output: "phase-show",
    topics: ["rows", "documents", "applies", "tests"],
    answer: ({ workspace }, { name, with: plan }) => showPhase(workspace, { phase: name, with: plan }),
    text: (output, clock) => renderPhase(output, clock, plainScreen),
  }),
  face({
    name: "task",
    summary: "A task as declared, as applied and as its row stands",
    route: "/tasks/:name",
    parameters: { name: neededText("The task's name.") },
    command: "show",
    output: "show",
    topics: ["rows", "documents", "applies"],
    answer: ({ workspace }, { name }) => showResource(workspace, { address: addressOf("task", name) }),
    text: (output) => renderShow(output, plainScreen),
  }),
];
