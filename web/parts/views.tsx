import type { JSX } from "preact";
import { address, withParameters } from "../address.ts";

/** Ways to look at the same: `view` of the address. */
export function Views({
  views,
  usual,
}: {
  readonly views: readonly (readonly [string, string])[];
  /** The one that needs no word in the address. */
  readonly usual: string;
}): JSX.Element {
  const chosen = address.value.searchParams.get("view") ?? usual;
  return (
    <span class="spans">
      {views.map(([name, says]) => (
        <a
          key={name}
          href={withParameters({ view: name === usual ? undefined : name, open: undefined })}
          aria-current={chosen === name ? "true" : undefined}
        >
          {says}
        </a>
      ))}
    </span>
  );
}
