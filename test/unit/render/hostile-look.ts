import { renderEnums } from "../../../src/render/enums.ts";
import { renderImpacts } from "../../../src/render/impacts.ts";
import { renderNext } from "../../../src/render/next.ts";
import { renderPhase, renderPhases } from "../../../src/render/phase.ts";
import type { Rendering } from "./hostile-world.ts";

const part = { done: 1, all: 2 };

/** Renderers of phases, impacts, enums and of what to do, by their names. */
export const renderingsOfLook: { readonly [renderer: string]: Rendering } = {
  renderPhases: (text) =>
    renderPhases({
      phases: [
        {
          address: text,
          name: text,
          status: text,
          lead: text,
          day: 1,
          planned_days: 5,
          tasks: part,
          files: part,
          enums: part,
          highest_risk: "high",
          gate: { state: "closed", codes: [text] },
        },
      ],
    }),
  renderPhase: (text, before, after) =>
    renderPhase(
      {
        phase: { address: text, name: text, status: text },
        address: text,
        kind: text,
        source: text,
        fields: [
          { field: text, declared: after, applied: before, live: before, known_to: ["declared", "applied", "live"] },
        ],
        day: 1,
        gate: {
          state: "closed",
          plan: { plan_id: text, because: text },
          rules: [
            {
              code: text,
              state: "failed",
              says: text,
              open: [{ address: text, name: text, status: text, who: text, drifted: true, command: text }],
              who: [text],
              command: text,
            },
          ],
        },
        tasks: [
          {
            address: text,
            name: text,
            status: text,
            who: text,
            waits_for: [text],
            since: text,
            drifted: true,
            evidence: {
              criteria: { met: 1, all: 2 },
              deliverables: [text],
              commits: [text],
              tests: { passed: 1, failed: 1, retest: 1 },
            },
          },
        ],
      },
      { timeZone: "UTC" },
    ),
  renderNext: (text) =>
    renderNext(
      {
        actions: [{ kind: "task", address: text, title: text, why: text, command: text }],
        total: 2,
        claim: {
          address: text,
          by: text,
          until: text,
          files: [text],
          diffs: [{ file: text, before: text, after: `${text} ${text}`, lost_comments: [] }],
        },
      },
      { now: new Date("2025-08-12T08:00:00Z") },
    ),
  renderImpacts: (text, before) =>
    renderImpacts({
      impacts: [
        {
          address: text,
          risk: "high",
          status: text,
          type: text,
          description: text,
          detail: before,
          workflows: [text],
          layers: [1],
          mitigation: text,
          phase: 1,
          task: text,
          reviewed_by: [text],
          drifted: true,
        },
      ],
      unanswered: 1,
    }),
  renderEnums: (text) =>
    renderEnums({
      enums: [
        {
          address: text,
          name: text,
          becomes: text,
          merges: [text],
          columns: [text],
          values: [{ value: text, becomes: null }],
          unmapped: 1,
          risk: "high",
          status: text,
          target: text,
          phase: 1,
          approved_by: text,
          changed_at: null,
          drifted: true,
        },
      ],
    }),
};
