import { countLines, hazardLines, nameIn, renderEnumCheck, renderEnumScript } from "../../../src/render/enum-change.ts";
import {
  renderEnumDeed,
  renderEnumDeeds,
  renderEnumStatus,
  renderEnumValidate,
} from "../../../src/render/enum-deed.ts";
import { plainScreen } from "../../../src/render/type/screen.ts";
import { renderEnumPropose } from "../../../src/render/enum-propose.ts";
import { renderEnumScan } from "../../../src/render/enum-scan.ts";
import type { Rendering } from "./hostile-world.ts";

const changeOf = (text: string) => ({
  address: text,
  target: text,
  type: text,
  becomes: text,
  strategy: "new type" as const,
  why: text,
  cost: { tables: 1, rewritten_rows: 1, rewritten_bytes: 1, refilled_bytes: 1, wal_bytes: 2, locked_seconds: 0.5 },
  hazards: [hazardOf(text)],
  clone: { completeness: "partial" as const, missing: [{ identity: text, why: text }] },
});

const hazardOf = (text: string) => ({ code: text, what: text, objects: [text], is_accepted: false });

const countOf = (text: string) => ({ column: text, value: text, rows: 1 });

/** Renderers of what other people's databases hold. */
export const renderingsOfEnums: { readonly [renderer: string]: Rendering } = {
  countLines: (text) => countLines([countOf(text)], plainScreen),
  hazardLines: (text) => hazardLines([hazardOf(text)], plainScreen),
  nameIn: (text) => nameIn(`enum/${text}`),
  renderEnumScript: (text) => renderEnumScript({ ...changeOf(text), rebuilt: [text], files: [text], changed: [text] }),
  renderEnumCheck: (text) =>
    renderEnumCheck({
      ...changeOf(text),
      tried_rows: 1,
      untried: [text],
      counts: [countOf(text)],
      collisions: [{ key: text, rows: 1, example: text }],
      is_fit: true,
    }),
  renderEnumDeed: (text) =>
    renderEnumDeed({
      ...changeOf(text),
      plan_id: text,
      direction: "implement",
      is_done: true,
      is_new: true,
      locked_ms: 1,
      retries: 1,
      proof: "rows",
      counts: [countOf(text)],
      steps: [text],
      approvals_required: [],
      advisory: false,
      files: [text],
    }),
  renderEnumValidate: (text) =>
    renderEnumValidate({
      address: text,
      target: text,
      type: text,
      is_valid: true,
      counts: [countOf(text)],
      leftover: [text],
      older_sessions: [text],
      files: [text],
    }),
  renderEnumDeeds: (text) =>
    renderEnumDeeds({
      deeds: [
        {
          deed: text,
          address: text,
          target: text,
          direction: "implement",
          strategy: text,
          state: "done",
          at: text,
          by: text,
          accepted: [text],
          proof: "rows",
          counts: [countOf(text)],
        },
      ],
    }),
  renderEnumStatus: (text) =>
    renderEnumStatus({
      targets: [
        {
          target: text,
          ledger: text,
          is_reachable: true,
          problem: text,
          deeds: [
            { deed: text, address: text, direction: "implement", strategy: text, state: "done", by: text, at: text },
          ],
        },
      ],
      settled: 1,
    }),
  renderEnumPropose: (text) =>
    renderEnumPropose(
      {
        target: text,
        enums: [
          {
            address: text,
            becomes: text,
            rows: 1,
            stays: false,
            values: [{ value: text, becomes: `${text}!` }],
            reorder: true,
          },
        ],
        file: text,
        files: [text],
        changed: [text],
        diffs: [{ file: text, before: text, after: `${text}\n`, lost_comments: [] }],
        commit: null,
        apply: null,
      },
      new Date(),
    ),
  renderEnumScan: (text) =>
    renderEnumScan(
      {
        target: text,
        database: text,
        server_version: text,
        schema: text,
        enums: [
          {
            name: text,
            schema: text,
            type: text,
            sql_name: text,
            owner: text,
            extension: text,
            comment: text,
            grants: [text],
            values: [{ value: text, rows: 1, elements: 1 }],
            rows: 1,
            nulls: 1,
            is_counted: true,
            columns: 1,
            uses: [{ sort: text, object: text, table: text, column: text, via: text, note: text }],
          },
        ],
        groups: [
          {
            number: 1,
            enums: [text],
            why: text,
            missing: [{ enum: text, values: [text] }],
            alike: [2],
            columns: 1,
            rows: 1,
          },
        ],
        words: [{ table: text, column: text, sort: "text", source: "sample", words: [text], enums: [text] }],
        surroundings: [{ sort: text, name: text, note: text }],
        unseen: [{ object: text, because: text }],
        totals: { enums: 1, columns: 1, groups: 1, duplicates: 1, views: 1, functions: 1, defaults: 1 },
      },
      { all: true },
    ),
};
