import { expect, test } from "vitest";
import { readHead } from "../../../src/reports/head.ts";

const head = `-- title: Stale tasks
-- about: Tasks in progress for more than some days.
-- parameter: days integer(0..3650) = 7: how many days
-- parameter: node text: the machine's name
-- columns: parent_phase, task_number
-- answers: 001:554-557, 001:447-450
-- empty: No task is in progress for that long.
SELECT 1;
-- a comment of the statement's own
`;

test("a head tells what the report is, and ends where the statement begins", () => {
  expect(readHead("stale-tasks", head)).toEqual({
    name: "stale-tasks",
    address: null,
    title: "Stale tasks",
    about: "Tasks in progress for more than some days.",
    parameters: [
      {
        name: "days",
        type: "integer",
        range: { least: 0, most: 3650 },
        default: "7",
        description: "how many days",
      },
      { name: "node", type: "text", range: null, default: null, description: "the machine's name" },
    ],
    columns: ["parent_phase", "task_number"],
    answers: ["001:554-557", "001:447-450"],
    empty: "No task is in progress for that long.",
    corrects: null,
    next: null,
    chart: null,
  });
});

test("a chart names its form, the column along its axis and those that are drawn", () => {
  const drawn = head.replace("-- answers", "-- chart: lines parent_phase: task_number, days\n-- answers");
  const { chart } = readHead("stale-tasks", drawn);
  expect(chart).toEqual({ form: "lines", across: "parent_phase", lines: ["task_number", "days"], dashed: null });
  expect(() => readHead("stale-tasks", drawn.replace("lines", "pie"))).toThrow("has a chart of no known form");
});

test("a misspelt key is not passed over", () => {
  expect(() => readHead("stale-tasks", head.replace("answers", "anwsers"))).toThrow(
    "sql/reports/stale-tasks.sql has a line that its head cannot have: -- anwsers: 001:554-557",
  );
});

test("a parameter has one of the known forms", () => {
  expect(() => readHead("stale-tasks", head.replace("integer(0..3650)", "integer"))).toThrow(
    "has a parameter of no known form: days integer = 7: how many days",
  );
});

test("nothing a page needs is missing", () => {
  expect(() => readHead("stale-tasks", head.replace(/-- empty.*\n/, ""))).toThrow("has no line -- empty:");
});
