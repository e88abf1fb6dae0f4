import type { JSX } from "preact";
import { Symbol } from "../../parts/symbol.tsx";
import { Text } from "../../parts/text.tsx";
import { briefly } from "../../parts/when.tsx";
import type { Happening } from "./happenings.ts";

const mostLanes = 8;
/** Marks that lie nearer to each other than this part of the line become one with a number. */
const nearest = 0.025;

export interface LanesProps {
  readonly happenings: readonly Happening[];
  readonly from: Date;
  readonly to: Date;
}

/** A line for each login and program, and what each did when. The table below it lists the same. */
export function Lanes({ happenings, from, to }: LanesProps): JSX.Element | null {
  if (happenings.length === 0) return null;
  const lanes = [...new Set(happenings.map(({ lane }) => lane))];
  const shown = lanes.slice(0, mostLanes);
  const label = `${happenings.length} changes by ${lanes.length} between ${briefly(from, to)} and ${briefly(to, to)}; the table below lists them`;
  return (
    <div class="lanes" role="img" aria-label={label}>
      {shown.map((lane) => (
        <Lane
          key={lane}
          name={lane}
          marks={marksOf(
            happenings.filter((one) => one.lane === lane),
            from,
            to,
          )}
        />
      ))}
      {lanes.length > shown.length && <span class="others">{lanes.length - shown.length} others in the table</span>}
      <span />
      <div class="axis">
        {[0.1, 0.37, 0.63, 0.9].map((part) => (
          <span key={part} style={{ left: `${part * 100}%` }}>
            {briefly(new Date(from.getTime() + part * (to.getTime() - from.getTime())), to)}
          </span>
        ))}
      </div>
    </div>
  );
}

interface Mark {
  readonly at: number;
  readonly happening: Happening;
  readonly count: number;
}

function marksOf(happenings: readonly Happening[], from: Date, to: Date): readonly Mark[] {
  const span = Math.max(1, to.getTime() - from.getTime());
  const marks: Mark[] = [];
  for (const happening of happenings.toReversed()) {
    const at = Math.min(1, Math.max(0, (Date.parse(happening.at) - from.getTime()) / span));
    const last = marks.at(-1);
    if (last !== undefined && at - last.at < nearest && last.happening.symbol === happening.symbol)
      marks[marks.length - 1] = { ...last, count: last.count + 1 };
    else marks.push({ at, happening, count: 1 });
  }
  return marks;
}

function Lane({ name, marks }: { readonly name: string; readonly marks: readonly Mark[] }): JSX.Element {
  return (
    <>
      <span>
        <Text of={name} />
      </span>
      <div class="lane">
        {marks.map(({ at, happening, count }) => (
          <span key={at} class="lane-mark" style={{ left: `${at * 100}%` }}>
            <Symbol name={happening.symbol} />
            {count > 1 && count}
          </span>
        ))}
      </div>
    </>
  );
}
