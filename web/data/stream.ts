import { signal } from "@preact/signals";
import type { Topic } from "../../src/model/topic.ts";

/** How the page hears of changes. */
export interface Liveness {
  readonly state: "connecting" | "live" | "lost" | "away";
  /** Since when it does not hear any more. */
  readonly since: Date | undefined;
}

export const liveness = signal<Liveness>({ state: "connecting", since: undefined });

/** What changed last. Another object with every message; no topics: everything may have. */
export const changed = signal<{ readonly topics: readonly Topic[] | undefined }>({ topics: [] });

type Message =
  | { readonly kind: "changed"; readonly topics: readonly Topic[] | undefined }
  | { readonly kind: "state"; readonly state: Liveness["state"] }
  | { readonly kind: "ask" };

const silence = 40_000;
const longestPause = 30_000;

/**
 * One stream a browser: the tab that holds the lock listens to the server and passes on what it hears. When it closes, the
 * next one takes over. Where there are no locks, as on other machines' addresses, each tab listens by itself.
 */
export function listen(): void {
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("v7-events") : undefined;
  let leads = false;
  const tell = (message: Message): void => {
    hear(message);
    channel?.postMessage(message);
  };
  channel?.addEventListener("message", ({ data }: MessageEvent<Message>) => {
    if (data.kind !== "ask") hear(data);
    else if (leads) channel.postMessage({ kind: "state", state: liveness.value.state } satisfies Message);
  });
  channel?.postMessage({ kind: "ask" } satisfies Message);
  const lead = (): Promise<never> => {
    leads = true;
    follow(tell);
    return new Promise<never>(() => {});
  };
  if (navigator.locks === undefined) void lead();
  else void navigator.locks.request("v7-events", lead);
}

function hear(message: Message): void {
  if (message.kind === "changed") changed.value = { topics: message.topics };
  if (message.kind !== "state" || message.state === liveness.value.state) return;
  const isWell = message.state === "live" || message.state === "connecting";
  liveness.value = { state: message.state, since: isWell ? undefined : (liveness.value.since ?? new Date()) };
}

/** Listens, and after a silence tries again: after 1, 2, 4 … 30 seconds. What was missed is asked for once. */
function follow(tell: (message: Message) => void, failures = 0): void {
  const source = new EventSource("/events");
  let last: ReturnType<typeof setTimeout>;
  const again = (): void => {
    clearTimeout(last);
    source.close();
    tell({ kind: "state", state: "lost" });
    setTimeout(() => follow(tell, failures + 1), Math.min(1_000 * 2 ** failures, longestPause));
  };
  const alive = (): void => {
    clearTimeout(last);
    last = setTimeout(again, silence);
  };
  alive();
  source.addEventListener("error", again);
  source.addEventListener("hello", () => {
    alive();
    tell({ kind: "state", state: "live" });
    if (failures > 0) tell({ kind: "changed", topics: undefined });
    failures = 0;
  });
  source.addEventListener("alive", () => {
    alive();
    tell({ kind: "state", state: "live" });
  });
  source.addEventListener("away", () => {
    alive();
    tell({ kind: "state", state: "away" });
  });
  source.addEventListener("changed", (event: MessageEvent<string>) => {
    alive();
    tell({ kind: "state", state: "live" });
    tell({ kind: "changed", topics: (JSON.parse(event.data) as { topics: readonly Topic[] }).topics });
  });
}
