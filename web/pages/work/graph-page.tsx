import type { JSX } from "preact";
import type { GraphOutput } from "../../../src/model/output/graph.ts";
import { address, withParameters } from "../../address.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Page } from "../../frame/page.tsx";
import { SetFilter } from "../../parts/filters.tsx";
import { escaped } from "../../parts/links.ts";
import { Newer } from "../../parts/newer.tsx";
import { Symbol } from "../../parts/symbol.tsx";
import { statusSymbol } from "../../parts/symbols.ts";
import { type Row, Table } from "../../parts/table.tsx";
import { Text } from "../../parts/text.tsx";
import { around, box, type Layout, layoutOf, type PlacedEdge } from "./graph-layout.ts";

/** More than so many are not drawn: a part is asked for. */
const most = 100;

/** `/ui/graph`: what waits for what. */
export function GraphPage(): JSX.Element {
  const answered = useAnswer("/graph", { topics: ["documents"], waits: true });
  const graph = answered.reply?.document as GraphOutput | undefined;
  const parameters = address.value.searchParams;
  const [focus, phase] = [parameters.get("focus"), parameters.get("phase")];
  const whole = graph === undefined ? undefined : layoutOf(graph);
  const shown =
    graph === undefined || whole === undefined ? undefined : layoutOf(partOf(graph, whole, { focus, phase }));
  return (
    <Page
      title={
        shown === undefined
          ? "What waits for what"
          : `${new Set(shown.edges.map(({ to }) => to.address)).size} of ${shown.nodes.length} wait for another`
      }
      meta="Phases are columns; a line leads from what is needed to what needs it."
      isLoading={answered.isLoading}
      problem={answered.reply?.problem}
      onRetry={answered.reload}
    >
      <Newer answered={answered} />
      <p class="filters">
        {focus !== null && <SetFilter name="focus" value={focus} />}
        {phase !== null && <SetFilter name="phase" value={phase} />}
      </p>
      {shown !== undefined && (shown.nodes.length > most ? <TooMany layout={shown} /> : <Picture layout={shown} />)}
      {shown !== undefined && <Waits layout={shown} />}
    </Page>
  );
}

interface Part {
  readonly focus: string | null;
  readonly phase: string | null;
}

/** The nodes that were asked for, with the lines between them. */
function partOf(graph: GraphOutput, whole: Layout, { focus, phase }: Part): GraphOutput {
  const depth = Number(address.value.searchParams.get("depth") ?? "1");
  const near = focus === null ? undefined : around(focus, whole, Math.min(3, Math.max(1, depth)));
  const isIn = (one: string): boolean =>
    (near === undefined || near.has(one)) &&
    (phase === null || one === `phase/${phase}` || one.startsWith(`task/${phase}.`));
  return { ...graph, nodes: graph.nodes.filter((node) => isIn(node.address)) };
}

function TooMany({ layout }: { readonly layout: Layout }): JSX.Element {
  const phases = layout.nodes.filter((node) => node.address.startsWith("phase/"));
  return (
    <div class="empty">
      <p>{layout.nodes.length} are too many for a picture. Choose a phase:</p>
      <p class="filters">
        {phases.map((node) => (
          <a key={node.address} class="set" href={withParameters({ phase: node.address.slice("phase/".length) })}>
            <Text of={`${node.address.slice("phase/".length)} ${node.name}`} />
          </a>
        ))}
      </p>
    </div>
  );
}

function Picture({ layout }: { readonly layout: Layout }): JSX.Element {
  return (
    <div class="graph" tabIndex={0} role="region" aria-label="Picture of what waits for what">
      <div style={{ width: `${layout.width}rem`, height: `${layout.height}rem` }}>
        <svg aria-hidden="true" viewBox={`0 0 ${layout.width * 16} ${layout.height * 16}`}>
          {layout.edges.map((edge) => (
            <path key={`${edge.from.address} ${edge.to.address}`} d={curve(edge)} />
          ))}
        </svg>
        <ul>
          {layout.nodes.map(({ address: of, name, status, left, top }) => (
            <li key={of} data-row={of} title={name} style={{ left: `${left}rem`, top: `${top}rem` }}>
              <Symbol name={statusSymbol(status ?? "") ?? "unknown"} />
              <a href={`/ui/r/${escaped(of)}`}>
                <Text of={of} class="mono" /> <Text of={name} />
              </a>
              <span class="hidden-words"> {status ?? "no status"}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** To the right, or round the side within a column. */
function curve({ from, to }: PlacedEdge): string {
  const [x1, y1] = [(from.left + box.width) * 16, (from.top + box.height / 2) * 16];
  const y2 = (to.top + box.height / 2) * 16;
  if (from.left === to.left) return `M${x1} ${y1} C${x1 + 32} ${y1} ${x1 + 32} ${y2} ${x1} ${y2}`;
  const x2 = to.left * 16;
  return `M${x1} ${y1} C${x1 + 24} ${y1} ${x2 - 24} ${y2} ${x2} ${y2}`;
}

function Waits({ layout }: { readonly layout: Layout }): JSX.Element | null {
  if (layout.nodes.length === 0) return null;
  const needs = Map.groupBy(layout.edges, ({ to }) => to.address);
  const keeps = Map.groupBy(layout.edges, ({ from }) => from.address);
  const rows = layout.nodes.map(({ address: of, name, status }): Row => ({
    address: of,
    name,
    status,
    waits_for: (needs.get(of) ?? []).map(({ from }) => from.address),
    keeps_waiting: (keeps.get(of) ?? []).map(({ to }) => to.address),
  }));
  return (
    <section aria-labelledby="waits">
      <div class="section-head">
        <h2 id="waits">
          As a table <span class="quiet">{rows.length}</span>
        </h2>
      </div>
      <Table
        label="What waits for what"
        columns={["address", "name", "status", "waits_for", "keeps_waiting"].map((key) => ({ key }))}
        rows={rows}
        keyOf={(row) => String(row["address"])}
        inside={(row) => (
          <a href={withParameters({ focus: String(row["address"]), open: undefined })}>Only what is around it</a>
        )}
      />
    </section>
  );
}
