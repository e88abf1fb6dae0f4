import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { navigate } from "../address.ts";
import { announce } from "../parts/announcer.tsx";
import { keysAreOn, openDisplay } from "./display.tsx";

/** What a page has keys for, beside those of all pages. */
export interface Keys {
  readonly [key: string]: { readonly says: string; act(): void };
}

const pageKeys = signal<Keys>({});

/** A page's own keys, as long as it is shown. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    pageKeys.value = keys;
    return () => {
      if (pageKeys.value === keys) pageKeys.value = {};
    };
  });
}

const places: Readonly<Record<string, string>> = {
  o: "/",
  n: "/next",
  p: "/plans",
  d: "/drift",
  h: "/phases",
  t: "/tasks",
  a: "/graph",
  i: "/impacts",
  e: "/enums",
  m: "/nodes",
  f: "/files",
  s: "/sessions",
  y: "/history",
};

/** Listens for single keys, outside fields and without modifiers. */
export function listenForKeys(): void {
  let isGoing = false;
  addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || !keysAreOn()) return;
    if (target.closest("input:not([type=checkbox]), select, textarea, dialog[open]") !== null) return;
    const { key } = event;
    if (isGoing) {
      isGoing = false;
      const place = places[key];
      if (place !== undefined) navigate(`/ui${place}`);
      return;
    }
    const deed = pageKeys.value[key]?.act ?? everywhere[key];
    if (key === "g") isGoing = true;
    else if (deed !== undefined) {
      event.preventDefault();
      deed();
    }
  });
}

const everywhere: Readonly<Record<string, () => void>> = {
  "/": () => navigate("/ui/search"),
  "?": openHelp,
  ",": openDisplay,
  ".": () => document.querySelector<HTMLButtonElement>("button.newer")?.click(),
  y: () => void navigator.clipboard?.writeText(location.href).then(() => announce("Copied the link")),
  j: () => step(1),
  k: () => step(-1),
  f: () => document.querySelector<HTMLElement>(".filters input, .filters select")?.focus(),
  u: () => navigate(new URL(".", location.href.replace(/[?#].*$/, "").replace(/\/$/, ""))),
  o: () => rowOf(document.activeElement)?.querySelector<HTMLAnchorElement>("a[href]:not(.unfold)")?.click(),
};

/** One row down or up: what unfolds it has the focus. */
function step(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const here = rows.indexOf(rowOf(document.activeElement) as HTMLElement);
  const next = rows[Math.max(0, Math.min(rows.length - 1, here + by))];
  next?.querySelector<HTMLElement>("button, a, input")?.focus();
}

function rowOf(element: Element | null): HTMLElement | null {
  return element?.closest<HTMLElement>("[data-row]") ?? null;
}

export function openHelp(): void {
  document.querySelector<HTMLDialogElement>("#keys")?.showModal();
}

const always: readonly (readonly [string, string])[] = [
  ["/", "search"],
  [
    "g o",
    "overview; g n next, g p plans, g d drift, g h phases, g t tasks, g m machines, g f files, g s sessions, g y history",
  ],
  ["j k", "next row, the row before"],
  ["o", "the row's page"],
  ["f", "the first filter"],
  ["u", "one level up"],
  [".", "load what is newer"],
  ["y", "copy the link"],
  [",", "display"],
];

/** The keys of this page, in words. */
export function KeyHelp(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const own = Object.entries(pageKeys.value).map(([key, { says }]) => [key, says] as const);
  return (
    <dialog id="keys" ref={dialog} aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      <dl class="keys">
        {[...own, ...always].map(([key, says]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
