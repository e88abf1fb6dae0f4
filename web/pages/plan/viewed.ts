import { useState } from "preact/hooks";
import type { Viewed } from "./sides.tsx";

/** Ticks of this browser for a plan. Its id is made of its content, so a tick never belongs to another one. */
export function useViewed(planId: string): Viewed {
  const name = `v7-viewed-${planId}`;
  const [ticked, setTicked] = useState<readonly string[]>(() => read(name));
  return {
    has: (address) => ticked.includes(address),
    // From what is ticked by then: keys may come faster than the page is drawn.
    toggle: (address) =>
      setTicked((before) => {
        const next = before.includes(address) ? before.filter((one) => one !== address) : [...before, address];
        localStorage.setItem(name, JSON.stringify(next));
        return next;
      }),
  };
}

function read(name: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}
