import type { Fact } from "../../model/machine.ts";
import type { Transcript } from "./probe.ts";

/** A machine's answers, by the names of the looks. */
export interface Looks {
  /** "" where there is none. */
  text(name: string): string;
  /** Whether it came to an answer of its own. */
  isThere(name: string): boolean;
}

/** What of a transcript can be relied on: a program that failed says nothing. */
export function looksOf({ answers }: Transcript): Looks {
  const answered = (name: string): boolean => {
    const { state, exit } = answers.get(name) ?? {};
    return state === "ended" && exit === 0;
  };
  return { text: (name) => (answered(name) ? (answers.get(name)?.output ?? "") : ""), isThere: answered };
}

/** The facts that are known. */
export function present(values: { readonly [fact: string]: string | number | undefined }): readonly Fact[] {
  return Object.entries(values).flatMap(([fact, value]) => (value === undefined ? [] : [{ fact, value }]));
}

/** What makers of machines write where they should have written something. */
const noNames = /^(?:to be filled by o\.e\.m\.|default string|system product name|not specified|none|unknown)?$/i;

/** A name, unless it is none. */
export function named(text: string | undefined): string | undefined {
  const name = text?.trim().slice(0, longestName) ?? "";
  return noNames.test(name) ? undefined : name;
}

const longestName = 200;

/** A fact for each port that somebody listens at: the addresses it is open at, in order. */
export function openPorts(open: readonly { readonly address: string; readonly port: number }[]): readonly Fact[] {
  const byPort = Map.groupBy(open, ({ port }) => port);
  return [...byPort]
    .toSorted(([left], [right]) => left - right)
    .map(([port, listeners]) => ({
      fact: `port/${port}`,
      value: {
        addresses: [...new Set(listeners.map(({ address }) => (address === "*" ? "0.0.0.0" : address)))].toSorted(),
      },
    }));
}

/** Bytes of hexadecimal digits. */
export function bytesOf(digits: string): readonly number[] {
  return [...Buffer.from(digits, "hex")];
}
