import type { JSX } from "preact";
import { address, withParameters } from "../address.ts";
import { counted } from "./value.tsx";

/** A way to look at what a page is about: its word in the address, what it is called, how much there is in it. */
export type View = readonly [name: string, says: string, count?: number | undefined];

/** Ways to look at the same: `view` of the address. */
export function Views({
  views,
  usual,
  forgets = [],
}: {
  readonly views: readonly View[];
  /** The one that needs no word in the address. */
  readonly usual: string;
  /** Parameters that belong to one view and no other: they go with it. */
  readonly forgets?: readonly string[];
}): JSX.Element {
  const chosen = address.value.searchParams.get("view") ?? usual;
  const without = Object.fromEntries(forgets.map((name) => [name, undefined]));
  return (
    <span class="spans">
      {views.map(([name, says, count]) => (
        <a
          key={name}
          href={withParameters({ ...without, view: name === usual ? undefined : name, open: undefined })}
          aria-current={chosen === name ? "true" : undefined}
        >
          {says}
          {count !== undefined && <span class="quiet"> {counted(count)}</span>}
        </a>
      ))}
    </span>
  );
}
