import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Up to so many resources of a plan are all drawn, so that the browser's own search finds them. */
export const mostDrawn = 300;
/** What a resource is taken to be high, in pixels, before it was drawn. */
const guess = 140;
/** How far beyond the window resources are drawn. */
const margin = 1_500;
const revealed = "v7-reveal";

export interface ResourceWindow {
  readonly table: { readonly current: HTMLTableElement | null };
  readonly from: number;
  readonly to: number;
  /** Room for what is not drawn, in pixels. */
  readonly above: number;
  readonly below: number;
}

/** Brings a row of the review into view, drawn or not; then calls back with it. */
export function reveal(address: string, callBack: (row: HTMLElement) => void): void {
  const find = (): HTMLElement | null => document.querySelector(`[data-row="${CSS.escape(address)}"]`);
  const row = find();
  if (row !== null) return callBack(row);
  dispatchEvent(new CustomEvent(revealed, { detail: address }));
  const again = (left: number): void => {
    const drawn = find();
    if (drawn !== null) callBack(drawn);
    else if (left > 0) requestAnimationFrame(() => again(left - 1));
  };
  again(20);
}

/** Which resources of a long section are drawn, by their measured heights. */
export function useResourceWindow(addresses: readonly string[], isOn: boolean): ResourceWindow {
  const table = useRef<HTMLTableElement>(null);
  const heights = useRef(new Map<string, number>());
  const [[from, to], setPart] = useState<readonly [number, number]>([0, 30]);
  const tops = isOn ? topsOf(addresses, heights.current) : [];

  useEffect(() => {
    if (!isOn) return;
    const follow = (): void => {
      const top = -(table.current?.getBoundingClientRect().top ?? 0);
      const all = topsOf(addresses, heights.current);
      const first = Math.max(
        0,
        all.findIndex((_, at) => (all[at + 1] ?? Number.POSITIVE_INFINITY) > top - margin),
      );
      const last = all.findIndex((own) => own > top + innerHeight + margin);
      setPart([first, last === -1 ? addresses.length : last]);
    };
    const show = (event: Event): void => {
      const at = addresses.indexOf((event as CustomEvent<string>).detail);
      if (at === -1) return;
      const top = (table.current?.getBoundingClientRect().top ?? 0) + scrollY;
      scrollTo({ top: top + (topsOf(addresses, heights.current)[at] ?? 0) - 100 });
    };
    addEventListener("scroll", follow, { passive: true });
    addEventListener("resize", follow);
    addEventListener(revealed, show);
    follow();
    return () => {
      removeEventListener("scroll", follow);
      removeEventListener("resize", follow);
      removeEventListener(revealed, show);
    };
  }, [isOn, addresses.join("\n")]);

  useLayoutEffect(() => {
    if (!isOn) return;
    for (const row of table.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])
      heights.current.set(row.dataset["row"] ?? "", row.offsetHeight);
  });

  if (!isOn) return { table, from: 0, to: addresses.length, above: 0, below: 0 };
  const end = Math.min(to, addresses.length);
  const whole = tops.at(-1) ?? 0;
  return { table, from, to: end, above: tops[from] ?? 0, below: Math.max(0, whole - (tops[end] ?? whole)) };
}

/** How far down each begins, and where the last one ends. */
function topsOf(addresses: readonly string[], heights: ReadonlyMap<string, number>): readonly number[] {
  const tops = [0];
  for (const address of addresses) tops.push((tops.at(-1) ?? 0) + (heights.get(address) ?? guess));
  return tops;
}
