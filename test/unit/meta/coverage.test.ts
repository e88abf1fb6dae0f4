import { describe, expect, test } from "vitest";
import { isCoverageName, readCoverage } from "../../../src/meta/signals/coverage.ts";

describe("lcov", () => {
  const report = "TN:\nSF:src/phase.ts\nDA:1,3\nDA:2,0\nDA:4,1,abc\nLF:3\nLH:2\nend_of_record\n";

  test("says how many lines of each file were reached", () => {
    expect(readCoverage(report)).toEqual({
      format: "lcov",
      sources: [],
      files: [{ path: "src/phase.ts", covered_lines: 2, total_lines: 3 }],
    });
  });

  test("counts a line once that several tests reached, whatever ends its lines", () => {
    const again = report.replace("DA:2,0", "DA:2,5").replaceAll("\n", "\r\n");
    expect(readCoverage(report + again)?.files).toEqual([{ path: "src/phase.ts", covered_lines: 3, total_lines: 3 }]);
  });

  test("knows paths of Windows and with U+2028", () => {
    const paths = ["C:\\Dev\\phase.py", "src/a\u2028b.py"];
    const text = paths.map((path) => `SF:${path}\nDA:1,1\nend_of_record\n`).join("");
    expect(readCoverage(text)?.files.map(({ path }) => path)).toEqual(paths);
  });

  test("is nothing when it was cut off", () => {
    expect(readCoverage(report.slice(0, -20))).toBeUndefined();
  });
});

describe("cobertura", () => {
  const report = `<?xml version="1.0"?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage line-rate="0.5"><sources><source>/srv/v7</source></sources><packages><package name="v7"><classes>
<class name="Phase" filename="v7/phase.py"><methods><method name="a"><lines><line number="2" hits="0"/></lines></method></methods>
<lines><line number="1" hits="4"/><line number="2" hits="0" branch="true"/></lines></class>
<class name="Gate" filename="v7/gate.py"><methods/><lines><line number="7" hits="1"/></lines></class>
</classes></package></packages></coverage>
`;

  test("counts a line once that stands with its method and with its class", () => {
    expect(readCoverage(report)).toEqual({
      format: "cobertura",
      sources: ["/srv/v7"],
      files: [
        { path: "v7/gate.py", covered_lines: 1, total_lines: 1 },
        { path: "v7/phase.py", covered_lines: 1, total_lines: 2 },
      ],
    });
  });

  test("is nothing when it was cut off, and so is other XML", () => {
    expect(readCoverage(report.slice(0, -30))).toBeUndefined();
    expect(readCoverage("<testsuites><testsuite/></testsuites>")).toBeUndefined();
  });
});

describe("coverage.py", () => {
  test("says how many statements of each file were reached", () => {
    const files = { "v7/phase.py": { executed_lines: [1, 2, 3], missing_lines: [4], summary: { covered_lines: 3 } } };
    expect(readCoverage(JSON.stringify({ meta: { format: 3 }, files }))).toEqual({
      format: "coverage.py",
      sources: [],
      files: [{ path: "v7/phase.py", covered_lines: 3, total_lines: 4 }],
    });
  });

  test.each(['{"total": 1}', "[]", "{", "", "null", '{"meta": {}, "files": null}'])("is not %s", (text) => {
    expect(readCoverage(text)).toBeUndefined();
  });
});

test.each([
  ["coverage/lcov.info", true],
  ["out/unit.lcov", true],
  ["target/cobertura.xml", true],
  ["coverage.xml", true],
  ["C:\\Dev\\v7\\coverage.json", true],
  ["src/coverage.ts", false],
  ["reports/junit.xml", false],
  ["lcov.info.md", false],
])("%s is called as a report of coverage: %s", (path, is) => {
  expect(isCoverageName(path)).toBe(is);
});
