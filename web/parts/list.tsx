import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { address, withParameters } from "../address.ts";
import type { Answered } from "../data/use-answer.ts";
import { announce } from "./announcer.tsx";
import { SetFilter } from "./filters.tsx";
import { Table, type TableProps } from "./table.tsx";
import { counted } from "./value.tsx";
import { When } from "./when.tsx";

export interface ListProps extends TableProps {
  readonly answered: Answered;
  /** The names of parameters that narrow the list. */
  readonly filters: readonly string[];
  /** What is said without rows and without filters. */
  readonly empty: ComponentChildren;
  /** How many of the rows that wait are not among those shown. */
  readonly newer: number;
}

/** A table with what belongs above and below it: what is newer, what is cut, what keeps it empty. */
export function List(props: ListProps): JSX.Element {
  const { answered, rows, total, filters, empty, newer, label } = props;
  const set = filters.filter((name) => address.value.searchParams.has(name));
  useEffect(() => {
    if (answered.reply !== undefined && set.length > 0) announce(`${rows.length} of ${total ?? "some"}: ${label}`);
  }, [answered.reply, set.length]);
  if (rows.length === 0) return set.length > 0 ? <NoneMatch set={set} /> : <div class="empty">{empty}</div>;
  return (
    <>
      {answered.newer !== undefined && answered.reply !== undefined && (
        <button type="button" class="newer" onClick={answered.accept}>
          {newer > 0 ? `${newer} newer` : "Changed"} since <When at={answered.reply.at} />
        </button>
      )}
      <Table {...props} />
      <Under shown={rows.length} total={total} goesOn={answered.reply?.goesOn ?? false} />
    </>
  );
}

function NoneMatch({ set }: { readonly set: readonly string[] }): JSX.Element {
  const without = Object.fromEntries(set.map((name) => [name, undefined]));
  return (
    <div class="empty">
      <p>None match these filters:</p>
      <p class="filters">
        {set.map((name) => (
          <SetFilter key={name} name={name} value={address.value.searchParams.get(name) ?? ""} />
        ))}
        <a href={withParameters(without)} data-stays>
          Without filters
        </a>
      </p>
    </div>
  );
}

/** How much is shown of how much, and the way to more. */
function Under({
  shown,
  total,
  goesOn,
}: {
  readonly shown: number;
  readonly total: number | undefined;
  readonly goesOn: boolean;
}): JSX.Element {
  const all = total === undefined ? (goesOn ? "more" : counted(shown)) : counted(total);
  const most = 1_000;
  return (
    <p class="under">
      <span>{goesOn ? `Showing ${counted(shown)} of ${all}.` : `All ${counted(shown)}.`}</span>
      {goesOn && shown < most && (
        <>
          <a href={withParameters({ limit: String(Math.min(most, shown + 100)) })} data-stays>
            Load 100 more
          </a>
          <a href={withParameters({ limit: String(most) })} data-stays>
            Load 1,000
          </a>
        </>
      )}
      {goesOn && shown >= most && <span>More than 1,000 are not loaded: narrow the list.</span>}
    </p>
  );
}
