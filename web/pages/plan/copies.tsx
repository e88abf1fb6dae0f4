import type { JSX } from "preact";
import type { PlanFile } from "../../../src/model/output/plan-file.ts";
import { type Column, type Row, Table } from "../../parts/table.tsx";
import { Text } from "../../parts/text.tsx";
import { size } from "../../parts/value.tsx";

/** Whether a plan is of copies and of no rows. */
export function isOfCopies({ resource_changes: changes }: Pick<PlanFile, "resource_changes">): boolean {
  return changes[0]?.kind === "Copy";
}

/** What is brought home: each file with its source, its target and what its bytes are. */
export function Copies({ plan }: { readonly plan: PlanFile }): JSX.Element {
  const rows = plan.resource_changes.map(({ change: { after } }) => (after ?? {}) as Row);
  const bytes = rows.reduce((sum, row) => sum + (typeof row["size"] === "number" ? row["size"] : 0), 0);
  return (
    <section aria-labelledby="copies">
      <div class="section-tools">
        <h2 id="copies" tabIndex={-1}>
          Copies <span class="quiet">{rows.length}</span>
        </h2>
        <span class="second">{size(bytes)}; the originals stay as they are</span>
      </div>
      <Table label="Copies" columns={columns} rows={rows} keyOf={(row) => String(row["target"])} />
    </section>
  );
}

const mono =
  (key: string) =>
  (row: Row): JSX.Element => <Text of={String(row[key] ?? "")} class="mono" />;

const columns: readonly Column[] = [
  { key: "target", title: "Target", cell: mono("target") },
  { key: "source", title: "Source", cell: mono("source") },
  { key: "size", title: "Size", shape: "number", cell: (row) => <>{size(Number(row["size"] ?? 0))}</> },
  {
    key: "sha256",
    title: "SHA-256",
    cell: (row) => <Text of={String(row["sha256"] ?? "").slice(0, 12)} class="mono" />,
  },
];
