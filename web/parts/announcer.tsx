import { signal } from "@preact/signals";
import type { JSX } from "preact";

const said = signal("");

/** Says something to whoever does not see it, when they have a moment. */
export function announce(text: string): void {
  said.value = text;
}

/** The one region that speaks. */
export function Announcer(): JSX.Element {
  return (
    <div class="hidden-words" role="status" aria-live="polite">
      {said.value}
    </div>
  );
}
