import type { JSX } from "preact";
import type { HistoryEntry } from "../../../src/model/output/history.ts";
import { Symbol } from "../../parts/symbol.tsx";
import { type Column, Inside, type Row, Table } from "../../parts/table.tsx";
import { Text } from "../../parts/text.tsx";
import { When } from "../../parts/when.tsx";
import { Difference, Subject } from "./happening-table.tsx";
import type { Happening } from "./happenings.ts";

/** A column that only one page has. */
export interface HappeningColumn {
  readonly title: string;
  cell(happening: Happening): JSX.Element;
}

/** What happened, newest first: thousands of lines, each of which opens to all that is on record. */
export function HappeningList({
  happenings,
  label,
  further = [],
}: {
  readonly happenings: readonly Happening[];
  readonly label: string;
  readonly further?: readonly HappeningColumn[];
}): JSX.Element {
  return (
    <Table
      label={label}
      columns={[
        ...columns,
        ...further.map(({ title, cell }) => ({ key: title, title, cell: (row: Row) => cell(happeningIn(row)) })),
        { key: "at", title: "When", shape: "time", cell: (row) => <When at={happeningIn(row).at} /> },
      ]}
      rows={happenings as unknown as readonly Row[]}
      keyOf={(row) => happeningIn(row).key}
      inside={(row) => <Inside row={recordOf(happeningIn(row).entry)} />}
    />
  );
}

function happeningIn(row: Row): Happening {
  return row as unknown as Happening;
}

/** What it was made of, field by field where fields changed. */
function recordOf({ type, ...record }: HistoryEntry): Row {
  return { what: type, ...record };
}

const columns: readonly Column[] = [
  {
    key: "subject",
    title: "What",
    cell: (row) => (
      <>
        <Symbol name={happeningIn(row).symbol} /> <span class="hidden-words">{happeningIn(row).word} </span>
        <Subject happening={happeningIn(row)} />
      </>
    ),
  },
  { key: "difference", title: "Difference", cell: (row) => <Difference happening={happeningIn(row)} /> },
  { key: "lane", title: "Who, with what", cell: (row) => <Text of={happeningIn(row).lane} class="second" /> },
];
