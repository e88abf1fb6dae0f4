import type { DartPullOutput } from "../model/output/dart-pull.ts";
import type { DartPushOutput } from "../model/output/dart-push.ts";
import type { DartStatusOutput } from "../model/output/dart-status.ts";
import { paintedFinding } from "./findings/findings.ts";
import { renderCarriedOut } from "./carried-out.ts";
import { counted } from "./type/counts.ts";
import { escapeControls } from "./type/escape.ts";
import { shortId } from "./type/ids.ts";
import { paintSymbol } from "./type/palette.ts";
import { plainScreen, type Screen } from "./type/screen.ts";
import { labelLines, listLines } from "./type/table.ts";
import { formatDifference, formatValue } from "./type/value.ts";

/** The diff, the reports that were taken, the phases that are complete, and what a person should look at. */
export function renderDartPull(output: DartPullOutput, now: Date, screen: Screen = plainScreen): string {
  const { reports, complete_phases: phases, findings } = output;
  const taken = reports.map(({ title, task, status, url }) => [
    `  ${escapeControls(title)}`,
    `task/${escapeControls(task)}`,
    escapeControls(status),
    escapeControls(url),
  ]);
  return [
    ...(taken.length === 0 ? [] : ["Reports:", ...listLines(taken, screen, { optional: [3] })]),
    ...warnings(findings, screen),
    renderCarriedOut(output, now, screen),
    ...phases.map(
      (phase) =>
        `${escapeControls(phase)} is complete: all its tasks are done. Next: v7 phase review ${escapeControls(phase.slice("phase/".length))}`,
    ),
  ].join("\n");
}

/** What is sent, field by field, what is in conflict, and the count line last. */
export function renderDartPush(output: DartPushOutput, screen: Screen = plainScreen): string {
  const { plan_id: id, changes, conflicts, findings, is_sent: isSent, files } = output;
  const sent = changes.filter(({ outcome }) => outcome !== null);
  return [
    ...changes.flatMap((change) => changeLines(change, screen)),
    ...conflicts.map(({ address, message, fields }) =>
      paintSymbol(
        `! ${escapeControls(address)}  ${escapeControls(message)}: ${fields.map(({ field, declared, live }) => `${escapeControls(field)} ${formatDifference(live, declared)}`).join(", ")}`,
        screen,
      ),
    ),
    ...findings.map((finding) => paintedFinding(finding, screen)),
    ...files.map((file) => `Ids written into ${escapeControls(file)}`),
    ...(files.length > 0 ? ["Next: git commit, then v7 plan"] : []),
    ...(isSent || changes.length === 0 || conflicts.length > 0 ? [] : [nextLine(output)]),
    changes.length === 0 && conflicts.length === 0
      ? "Nothing to send. DART has what the documents say."
      : `${isSent ? `Sent: ${sent.length} of ${changes.length}` : `Plan ${shortId(id)}: ${changes.length} to send`}, ${counted(conflicts.length, "conflict")}.`,
  ].join("\n");
}

function changeLines(
  { address, action, fields, outcome, url }: DartPushOutput["changes"][number],
  screen: Screen,
): string[] {
  const done =
    outcome === null ? "" : `  ${outcome === "found" ? "was there already" : "sent"} ${escapeControls(url ?? "")}`;
  const head = `${action === "create" ? "+" : "~"} ${escapeControls(address)}${done}`;
  const shown = action === "create" ? fields.filter(({ field }) => field !== "description") : fields;
  return [
    paintSymbol(head, screen),
    ...listLines(
      shown.map(({ field, before, after }) => [
        escapeControls(field),
        action === "create" ? formatValue(after) : formatDifference(before, after),
      ]),
      screen,
      { indent: 4 },
    ),
  ];
}

function nextLine({ plan_id: id, approvals_required: asked, advisory }: DartPushOutput): string {
  const personas = asked.map(({ persona }) => escapeControls(persona)).join(", ");
  const approve =
    asked.length === 0
      ? ""
      : `${personas} must approve${advisory ? " (advisory here)" : ""}: v7 approve ${shortId(id)}; then `;
  return `Next: ${approve}v7 dart push ${shortId(id)} --approved`;
}

/** Where DART is, its places, what a pull and a push would do. */
export function renderDartStatus(output: DartStatusOutput, screen: Screen = plainScreen): string {
  const { url, places, counts, conflicts, complete_phases: phases, findings } = output;
  const moves = [
    ...(counts.to_pull + counts.reports > 0 ? ["Next: v7 dart pull"] : []),
    ...(counts.to_push > 0 ? ["Next: v7 dart push"] : []),
  ];
  return [
    ...labelLines(
      [
        ["DART:", escapeControls(url)],
        ...places.map(({ use, title }) => [`${escapeControls(use)}:`, escapeControls(title)]),
      ],
      screen,
    ),
    "",
    ...conflicts.map((address) => paintSymbol(`! ${escapeControls(address)}  both sides moved`, screen)),
    ...findings.map((finding) => paintedFinding(finding, screen)),
    ...phases.map((phase) => `${escapeControls(phase)} is complete once this is pulled.`),
    ...moves,
    `${counted(counts.tasks, "task")}, ${counts.linked} in DART, ${counts.in_sync} in sync; ${counts.to_pull} to pull, ${counted(counts.reports, "report")} to take, ${counts.to_push} to push, ${counted(counts.conflicts, "conflict")}.`,
  ].join("\n");
}

/** Errors are told as the answer's problem. */
function warnings(findings: DartPullOutput["findings"], screen: Screen): string[] {
  return findings.filter(({ severity }) => severity === "warning").map((finding) => paintedFinding(finding, screen));
}
