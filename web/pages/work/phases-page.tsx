import { Fragment, type JSX } from "preact";
import type { GateStanding, ListedPhase, PartDone, PhaseListOutput } from "../../../src/model/output/phase-list.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { List } from "../../parts/list.tsx";
import { Status } from "../../parts/status.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import type { SymbolName } from "../../parts/symbols.ts";
import type { Column, Row } from "../../parts/table.tsx";
import { Absent, Text } from "../../parts/text.tsx";
import { counted } from "../../parts/value.tsx";

/** `/ui/phases`: where the migration stands, phase by phase. */
export function PhasesPage(): JSX.Element {
  const answered = useAnswer("/phases", { topics: ["rows", "documents", "applies"], waits: true });
  const { phases = [] } = (answered.reply?.document ?? {}) as Partial<PhaseListOutput>;
  return (
    <Page
      title={answered.reply === undefined ? "Phases" : sentenceOf(phases)}
      meta="A gate is judged by the rows as they stand. Each phase leads to what its gate waits for."
      isLoading={answered.isLoading}
      problem={answered.reply?.problem}
      onRetry={answered.reload}
    >
      {answered.reply?.document !== undefined && (
        <List
          answered={answered}
          label="Phases"
          columns={columns}
          rows={phases as unknown as readonly Row[]}
          total={phases.length}
          keyOf={(row) => phaseIn(row).address}
          hrefOf={(row) => `/ui/phases/${numberOf(phaseIn(row))}`}
          filters={[]}
          empty={
            <>
              <p>No phase is declared.</p>
              <Command text="v7 new phase 1 name=Assessment" />
            </>
          }
          newer={0}
        />
      )}
    </Page>
  );
}

/** What is so: which phase people work on, and what its gate says. */
export function sentenceOf(phases: readonly ListedPhase[]): string {
  const current = phases.find(({ status }) => status !== "completed");
  if (phases.length === 0) return "Phases";
  if (current === undefined) return `All ${counted(phases.length)} phases are completed`;
  const words = { closed: "its gate is closed", waits: "its gate waits for a person", open: "its gate is open" };
  const gate = current.gate === null ? "it has not been applied" : words[current.gate.state];
  return `Phase ${numberOf(current)} of ${counted(phases.length)}, ${current.name ?? "without a name"}: ${gate}`;
}

/** `1` of `phase/1`. */
export function numberOf({ address }: Pick<ListedPhase, "address">): string {
  return address.slice("phase/".length);
}

function phaseIn(row: Row): ListedPhase {
  return row as unknown as ListedPhase;
}

const columns: readonly Column[] = [
  {
    key: "name",
    title: "Phase",
    cell: (row) => (
      <>
        {numberOf(phaseIn(row))} <Text of={phaseIn(row).name ?? "without a name"} />
      </>
    ),
  },
  { key: "status", title: "State", cell: (row) => <Status of={phaseIn(row).status} /> },
  { key: "lead" },
  { key: "day", title: "Days", shape: "", cell: (row) => <Days phase={phaseIn(row)} /> },
  { key: "tasks", cell: (row) => <Share of={phaseIn(row).tasks} /> },
  { key: "files", cell: (row) => <Share of={phaseIn(row).files} /> },
  { key: "enums", cell: (row) => <Share of={phaseIn(row).enums} /> },
  { key: "highest_risk", title: "Risk left", cell: (row) => <Status of={phaseIn(row).highest_risk} /> },
  { key: "gate", cell: (row) => <Gate phase={phaseIn(row)} /> },
];

function Days({ phase: { day, planned_days: planned } }: { readonly phase: ListedPhase }): JSX.Element {
  if (day === null) return planned === null ? <Absent>not planned</Absent> : <Absent>{planned} planned</Absent>;
  return <>{planned === null ? day : `${day} of ${planned}`}</>;
}

function Share({ of: { done, all } }: { readonly of: PartDone }): JSX.Element {
  return all === 0 ? <Absent>none</Absent> : <>{`${counted(done)} of ${counted(all)}`}</>;
}

/** A gate in a word, and the rules that are not kept. Nobody has to look at one that nobody works towards. */
function Gate({ phase: { status, gate } }: { readonly phase: ListedPhase }): JSX.Element {
  if (gate === null) return <Absent>no row yet</Absent>;
  const symbols: Readonly<Record<GateStanding["state"], SymbolName>> = {
    closed: "error",
    waits: "waits",
    open: "given",
  };
  const isAhead = status === "not_started";
  return (
    <span class={isAhead ? "quiet" : ""}>
      {!isAhead && (
        <>
          <Symbol name={symbols[gate.state]} />{" "}
        </>
      )}
      {gate.state}
      {gate.codes.map((code) => (
        <Fragment key={code}>
          {" "}
          <a class="mono whole" href={`/ui/explain/${code}`}>
            {code}
          </a>
        </Fragment>
      ))}
    </span>
  );
}
