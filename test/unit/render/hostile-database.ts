import type { Adoption } from "../../../src/model/output/db-status.ts";
import type { PlanOutput } from "../../../src/model/output/plan.ts";
import { planFileOf } from "../../../src/model/plan-file.ts";
import {
  renderDatabaseStatus,
  renderLost,
  renderMigration,
  renderQuery,
  renderReset,
  renderStarted,
} from "../../../src/render/database.ts";
import { renderPulled } from "../../../src/render/edit.ts";
import { renderResources } from "../../../src/render/graph.ts";
import { renderInitialized } from "../../../src/render/init.ts";
import { renderServe } from "../../../src/render/serve.ts";
import { plainScreen } from "../../../src/render/type/screen.ts";
import { renderWhatIf } from "../../../src/render/what-if.ts";
import { renderUndone } from "../../../src/render/undo.ts";
import { findingRows } from "../../../src/model/finding.ts";
import { hostilePlan } from "./hostile-plan.ts";
import { hostileAgreement, type Rendering } from "./hostile-world.ts";
import { now } from "./plans.ts";

/** Renderers of the database, of edits and of lists, by their names. */
export const renderingsOfDatabase: { readonly [renderer: string]: Rendering } = {
  renderWhatIf: (text, before, after) =>
    renderWhatIf(
      {
        edit: { file: text, before: null, after: text, lost_comments: [{ line: 1, text }] },
        findings: findingRows(hostilePlan(text, before, after).findings),
        by_edit: [text],
        plan: planOutput(text, hostilePlan(text, before, after)),
        commands: [{ argv: [text], by: [text] }],
      },
      { now },
    ),
  renderServe: (text) => renderServe({ url: text, token_file: text, link: text }),
  renderStarted: (text) => renderStarted({ started: true, database: text, current: 1 }),
  renderDatabaseStatus: (text, before, after) =>
    renderDatabaseStatus({
      database: text,
      origin: "v7.yaml",
      running: true,
      pid: 1,
      data_directory: text,
      current: 1,
      latest: 2,
      adoptions: [adoption(text)],
      findings: findingRows(hostilePlan(text, before, after).findings),
      verified: true,
    }),
  renderMigration: (text) =>
    renderMigration(
      { from: 1, to: 2, pending: [text], applied: [text], adoptions: [adoption(text)], database: text, sql: null },
      { refused: false },
    ),
  renderLost: (text) => renderLost({ reset: false, lost: [{ name: text, rows: 1 }], current: null, database: text }),
  renderReset: (text) => renderReset({ reset: true, lost: null, current: 1, database: text }),
  renderQuery: (text, before, after) =>
    renderQuery({ columns: [text, "live"], rows: [{ [text]: before, live: after }], truncated: true }),
  renderInitialized: (text) => renderInitialized({ created: [text], skipped: [text] }),
  renderPulled: (text) =>
    renderPulled({
      files: [text],
      changed: [text],
      findings: [],
      diffs: [{ file: text, before: text, after: null, lost_comments: [{ line: 1, text }] }],
      forgotten: text,
    }),
  renderUndone: (text, before, after) =>
    renderUndone(
      {
        files: [text],
        plan_id: text,
        changed: [text],
        diffs: [{ file: text, before: text, after: text, lost_comments: [{ line: 1, text }] }],
        plan: planOutput(text, hostilePlan(text, before, after)),
      },
      { now },
      plainScreen,
    ),
  renderResources: (text) => renderResources([{ address: text, name: text, status: text, depends_on: [text] }]),
};

function adoption(text: string): Adoption {
  return { table: text, added_columns: [text], triggers: [text], left_out: [text], differences: [text] };
}

function planOutput(text: string, plan: ReturnType<typeof hostilePlan>): PlanOutput {
  const git = { commit: text, branch: text, dirty: true };
  const file = planFileOf(plan, { toolVersion: text, createdAt: text, git, databaseName: text });
  const agreement = { ...hostileAgreement(text), missing: [text], asked_at: text };
  return {
    ...file,
    contains_last_apply: false,
    advisory: false,
    mass_delete: null,
    ...agreement,
    kinds: {},
    last_applied: {},
  };
}
