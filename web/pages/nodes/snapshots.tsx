import type { JSX } from "preact";
import { rowsIn } from "../../data/question.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Symbol } from "../../parts/symbol.tsx";
import type { SymbolName } from "../../parts/symbols.ts";
import { type Column, type Row, Table } from "../../parts/table.tsx";
import { Absent, Text } from "../../parts/text.tsx";

/** So many are beside the machines; their report has the others. */
const most = 5;

/** The newest snapshots of the machines' state, where one was taken. */
export function Snapshots(): JSX.Element | null {
  const { reply } = useAnswer(`/nodes/snapshots?limit=${most}`, { topics: ["facts"] });
  const rows = rowsIn(reply?.document, "rows");
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="snapshots">
      <div class="section-head">
        <h2 id="snapshots">Snapshots</h2>
        <a href="/ui/nodes/snapshots">{reply?.goesOn === true ? "All of them" : "As a report"}</a>
      </div>
      <Table
        label="Snapshots of the machines"
        columns={columns}
        rows={rows}
        keyOf={({ snapshot_name: name }) => `snapshot ${String(name)}`}
      />
    </section>
  );
}

const columns: readonly Column[] = [
  { key: "snapshot_name", title: "Snapshot", before: Sign },
  { key: "snapshot_type", title: "Of" },
  { key: "verification_status", title: "Checks", cell: Checks },
  { key: "created_at", title: "Taken" },
];

const signs: Readonly<Record<string, SymbolName>> = { verified: "given", partial: "warning", failed: "error" };

/** Whoever did not look has not passed. */
function Sign({ verification_status: status }: Row): JSX.Element {
  return (
    <>
      <Symbol name={signs[String(status)] ?? "unknown"} />{" "}
    </>
  );
}

function Checks({ verification_status: status, tests_passed: passed, tests_failed: failed }: Row): JSX.Element {
  const counts = [said(passed, "passed"), said(failed, "failed")].filter(Boolean).join(", ");
  return (
    <>
      {typeof status === "string" ? <Text of={status} /> : <Absent>not checked</Absent>}
      {counts !== "" && <span class="second">: {counts}</span>}
    </>
  );
}

function said(count: unknown, word: string): string {
  return typeof count === "number" ? `${count} ${word}` : "";
}
