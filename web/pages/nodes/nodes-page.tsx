import type { JSX } from "preact";
import type { ListedNode } from "../../../src/model/output/node-list.ts";
import { faceFor } from "../../data/faces.ts";
import { rowsIn, useQuestion } from "../../data/question.ts";
import { Page } from "../../frame/page.tsx";
import { Command } from "../../parts/command.tsx";
import { QuestionList } from "../../parts/question-list.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import type { Column, Row } from "../../parts/table.tsx";
import { Absent, Text } from "../../parts/text.tsx";
import { ago } from "../../parts/when.tsx";
import { NotFound } from "../not-found.tsx";
import type { PageContext } from "../routes.tsx";
import { machineSentence, machineSymbol, machinesTitle } from "./node-words.ts";
import { Snapshots } from "./snapshots.tsx";

/** `/ui/nodes`: the machines, and whether they are as declared. */
export function NodesPage({ faces }: PageContext): JSX.Element {
  const asked = faceFor("/nodes", faces);
  return asked === undefined ? <NotFound /> : <Nodes asked={asked} />;
}

function Nodes({ asked }: { readonly asked: NonNullable<ReturnType<typeof faceFor>> }): JSX.Element {
  const question = useQuestion(asked, "/nodes");
  const { answered, sent } = question;
  const { reply } = answered;
  const machines = rowsIn(reply?.document, "nodes") as unknown as readonly ListedNode[];
  const isNarrowed = ["state", "role", "q"].some((name) => sent.has(name));
  return (
    <Page
      title={
        reply?.document === undefined || (isNarrowed && machines.length === 0) ? "Machines" : machinesTitle(machines)
      }
      meta={
        <>
          Declared, and as they were last seen. What differs, of all of them:{" "}
          <a href="/ui/drift?view=machines">drift of machines</a>.
        </>
      }
      isLoading={answered.isLoading}
      problem={reply?.problem}
      onRetry={answered.reload}
    >
      <QuestionList
        asked={asked}
        question={question}
        label="Machines"
        columns={columns}
        without={["q"]}
        hrefOf={({ node }) => `/ui/nodes/${encodeURIComponent(String(node))}`}
        empty={
          <>
            <p>No machine is declared, or none was applied. One is a file of state/nodes/, and then:</p>
            <Command text="v7 plan" />
          </>
        }
      />
      <Snapshots />
    </Page>
  );
}

const columns: readonly Column[] = [
  { key: "node", title: "Machine", before: Sign },
  { key: "role" },
  { key: "state", cell: State },
  { key: "unverified", title: "Declared, unverified", isQuiet: ({ unverified }) => unverified === 0 },
  { key: "observed_at", title: "Seen", shape: "time", cell: Seen },
];

function Sign(row: Row): JSX.Element {
  return (
    <>
      <Symbol name={machineSymbol(row as unknown as ListedNode)} />{" "}
    </>
  );
}

function State(row: Row): JSX.Element {
  const machine = row as unknown as ListedNode;
  const { unreachable } = machine;
  return (
    <>
      {machineSentence(machine)}
      {unreachable.length > 0 && (
        <span class="second">
          {": "}not reached by <Text of={unreachable.join(", ")} />
        </span>
      )}
    </>
  );
}

function Seen({ observed_at: at }: Row): JSX.Element {
  return typeof at === "string" ? <time datetime={at}>{ago(at)}</time> : <Absent>never</Absent>;
}
