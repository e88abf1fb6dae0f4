import type { Printer } from "./printer.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** How a pager is asked for: nothing where texts are printed as they are. */
export interface PagerChoice {
  /** Undefined: nobody named one, and `less` is what there usually is. */
  readonly named: string | undefined;
}

/**
 * Which pager shows what is longer than the screen. As git does with variables of its own: the first of V7_PAGER, GIT_PAGER
 * and PAGER, else less; none where that is empty or `cat`, where a terminal cannot move its cursor, and with --no-pager.
 */
export function pagerChoice(environment: Environment, words: readonly string[]): PagerChoice | undefined {
  if (words.includes("--no-pager") || environment["TERM"] === "dumb") return undefined;
  const named = environment["V7_PAGER"] ?? environment["GIT_PAGER"] ?? environment["PAGER"];
  return named === undefined || (named.trim() !== "" && named.trim() !== "cat") ? { named } : undefined;
}

/** Prints a text, by way of a pager where a person would else have to scroll back. */
export async function printPaged(text: string, printer: Printer, words: readonly string[]): Promise<void> {
  const laid = printer.laid(text);
  const choice = pagerChoice(process.env, words);
  const isLong = laid.split("\n").length > (process.stdout.rows || Number.POSITIVE_INFINITY);
  if (choice === undefined || !isLong || !process.stdin.isTTY || !process.stdout.isTTY) return printer.data(text);
  const { showInPager } = await import("../../system/pager.ts");
  if (!(await showInPager(laid, choice.named))) printer.data(text);
}
