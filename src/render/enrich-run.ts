import type { EnrichRunOutput } from "../model/output/enrich-run.ts";
import { escapeControls } from "./type/escape.ts";
import { shortId } from "./type/ids.ts";

/** What would run, or ran. */
export function renderEnrichRun(output: EnrichRunOutput): string {
  const { action, title, argv, is_run: isRun, exit_code: exit } = output;
  const command = argv
    .map((word) => escapeControls(/^[\w./:@=+-]+$/.test(word) ? word : JSON.stringify(word)))
    .join(" ");
  return [
    `Action ${action}: ${escapeControls(title)}`,
    `  ${command}`,
    isRun ? `Ended with ${exit ?? "a signal"}.` : nextLine(output),
  ].join("\n");
}

function nextLine({ action, plan_id: id, approvals_required: asked, advisory }: EnrichRunOutput): string {
  const personas = asked.map(({ persona }) => escapeControls(persona)).join(", ");
  const approve =
    asked.length === 0
      ? ""
      : `${personas} must approve${advisory ? " (advisory here)" : ""}: v7 approve ${shortId(id)}; then `;
  return `Nothing ran. Next: ${approve}v7 enrich run ${action} --approved`;
}
