import { describe, expect, test } from "vitest";
import type { Finding } from "../../../src/model/finding.ts";
import { findingRows } from "../../../src/model/finding.ts";
import { renderFindings } from "../../../src/render/findings/findings.ts";
import { renderFindingsGithub } from "../../../src/render/findings/findings-github.ts";
import { renderFindingsJunit } from "../../../src/render/findings/findings-junit.ts";
import { renderFindingsSarif } from "../../../src/render/findings/findings-sarif.ts";

const findings: readonly Finding[] = [
  {
    severity: "error",
    code: "V7-D012",
    message: 'name 1.10 reads as the number 1.1; write "1.10"',
    file: "state/tasks/1.10.yaml",
    line: 4,
    column: 9,
    repairable: true,
  },
  {
    severity: "error",
    code: "V7-D004",
    message: "unknown field staus; did you mean status?",
    file: "state/tasks/1.3.yaml",
    line: 9,
    column: 3,
  },
  {
    severity: "error",
    code: "V7-D020",
    message: "no task 1.7; phase 1 has 1.1, 1.2, 1.3",
    file: "state/tasks/1.3.yaml",
    line: 10,
    column: 16,
  },
];

const hostile: Finding = {
  severity: "error",
  code: "V7-D004",
  message: '100% <done> & "quoted"\n::error::forged',
  file: "state/tasks/a,b:c%20 é.yaml",
  line: 2,
  column: 1,
};

describe("findings as text", () => {
  test("read as the validate screen", () => {
    expect(renderFindings({ findings, fileCount: 41 })).toBe(
      `state/tasks/1.10.yaml:4:9: error: name 1.10 reads as the number 1.1; write "1.10" [V7-D012]
state/tasks/1.3.yaml:9:3: error: unknown field staus; did you mean status? [V7-D004]
state/tasks/1.3.yaml:10:16: error: no task 1.7; phase 1 has 1.1, 1.2, 1.3 [V7-D020]
3 errors in 2 of 41 files. v7 fmt repairs 1. v7 explain V7-D012`,
    );
  });

  test("say that nothing was found", () => {
    expect(renderFindings({ findings: [], fileCount: 41 })).toBe("41 files, no problems.");
  });

  test("keep a forged second line on the first", () => {
    expect(renderFindings({ findings: [hostile], fileCount: 1 }).split("\n")).toHaveLength(2);
  });

  test("show an address where no file is known", () => {
    const warning: Finding = { severity: "warning", code: "V7-G002", message: "1 open task", address: "phase/1" };
    expect(renderFindings({ findings: [warning], fileCount: 1 })).toContain(
      "phase/1: warning: 1 open task [V7-G002]\n1 warning. v7 explain V7-G002",
    );
  });
});

test("findings in JSON have every key", () => {
  expect(findingRows([{ severity: "warning", code: "V7-G002", message: "1 open task" }])).toEqual([
    {
      severity: "warning",
      code: "V7-G002",
      message: "1 open task",
      file: null,
      line: null,
      column: null,
      address: null,
      repairable: false,
    },
  ]);
});

test("GitHub annotations escape what would end a property or a command", () => {
  expect(renderFindingsGithub([hostile])).toBe(
    '::error file=state/tasks/a%2Cb%3Ac%2520 é.yaml,line=2,col=1,title=V7-D004::100%25 <done> & "quoted"\\n::error::forged',
  );
});

describe("findings as SARIF", () => {
  test("name the rule, the level and the place of each result", () => {
    const { runs } = JSON.parse(renderFindingsSarif(findings, { toolVersion: "0.1.0" }));
    expect(runs[0].results[0]).toEqual({
      ruleId: "V7-D012",
      ruleIndex: 1,
      level: "error",
      message: { text: 'name 1.10 reads as the number 1.1; write "1.10"' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "state/tasks/1.10.yaml", uriBaseId: "%SRCROOT%" },
            region: { startLine: 4, startColumn: 9 },
          },
        },
      ],
    });
    expect(runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["V7-D004", "V7-D012", "V7-D020"]);
  });

  test("encode file names as addresses", () => {
    expect(renderFindingsSarif([hostile], { toolVersion: "0.1.0" })).toContain(
      '"uri": "state/tasks/a%2Cb%3Ac%2520%20%C3%A9.yaml"',
    );
  });
});

describe("findings as JUnit", () => {
  test("are failures of their file, and other files pass", () => {
    const files = ["state/phases/1.yaml", "state/tasks/1.10.yaml"];
    expect(renderFindingsJunit({ findings: findings.slice(0, 1), files })).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="1">
  <testsuite name="v7 validate" tests="2" failures="1" errors="0" skipped="0">
    <testcase classname="v7 validate" name="state/phases/1.yaml"/>
    <testcase classname="v7 validate" name="state/tasks/1.10.yaml">
      <failure type="V7-D012" message="name 1.10 reads as the number 1.1; write &quot;1.10&quot;">state/tasks/1.10.yaml:4:9: error: name 1.10 reads as the number 1.1; write &quot;1.10&quot; [V7-D012]</failure>
    </testcase>
  </testsuite>
</testsuites>`);
  });

  test("escape markup", () => {
    expect(renderFindingsJunit({ findings: [hostile], files: [] })).toContain(
      'message="100% &lt;done&gt; &amp; &quot;quoted&quot;\\n::error::forged"',
    );
  });
});
