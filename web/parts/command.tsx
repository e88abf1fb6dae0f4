import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { announce } from "./announcer.tsx";
import { hidesSomething } from "./hidden.ts";

/** A command to type elsewhere: what is shown and what is copied are the same characters. None is offered that hides any. */
export function Command({ text }: { readonly text: string }): JSX.Element {
  const code = useRef<HTMLElement>(null);
  if (hidesSomething(text)) return <span class="quiet">A command with hidden characters is not offered.</span>;
  return (
    <span class="command">
      <code ref={code}>{text}</code>
      <button
        type="button"
        data-command={text}
        aria-label={`Copy ${text}`}
        onClick={() => void copy(text, code.current)}
      >
        Copy
      </button>
    </span>
  );
}

/** Without a clipboard the text is selected, so that it can be copied by hand. */
export async function copy(text: string, shown: HTMLElement | null): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announce(`Copied: ${text}`);
  } catch {
    if (shown !== null) getSelection()?.selectAllChildren(shown);
    announce("Selected; copy it by hand");
  }
}
