import type { JSX } from "preact";
import type { Answered } from "../data/use-answer.ts";
import { When } from "./when.tsx";

/** The way to what has changed meanwhile: nothing moves before somebody asks for it. */
export function Newer({ answered: { newer, reply, accept } }: { readonly answered: Answered }): JSX.Element | null {
  if (newer === undefined || reply === undefined) return null;
  return (
    <button type="button" class="newer" onClick={accept}>
      Changed since <When at={reply.at} />; show it
    </button>
  );
}
