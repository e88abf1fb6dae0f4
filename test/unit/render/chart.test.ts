import { describe, expect, test } from "vitest";
import type { ReportOutput } from "../../../src/model/output/report.ts";
import { renderChartSvg } from "../../../src/render/chart-svg.ts";
import { renderChartText } from "../../../src/render/chart-text.ts";
import { plainScreen } from "../../../src/render/type/screen.ts";
import { displayWidth } from "../../../src/render/type/width.ts";

/** Nine days: the first two by columns, the fifth unknown. */
const burndown: ReportOutput = {
  report: "burndown",
  parameters: {},
  columns: ["day", "scope", "done", "state"],
  types: ["date", "number", "number", "text"],
  rows: [0, 1, 2, 3, null, 5, 6, 7, 8].map((done, index) => ({
    day: `2026-11-0${index + 1}`,
    scope: done === null ? null : 8,
    done,
    state: index < 2 ? "from columns" : "closed",
  })),
  title: "Burndown",
  in_address: [],
  empty: "There is no task yet.",
  next: null,
  notes: [],
  chart: {
    form: "lines",
    across: "day",
    lines: ["scope", "done"],
    dashed: { column: "state", value: "from columns" },
  },
};

const load: ReportOutput = {
  ...burndown,
  title: "Load",
  rows: [
    { responsible_persona: "Layer 1 <Data> Sentinel", open_tasks: 8 },
    { responsible_persona: "Test Sentinel", open_tasks: 1 },
    { responsible_persona: "The Architect", open_tasks: 0 },
  ],
  chart: { form: "bars", across: "responsible_persona", lines: ["open_tasks"], dashed: null },
};

describe("a chart of characters", () => {
  test("draws each line by a sign of its own, and nothing where nobody knows", () => {
    expect(renderChartText(burndown, { ...plainScreen, width: 32 })).toMatchInlineSnapshot(`
      "Burndown

      8 |o..o..o..o     o..o..o..*
        |                     *.
        |                   ..
        |                 .*
        |               *.
        |
        |
        |        .*
        |      *.
        |    ..
        |  .*
      0 |*.
        +-------------------------
         2026-11-01     2026-11-09

      o scope   * done"
    `);
  });

  test("has a bar a row, whose length is its share of the longest", () => {
    expect(renderChartText(load, { ...plainScreen, width: 44 })).toMatchInlineSnapshot(`
      "Load

      Layer 1 <Data> Sentin…  ################## 8
      Test Sentinel           ## 1
      The Architect           0

      # open_tasks"
    `);
  });

  test.each([24, 40, 80, 200])("is never wider than a screen of %s cells", (width) => {
    const many = Array.from({ length: 400 }, (_, index) => ({ day: `day ${index}`, scope: 400, done: index }));
    for (const output of [burndown, load, { ...burndown, rows: many }]) {
      const lines = renderChartText(output, { ...plainScreen, width }).split("\n");
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
    }
  });

  test("of nothing says so", () => {
    expect(renderChartText({ ...burndown, rows: [] }, plainScreen)).toBe("There is no task yet.");
  });
});

describe("a chart as SVG", () => {
  test("dashes what the rows' own times say, and leaves out what nobody knows", () => {
    const strokes = [...renderChartSvg(burndown).matchAll(/<polyline class="([^"]+)" points="([^"]+)"/g)];
    expect(strokes.map(([, look, points = ""]) => [look, points.split(" ").length])).toEqual([
      ["s0 dashed", 2],
      ["s0", 3],
      ["s0", 4],
      ["s1 dashed", 2],
      ["s1", 3],
      ["s1", 4],
    ]);
  });

  test("takes names for text, and loads and runs nothing", () => {
    const picture = renderChartSvg(load);
    expect(picture).toContain("Layer 1 &lt;Data&gt; Sentinel");
    expect(picture).not.toMatch(/<script|href=|url\(|@import|\son\w+=/);
  });
});
