import { useEffect, useRef, useState } from "preact/hooks";

/** Up to so many rows are all drawn, so that the browser's own search finds them. */
const plain = 300;
/** How many are drawn of more. */
const drawn = 60;
const rowHeight = 36;

/** Which rows are drawn, and how much room the others need. */
export interface Window {
  readonly table: { readonly current: HTMLTableElement | null };
  readonly from: number;
  readonly to: number;
  readonly above: number;
  readonly below: number;
}

/** The rows in view and some around them, as the page is scrolled. */
export function useWindow(count: number): Window {
  const table = useRef<HTMLTableElement>(null);
  const [from, setFrom] = useState(0);
  const isWindowed = count > plain;
  useEffect(() => {
    if (!isWindowed) return setFrom(0);
    const follow = (): void => {
      const top = table.current?.getBoundingClientRect().top ?? 0;
      const first = Math.floor(-top / rowHeight) - 15;
      // In steps, so that not every pixel draws anew.
      setFrom(Math.max(0, Math.min(count - drawn, first - (first % 10))));
    };
    addEventListener("scroll", follow, { passive: true });
    follow();
    return () => removeEventListener("scroll", follow);
  }, [isWindowed, count]);
  if (!isWindowed) return { table, from: 0, to: count, above: 0, below: 0 };
  const to = Math.min(count, from + drawn);
  return { table, from, to, above: from * rowHeight, below: (count - to) * rowHeight };
}
