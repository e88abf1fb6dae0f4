import type { SetOutput } from "../../../src/model/output/set.ts";
import { renderDartPull, renderDartPush, renderDartStatus } from "../../../src/render/dart.ts";
import type { Rendering } from "./hostile-world.ts";

const finding = { severity: "warning", code: "V7-J011", line: 1, column: 1, repairable: false } as const;

/** Renderers of what DART says, where anybody writes. */
export const renderingsOfDart: { readonly [renderer: string]: Rendering } = {
  renderDartPull: (text) =>
    renderDartPull(
      {
        ...edit(text),
        reports: [{ document: text, url: text, title: text, task: text, status: text }],
        conflicts: [text],
        complete_phases: [text],
        findings: [{ ...finding, message: text, file: text, address: text }],
      },
      new Date(),
    ),
  renderDartPush: (text) => {
    const fields = [{ field: text, before: text, after: text }];
    return renderDartPush({
      plan_id: text,
      is_sent: false,
      changes: [{ address: text, action: "update", fields, outcome: "found", url: text }],
      conflicts: [
        { address: text, message: text, fields: [{ field: text, declared: text, agreed: text, live: text }] },
      ],
      findings: [{ ...finding, message: text, file: text, address: text }],
      approvals_required: [{ persona: text, rule: text, distinct: false, addresses: [text] }],
      advisory: true,
      files: [text],
    });
  },
  renderDartStatus: (text) =>
    renderDartStatus({
      url: text,
      places: [{ use: text, title: text }],
      counts: { tasks: 1, linked: 1, in_sync: 1, to_pull: 1, reports: 1, to_push: 1, conflicts: 1 },
      conflicts: [text],
      complete_phases: [text],
      findings: [{ ...finding, message: text, file: text, address: text }],
    }),
};

function edit(text: string): SetOutput {
  const diffs = [{ file: text, before: text, after: `${text}\n`, lost_comments: [] }];
  return { file: text, files: [text], changed: [text], diffs, commit: null, apply: null };
}
