import { describe, expect, test } from "vitest";
import { failureText } from "../../../src/commands/shell/report.ts";
import { wantsColours } from "../../../src/commands/shell/terminal.ts";
import { usageFailure } from "../../../src/commands/shell/usage.ts";
import { Failure } from "../../../src/model/failure.ts";

const usage = { command: "apply", flags: ["approved", "dry-run", "target"] };

describe("a failure on stderr", () => {
  test("findings, then the error with its code, then what to do", () => {
    const finding = {
      severity: "error",
      code: "V7-D004",
      message: "unknown field staus",
      file: "state/tasks/1.1.yaml",
      line: 9,
      column: 3,
    } as const;
    const failure = new Failure("V7-P003", "1 approval missing, nothing written", {
      findings: [finding],
      next: ["v7 approve 3f9a1c"],
    });
    expect(failureText(failure)).toBe(
      [
        "state/tasks/1.1.yaml:9:3: error: unknown field staus [V7-D004]",
        "Error: 1 approval missing, nothing written [V7-P003]",
        "  v7 approve 3f9a1c",
        "",
      ].join("\n"),
    );
  });

  test("control characters cannot move the cursor", () => {
    expect(failureText(new Failure("V7-P003", "task \u001b[2J"))).toBe("Error: task \\x1b[2J [V7-P003]\n");
  });
});

describe("usage errors", () => {
  test("an unknown flag names the one that was meant, never its value", () => {
    const error = Object.assign(new Error("Nonexistent flag: --aproved=hunter2"), { flags: ["--aproved=hunter2"] });
    expect(usageFailure(error, usage)).toMatchObject({
      code: "V7-C001",
      message: "unknown flag --aproved; did you mean --approved?",
    });
  });

  test("a value outside the list is not repeated", () => {
    const error = new Error("Expected --format=hunter2 to be one of: text, json\nSee more help with --help");
    expect(usageFailure(error, usage)).toMatchObject({ message: "--format takes one of: text, json" });
  });

  test("a failure of the command's own passes through", () => {
    const failure = new Failure("V7-P010", "not a plan");
    expect(usageFailure(failure, usage)).toBe(failure);
  });
});

describe("colours", () => {
  test.each([
    ["on a terminal", false, true, {}, true],
    ["in a pipe", false, false, {}, false],
    ["--no-color", true, true, { FORCE_COLOR: "1" }, false],
    ["NO_COLOR", false, true, { NO_COLOR: "1" }, false],
    ["FORCE_COLOR in a pipe", false, false, { FORCE_COLOR: "1" }, true],
    ["FORCE_COLOR=0 on a terminal", false, true, { FORCE_COLOR: "0" }, false],
    ["a dumb terminal", false, true, { TERM: "dumb" }, false],
  ])("%s", (_, noColor, onTerminal, environment, expected) => {
    expect(wantsColours(noColor, onTerminal, environment)).toBe(expected);
  });
});
