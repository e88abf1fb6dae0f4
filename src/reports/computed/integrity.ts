import { addressOf, compareAddresses, typedAddress } from "../../model/address.ts";
import type { ReportAnswer } from "../../model/report.ts";
import { readSql } from "../../system/package-file.ts";
import { withReports } from "../../workspace/workspace.ts";
import type { ReportDefinition } from "../definition.ts";
import { computed, counted, countParameter } from "./computed.ts";
import { checks, type Found } from "./integrity-checks.ts";

const columns = [
  { name: "check", type: "text" },
  { name: "address", type: "text" },
  { name: "problem", type: "text" },
  { name: "command", type: "text" },
] as const;

/** What is wrong in the rows, whoever wrote them, and what is typed against it. */
export const integrity: ReportDefinition = computed(
  {
    name: "integrity",
    title: "Integrity",
    about: "What is wrong in the rows themselves, each with the command that mends it.",
    parameters: [
      countParameter("days", 3650, 7, "how many days in progress are usual"),
      { name: "timezone", type: "zone", range: null, default: "v7.yaml", description: "where days begin" },
    ],
    columns,
    answers: ["001:542-557"],
    corrects: "NOT IN cannot see a task without phase; an empty DART id counted as a link.",
    empty: "No problem found.",
  },
  async (workspace, values) => {
    const given = [values.get("days") ?? null, values.get("timezone") ?? null];
    const found = await withReports(workspace, (reports) =>
      reports.read<StoredRow>(readSql("reports/computed/integrity.sql"), given),
    );
    const rows = found.map(rowOf);
    const notes = rows.length === 0 ? [] : [`${counted(rows.length, "problem")}.`];
    return { columns, rows: rows.toSorted(byCheck), notes };
  },
);

interface StoredRow {
  readonly check_name: string;
  readonly segment: string;
  readonly name: string | null;
  readonly detail: string | null;
  readonly is_applied: boolean;
}

function rowOf(stored: StoredRow): Row {
  const { check_name: check, segment, name, detail } = stored;
  const address =
    name === null ? null : addressOf(segment, name, { keepSlashes: segment === "fileplan" || segment === "enum" });
  const found: Found = {
    segment,
    name: name ?? "",
    typed: typedAddress(address ?? ""),
    detail,
    isApplied: stored.is_applied,
  };
  const { problem, command } = checks[check] ?? unknownCheck(check);
  return { check, address, problem: problem(found), command: command(found) };
}

type Row = ReportAnswer["rows"][number] & { readonly check: string; readonly address: string | null };

function byCheck(left: Row, right: Row): number {
  if (left.check !== right.check) return left.check < right.check ? -1 : 1;
  return compareAddresses(left.address ?? "", right.address ?? "");
}

function unknownCheck(check: string): never {
  throw new Error(`integrity.sql has a check that nobody can explain: ${check}`);
}
