import type { ComponentChildren, JSX } from "preact";

/** Names of what a terminal or a browser hides and a person would want to know of. */
const names: Readonly<Record<number, string>> = {
  0x09: "tab",
  0x200b: "zero-width space",
  0x200c: "zero-width non-joiner",
  0x200d: "zero-width joiner",
  0x200e: "left-to-right mark",
  0x200f: "right-to-left mark",
  0x202a: "left-to-right embedding",
  0x202b: "right-to-left embedding",
  0x202c: "end of direction",
  0x202d: "left-to-right override",
  0x202e: "right-to-left override",
  0x2066: "left-to-right isolate",
  0x2067: "right-to-left isolate",
  0x2068: "first strong isolate",
  0x2069: "end of isolate",
  0xfeff: "byte order mark",
};

const hiddenCharacter =
  /([\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}])/u;

/** Whether a text holds characters that are not drawn as they are typed. */
export function hidesSomething(text: string): boolean {
  return hiddenCharacter.test(text);
}

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
  const name = names[point];
  return <span class="chip">{name === undefined ? code : `${code} ${name}`}</span>;
}

/** A word for what is not there. */
export function Absent({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <span class="quiet">{children}</span>;
}
