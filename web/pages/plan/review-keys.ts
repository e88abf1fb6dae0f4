import { useKeys } from "../../frame/keys.tsx";
import { announce } from "../../parts/announcer.tsx";
import { reveal } from "./resource-window.ts";
import type { Viewed } from "./sides.tsx";

export interface ReviewKeys {
  /** Every row of the review, in order, drawn or not. */
  readonly addresses: readonly string[];
  /** Those that nobody should miss: conflicts, and what is destroyed. */
  readonly grave: readonly string[];
  readonly viewed: Viewed;
  toggleAll(): void;
  readonly onSql: (() => void) | undefined;
}

/** The keys of a plan's review. */
export function useReviewKeys({ addresses, grave, viewed, toggleAll, onSql }: ReviewKeys): void {
  const current = (): string | undefined => document.activeElement?.closest<HTMLElement>("[data-row]")?.dataset["row"];
  const go = (address: string | undefined): void => {
    if (address === undefined) return;
    reveal(address, (row) => {
      row.querySelector<HTMLElement>("a")?.focus();
      row.scrollIntoView({ block: "nearest" });
      announce(`${address}, ${addresses.indexOf(address) + 1} of ${addresses.length}`);
    });
  };
  const here = (): number => addresses.indexOf(current() ?? "");
  const step = (by: 1 | -1): void => go(addresses[Math.max(0, Math.min(addresses.length - 1, here() + by))]);
  const unseen = (by: 1 | -1): void => {
    const order = by === 1 ? addresses.slice(here() + 1) : addresses.slice(0, Math.max(0, here())).toReversed();
    go(order.find((address) => !viewed.has(address)));
  };
  const copyNth = (nth: number): void => document.querySelectorAll<HTMLElement>(".step [data-command]")[nth]?.click();
  useKeys({
    j: { says: "next resource", act: () => step(1) },
    k: { says: "the resource before", act: () => step(-1) },
    v: {
      says: "viewed, and the next",
      act: () => {
        const address = current() ?? addresses[0];
        if (address === undefined) return;
        viewed.toggle(address);
        go(addresses[addresses.indexOf(address) + 1] ?? address);
      },
    },
    n: { says: "next not viewed", act: () => unseen(1) },
    p: { says: "previous not viewed", act: () => unseen(-1) },
    e: {
      says: "hidden fields here",
      act: () => document.activeElement?.closest("[data-row]")?.querySelector<HTMLElement>(".hidden-fields a")?.click(),
    },
    E: { says: "hidden fields everywhere", act: toggleAll },
    ...(onSql === undefined ? {} : { s: { says: "SQL", act: onSql } }),
    "!": {
      says: "next conflict or destroy",
      act: () => go(grave.find((address) => addresses.indexOf(address) > here()) ?? grave[0]),
    },
    a: { says: "to the rail", act: () => document.querySelector<HTMLElement>("#agree")?.focus() },
    c: { says: "copy the first command", act: () => copyNth(0) },
    C: { says: "copy the second", act: () => copyNth(1) },
  });
}
