import { Fragment, type JSX } from "preact";
import { shortPath } from "./short-path.ts";
import { Text } from "./text.tsx";

/** A path of the repository, broken between its folders: a long one loses its middle, never its end. */
export function Path({ of }: { readonly of: string }): JSX.Element {
  const shown = shortPath(of);
  const parts = shown.split("/");
  return (
    <span class="path" title={shown === of ? undefined : of}>
      {parts.map((part, at) => (
        <Fragment key={at}>
          {at > 0 && (
            <>
              /<wbr />
            </>
          )}
          <Text of={part} />
        </Fragment>
      ))}
    </span>
  );
}
