import { describe, expect, test } from "vitest";
import type { ComparedExpectation } from "../../src/model/output/node-compare.ts";
import type { ListedNode } from "../../src/model/output/node-list.ts";
import { folderOf } from "../../web/pages/files/folder-path.ts";
import { machineSentence, machinesTitle, sideAlone } from "../../web/pages/nodes/node-words.ts";
import { duration, logParts } from "../../web/pages/sessions/session-words.ts";
import { alone, type ChartSpec, drawnOf, pointSaid, rangeOf, reachOf, sentenceOf } from "../../web/parts/chart-data.ts";
import { shortPath } from "../../web/parts/short-path.ts";

describe("a path in a list", () => {
  test("is whole as long as there is room, and loses folders of its middle, never its end", () => {
    expect(shortPath("src/models/contact_model.py")).toBe("src/models/contact_model.py");
    expect(shortPath("07_BUILD_FACTORY/PRJ_Enterprise_Platform/02_Product/META_PRD.md")).toBe(
      "07_BUILD_FACTORY/…/02_Product/META_PRD.md",
    );
    const name = `Downloads/${"a".repeat(80)}.pdf`;
    expect(shortPath(name)).toMatch(/^…a+\.pdf$/);
  });

  test("is a folder to go into, unless it is a pattern", () => {
    expect([null, "./03_CORE_ENGINE/", "src/**", "a?.md"].map(folderOf)).toEqual([
      "",
      "03_CORE_ENGINE",
      undefined,
      undefined,
    ]);
  });
});

describe("a machine", () => {
  const machine = (node: string, more: Partial<ListedNode> = {}): ListedNode => ({
    node,
    role: "primary",
    status: "active",
    state: "ok",
    observed_at: "2025-10-09T12:10:00Z",
    pending_restart: 0,
    differing: 0,
    unverified: 0,
    unreachable: [],
    ...more,
  });

  test("is told by what is gravest of it, and never called well where nobody looked", () => {
    expect(machineSentence(machine("ALPHA"))).toBe("as declared");
    expect(machineSentence(machine("ALPHA", { unverified: 3 }))).toBe("as declared, as far as anybody has looked");
    expect(machineSentence(machine("ALPHA", { state: "differs", differing: 1, pending_restart: 2 }))).toBe(
      "1 thing differs, 2 settings wait for a restart",
    );
    expect(machineSentence(machine("AIR", { state: "unknown", observed_at: null }))).toBe("nobody has looked");
  });

  test("stands in one sentence with the others, by name as long as they are few", () => {
    const waiting = { pending_restart: 1 };
    expect(
      machinesTitle([machine("ALPHA", waiting), machine("BETA", waiting), machine("AIR", { state: "unknown" })]),
    ).toBe("ALPHA and BETA wait for a restart; AIR is unknown");
    expect(machinesTitle(["ALPHA", "BETA", "AIR", "GAMMA"].map((name) => machine(name, { state: "unknown" })))).toBe(
      "4 machines are unknown",
    );
    expect(machinesTitle([machine("ALPHA"), machine("BETA")])).toBe("All 2 machines are as declared");
  });

  test("has the side marked that the two others do not bear out", () => {
    const expectation = (more: Partial<ComparedExpectation>): ComparedExpectation => ({
      fact: "setting/shared_buffers",
      name: "shared_buffers",
      state: "met",
      declared: "128GB",
      configured: "128GB",
      running: "128GB",
      observed_at: null,
      ...more,
    });
    expect(sideAlone(expectation({}))).toBe("none");
    expect(sideAlone(expectation({ state: "pending_restart", running: "128MB" }))).toBe("running");
    expect(sideAlone(expectation({ state: "differs", configured: "64GB", running: "128GB" }))).toBe("configured");
    expect(sideAlone(expectation({ state: "differs", configured: "64GB", running: "64GB" }))).toBe("running");
    expect(sideAlone(expectation({ state: "differs", configured: null, running: "0.29.1" }))).toBe("running");
  });
});

describe("a session", () => {
  test("is as long as one says it", () => {
    const from = "2025-10-09T12:00:00Z";
    const lasted = (seconds: number): string => duration(from, new Date(Date.parse(from) + seconds * 1_000));
    expect([48, 120, 5_400, 400_000].map(lasted)).toEqual(["48 s", "2 min", "1.5 h", "5 d"]);
  });

  test("has its log read as headings and entries, and nothing of it as mark-up", () => {
    const log =
      "# Session 1: Enum review\n\n- Actor: Arthur\n\n## Log\n\n- 12:00 Read\n  both lists\n- <b>bold</b>\n\n## Ended 12:30\n\nall\n";
    expect(logParts(log)).toEqual([
      { kind: "entry", text: "12:00 Read\nboth lists" },
      { kind: "entry", text: "<b>bold</b>" },
      { kind: "heading", text: "Ended 12:30" },
      { kind: "paragraph", text: "all" },
    ]);
  });
});

describe("a chart", () => {
  const spec: ChartSpec = {
    says: "simple_query_time of ALPHA",
    unit: "ms",
    at: "at",
    series: [{ key: "avg_value", says: "average", drawn: "line" }],
    step: () => 3_600_000,
  };
  const row = (hour: number, value: unknown): { at: string; avg_value: unknown } => ({
    at: `2025-10-09T${String(hour).padStart(2, "0")}:00:00Z`,
    avg_value: value,
  });

  test("has a gap where nothing was measured, and shows a point that stands alone", () => {
    const [times, values] = drawnOf(spec, [row(1, 12), row(2, 14), row(7, "13.5")]);
    expect(values).toEqual([12, 14, null, 13.5]);
    expect(times).toHaveLength(4);
    expect(alone(values ?? [])).toEqual([3]);
  });

  test("leaves out rows without a time, and has gaps for what is no number", () => {
    expect(drawnOf(spec, [{ at: null, avg_value: 1 }, row(1, null), row(2, "much")])[1]).toEqual([null, null]);
  });

  test("says in a sentence how far its values go and where they end", () => {
    expect(sentenceOf(spec, [row(1, 12), row(2, 14), row(3, 13.5)])).toMatch(
      /^simple_query_time of ALPHA, 2025-10-09 01:00 to 2025-10-09 03:00: average 12 to 14 ms, last 13.5 ms$/,
    );
    expect(sentenceOf(spec, [])).toBe("simple_query_time of ALPHA: nothing was measured");
  });

  test("reads a point out with its time and unit", () => {
    const drawn = drawnOf({ ...spec, band: { low: "min_value", high: "max_value" } }, [row(1, 12)]);
    expect(pointSaid({ ...spec, band: { low: "min_value", high: "max_value" } }, drawn, 0)).toBe(
      "2025-10-09 01:00: average 12 ms",
    );
  });

  test("gives bars half of what lies between them, to either side", () => {
    expect(reachOf(drawnOf(spec, [row(1, 2), row(2, 3)]))).toBe(1_800);
    expect(reachOf(drawnOf(spec, [row(1, 2)]))).toBe(43_200);
  });

  test("begins at nothing, unless its values lie close together far from it", () => {
    expect(rangeOf(2, 20)).toEqual([0, 22]);
    expect(rangeOf(14, 15)).toEqual([13.9, 15.1]);
    expect(rangeOf(0, 0)).toEqual([0, 1]);
    expect(rangeOf(-5, 5)).toEqual([-6, 6]);
  });
});
