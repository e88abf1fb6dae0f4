import type { JSX } from "preact";
import type { EnumDeedsOutput, ListedDeed } from "../../../src/model/output/enum-deeds.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { Symbol } from "../../parts/symbol.tsx";
import { Text } from "../../parts/text.tsx";
import { When } from "../../parts/when.tsx";

/** What was done to an enum on its target, the last first; nothing while nothing was done. */
export function EnumDeeds({ name }: { readonly name: string }): JSX.Element | null {
  const answered = useAnswer(`/enum-deeds?name=${encodeURIComponent(name)}`, { topics: ["applies"], waits: true });
  const deeds = (answered.reply?.document as EnumDeedsOutput | undefined)?.deeds ?? [];
  if (deeds.length === 0) return null;
  return (
    <section aria-labelledby="deeds">
      <div class="section-head">
        <h2 id="deeds">
          Done on the target <span class="quiet">{deeds.length}</span>
        </h2>
        <span class="second">as v7 remembers it: v7 enum status asks the target</span>
      </div>
      {deeds.map((deed) => (
        <Deed key={deed.deed} deed={deed} />
      ))}
    </section>
  );
}

const told: { readonly [direction in ListedDeed["direction"]]: string } = {
  implement: "implemented",
  validate: "validated",
  rollback: "rolled back",
  retire: "retired",
};

const ends: { readonly [state in ListedDeed["state"]]: string } = {
  done: "",
  open: ": nobody knows yet how it ended",
  undone: ": nothing was changed",
  lost: ": the target does not know of it any more",
};

/** Folded: what it was, how it is proven, and the rows it left. */
function Deed({ deed }: { readonly deed: ListedDeed }): JSX.Element {
  const { direction, state, strategy, at, by, proof, accepted, counts } = deed;
  return (
    <details class="script">
      <summary>
        <Symbol name={state === "done" ? "given" : state === "open" ? "pending" : "error"} /> {told[direction]}
        {ends[state]} <When at={at} />
      </summary>
      <p class="second">
        {strategy !== null && <>{strategy}, </>}
        {by === null ? "v7" : <Text of={by} />}
        {proof === "rows" && "; all rows counted before and after, by value and key: equal"}
        {proof === "catalogue" && "; the same labels under their new words, no row was touched"}
        {accepted.length > 0 && (
          <>
            ; accepted <Text of={accepted.join(", ")} class="mono" />
          </>
        )}
        .
      </p>
      {counts.length > 0 && <Counts counts={counts} />}
    </details>
  );
}

function Counts({ counts }: Pick<ListedDeed, "counts">): JSX.Element {
  return (
    <table class="list" role="table" aria-label="Rows by column and value">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            Column
          </th>
          <th role="columnheader" scope="col">
            Value
          </th>
          <th role="columnheader" scope="col" class="number">
            Rows
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {counts.map(({ column, value, rows }) => (
          <tr key={`${column} ${value ?? ""}`} role="row">
            <th role="rowheader" scope="row">
              <Text of={column} class="mono" />
            </th>
            <td role="cell" data-label="Value">
              {value === null ? <span class="quiet">NULL</span> : <Text of={value} class="mono" />}
            </td>
            <td role="cell" data-label="Rows" class="number">
              {rows.toLocaleString("en")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
