import type { JSX } from "preact";
import { ago, briefly, dayAndHour, inFull, isMoment } from "./moments.ts";

export { ago, briefly, dayAndHour, inFull, isMoment };

/** A time as people write it: today the hour, this week the day, else all of it. The exact one is its title. */
export function When({ at }: { readonly at: string | Date }): JSX.Element {
  const time = new Date(at);
  return (
    <time datetime={time.toISOString()} title={inFull(time)}>
      {briefly(time, new Date())}
    </time>
  );
}
