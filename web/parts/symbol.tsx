import type { JSX } from "preact";
import { type SymbolName, symbols } from "./symbols.ts";

/** Drawn for the eye alone. */
export function Symbol({ name }: { readonly name: SymbolName }): JSX.Element {
  const [character, tone] = symbols[name];
  return (
    <span class={`symbol ${tone}`} aria-hidden="true">
      {character}
    </span>
  );
}
