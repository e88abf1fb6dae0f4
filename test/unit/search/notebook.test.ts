import { describe, expect, test } from "vitest";
import { notebookSections } from "../../../src/search/chunks/notebook.ts";

const picture = "iVBORw0KGgo".repeat(40_000);

const cells = [
  { cell_type: "markdown", source: ["# Turbine audit\n", "Blades of 2025."], metadata: {} },
  {
    cell_type: "code",
    source: ["import pandas\n", 'frame = pandas.read_csv("blades.csv")'],
    outputs: [{ data: { "image/png": picture, "text/plain": ["cells"] }, output_type: "display_data" }],
  },
  {
    cell_type: "markdown",
    source: "## Wear\n\n```\n# no heading\n```\n",
    attachments: { "a.png": { "image/png": "QUFB" } },
  },
  { cell_type: "code", source: "frame.wear.plot()", outputs: [] },
  { cell_type: "code", source: [], outputs: [] },
  { cell_type: "markdown", source: "Text before\n\n# Costs\n" },
  { cell_type: "raw", source: "raw" },
];

function notebook(indent: number): string {
  return JSON.stringify({ nbformat: 4, metadata: { name: "[{" }, cells }, null, indent);
}

describe("a notebook", () => {
  test("is cut at its cells, each below the headings above it, without what a program put out", () => {
    const text = notebook(1);
    const sections = notebookSections(text) ?? [];
    expect(sections.map((section) => [section.heading.join(" › "), section.text])).toEqual([
      ["Turbine audit", "# Turbine audit\nBlades of 2025."],
      ["Turbine audit", 'import pandas\nframe = pandas.read_csv("blades.csv")'],
      ["Turbine audit › Wear", "## Wear\n\n```\n# no heading\n```\n"],
      ["Turbine audit › Wear", "frame.wear.plot()"],
      ["Turbine audit › Wear", "Text before\n\n# Costs\n"],
      ["Costs", "raw"],
    ]);
    const lines = text.split("\n");
    expect(sections.map(({ line }) => [lines[line - 1], lines[line]])).toEqual(
      ["markdown", "code", "markdown", "code", "markdown", "raw"].map((type) => ["  {", `   "cell_type": "${type}",`]),
    );
  });

  test("on one line begins there with every cell", () => {
    expect(new Set(notebookSections(notebook(0))?.map(({ line }) => line))).toEqual(new Set([1]));
  });

  test("of the form before has its cells in worksheets", () => {
    const text = JSON.stringify({ nbformat: 3, worksheets: [{ cells: [{ cell_type: "code", input: ["print 1"] }] }] });
    expect(notebookSections(text)).toEqual([{ heading: [], line: 1, text: "print 1" }]);
  });

  test.each(["", "{", "[]", '{"nbformat": 4}', '{"cells": "none"}'])("is none: %j", (text) => {
    expect(notebookSections(text)).toBeUndefined();
  });
});
