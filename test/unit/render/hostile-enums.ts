import { renderEnumPropose } from "../../../src/render/enum-propose.ts";
import { renderEnumScan } from "../../../src/render/enum-scan.ts";
import type { Rendering } from "./hostile-world.ts";

/** Renderers of what other people's databases hold. */
export const renderingsOfEnums: { readonly [renderer: string]: Rendering } = {
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
