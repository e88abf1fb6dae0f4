import type { JSX } from "preact";
import { liveness } from "../data/stream.ts";
import { When } from "../parts/when.tsx";
import { Text } from "../parts/text.tsx";

/** At the side: whether the page hears of changes, and as whom the server reads. */
export function Live({ login }: { readonly login: string | undefined }): JSX.Element {
  const { state } = liveness.value;
  const isLive = state === "live";
  const word = isLive ? "Live" : state === "connecting" ? "Connecting" : "Not live";
  return (
    <p>
      <span class={`state ${isLive ? "is-live" : state === "connecting" ? "" : "is-lost"}`}>{word}</span>
      {login !== undefined && (
        <span class="more">
          , reads as <Text of={login} />
        </span>
      )}
    </p>
  );
}

/** Below the title: what one sees is old, and from when. Said once, when it becomes so. */
export function Stale(): JSX.Element {
  const { state, since } = liveness.value;
  return (
    <div role="status">
      {state === "lost" && since !== undefined && (
        <p class="banner">
          Not live since <When at={since} />, what you see is from then. Trying again, at most 30 s apart.
        </p>
      )}
      {state === "away" && since !== undefined && (
        <p class="banner">
          The database is away since <When at={since} />, what you see is from before. <code>v7 db status</code> says
          why.
        </p>
      )}
    </div>
  );
}
