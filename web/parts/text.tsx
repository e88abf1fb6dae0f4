import type { ComponentChildren, JSX } from "preact";
import { hiddenCharacter, hiddenNames } from "./hidden.ts";

/** A text of somebody else's: text nodes, kept from turning its neighbours round, with what hides shown by its name. */
export function Text({ of, class: style = "" }: { readonly of: string; readonly class?: string }): JSX.Element {
  const parts = of.split(hiddenCharacter);
  return (
    <span class={`text ${style}`}>
      {parts.map((part, at) => (at % 2 === 0 ? part : <Chip key={at} character={part} />))}
    </span>
  );
}

function Chip({ character }: { readonly character: string }): JSX.Element {
  const point = character.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  const name = hiddenNames[point];
  return <span class="chip">{name === undefined ? code : `${code} ${name}`}</span>;
}

/** A word for what is not there. */
export function Absent({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <span class="quiet">{children}</span>;
}
