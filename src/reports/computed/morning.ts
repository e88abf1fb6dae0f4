import type { Json } from "../../model/json.ts";
import { inTransaction } from "../../postgres/transaction.ts";
import { readSql } from "../../system/package-file.ts";
import { testsStanding } from "../../workspace/tests-standing.ts";
import { withConnection, withReports, type Workspace } from "../../workspace/workspace.ts";
import type { ReportDefinition } from "../definition.ts";
import { computed } from "./computed.ts";

const columns = [
  { name: "topic", type: "text" },
  { name: "subject", type: "text" },
  { name: "detail", type: "text" },
] as const;

export const morning: ReportDefinition = computed(
  {
    name: "morning",
    title: "Morning",
    about: "The day's start: done since you looked last, stuck, waiting, tests, changes outside v7.",
    parameters: [
      {
        name: "since",
        type: "moment",
        range: null,
        default: "last-look",
        description: "from when on; else the last 24 hours",
      },
      {
        name: "days",
        type: "integer",
        range: { least: 0, most: 3_650 },
        default: "2",
        description: "how many days in progress are usual",
      },
      { name: "timezone", type: "zone", range: null, default: "v7.yaml", description: "where days begin" },
    ],
    columns,
    answers: ["001:441-455"],
    corrects: "As in dashboard, overnight and pending-approvals.",
    empty: "Nothing is recorded.",
    next: "v7 next",
  },
  async (workspace, values) => {
    const { rows } = await withReports(workspace, (reports) =>
      reports.ask(readSql("reports/computed/morning.sql"), [...values.values()]),
    );
    const before = rows.filter(({ place }) => Number(place) < placeOfTests);
    const after = rows.slice(before.length);
    const all = [...before, ...(await testRows(workspace)), ...after];
    return {
      columns,
      rows: all.map(({ topic = null, subject = null, detail = null }) => ({ topic, subject, detail })),
    };
  },
);

/** Among the topics of the statement. */
const placeOfTests = 8;

type Row = { readonly [column: string]: Json };

/** As the gate and `status` count them: by what HEAD holds of each file. */
async function testRows(workspace: Workspace): Promise<Row[]> {
  const tests = await withConnection(workspace, "read", (connection) =>
    inTransaction(connection, { mode: "read" }, () => testsStanding(workspace, connection)),
  );
  if (tests === null) return [];
  const { failing, missing, retest } = tests;
  return [
    ...testRow("failing", failing.length, failing),
    ...testRow("missing", missing.length, missing),
    ...testRow("to be run again", retest.count, retest.first),
  ];
}

function testRow(standing: string, count: number, names: readonly string[]): Row[] {
  if (count === 0) return [];
  const more = count > shownCases ? [`${count - shownCases} more`] : [];
  const detail = [...names.slice(0, shownCases), ...more].join("; ");
  return [{ topic: "Tests", subject: `${count} ${standing}`, detail }];
}

const shownCases = 3;
