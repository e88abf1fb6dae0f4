import type { JSX } from "preact";
import { Symbol } from "../../parts/symbol.tsx";
import { Text } from "../../parts/text.tsx";
import { When } from "../../parts/when.tsx";
import type { Happening } from "./happenings.ts";

/** The newest of what happened, a line each. */
export function HappeningTable({
  happenings,
  label,
}: {
  readonly happenings: readonly Happening[];
  readonly label: string;
}): JSX.Element {
  return (
    <table class="list" role="table" aria-label={label}>
      <thead role="rowgroup" class="hidden-words">
        <tr role="row">
          {["What", "Difference", "When"].map((head) => (
            <th key={head} role="columnheader" scope="col" class={head === "When" ? "time" : ""}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {happenings.map((happening) => (
          <tr key={happening.key} role="row" data-row={happening.key}>
            <th role="rowheader" scope="row">
              <Symbol name={happening.symbol} /> <span class="hidden-words">{happening.word} </span>
              <Subject happening={happening} />
            </th>
            <td role="cell" class="second" data-label="Difference">
              <span>
                <Difference happening={happening} />
              </span>
            </td>
            <td role="cell" class="time" data-label="When">
              <When at={happening.at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Subject({ happening: { subject, href } }: { readonly happening: Happening }): JSX.Element {
  const shown = <Text of={subject} class="mono" />;
  return href === "" ? shown : <a href={href}>{shown}</a>;
}

export function Difference({ happening: { says, difference } }: { readonly happening: Happening }): JSX.Element {
  if (difference === undefined) return <Text of={says} />;
  return (
    <>
      <Text of={difference.field} />:{" "}
      <del>
        <Text of={difference.before} />
      </del>{" "}
      <ins>
        <Text of={difference.after} />
      </ins>
    </>
  );
}
