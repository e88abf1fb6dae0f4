import { expect, test } from "vitest";
import { screenFor } from "../../../src/commands/shell/terminal.ts";
import { paintSymbol } from "../../../src/render/type/palette.ts";

const terminal = screenFor({ isTTY: true, columns: 100 }, false, { TERM: "xterm" });

test.each([
  ["+ task/1.3  Map enum values", "\u001b[32m+\u001b[39m task/1.3  Map enum values"],
  ["  ~ task/1.1", "  \u001b[33m~\u001b[39m task/1.1"],
  ["- task/1.2", "\u001b[31m-\u001b[39m task/1.2"],
  ["! state", "\u001b[31m\u001b[1m!\u001b[22m\u001b[39m state"],
  ["    notes    pending → completed", "    notes    pending → completed"],
  ["    -1 → 2", "    -1 → 2"],
])("only what a line begins with is painted: %s", (line, painted) => {
  expect(paintSymbol(line, terminal)).toBe(painted);
});

test.each([
  ["as wide as the terminal", { isTTY: true, columns: 100 }, {}, 100],
  ["as wide as COLUMNS says", { isTTY: true, columns: 100 }, { COLUMNS: "60" }, 60],
  ["80 where a terminal does not know", { isTTY: true, columns: 0 }, {}, 80],
  ["no narrower than anything can be laid out", { isTTY: true, columns: 5 }, {}, 20],
  ["without end in a pipe, whatever COLUMNS says", {}, { COLUMNS: "60" }, Number.POSITIVE_INFINITY],
])("a screen is %s", (_, sink, environment, width) => {
  expect(screenFor(sink, false, environment).width).toBe(width);
});
