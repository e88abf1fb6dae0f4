import { type Palette, plainPalette } from "../../render/type/palette.ts";
import type { Screen } from "../../render/type/screen.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What is asked of a stream: whether it is a terminal, and of how many columns. */
export type Sink = Partial<Pick<NodeJS.WriteStream, "isTTY" | "columns">>;

/** True when a person sits at both ends, so that a question can be asked. Never in CI. */
export function isInteractive(environment: Environment = process.env): boolean {
  return process.stdin.isTTY && process.stderr.isTTY && !isSet(environment["CI"]);
}

/** How what is printed to a stream is painted and laid out. */
export function screenFor(sink: Sink, noColor: boolean, environment: Environment): Screen {
  const onTerminal = sink.isTTY === true;
  const palette = wantsColours(noColor, onTerminal, environment) ? colours : plainPalette;
  return { ...palette, width: onTerminal ? widthOf(sink, environment) : Number.POSITIVE_INFINITY };
}

/** Colours: as `--no-color`, NO_COLOR and FORCE_COLOR say, in that order, else only on a terminal that has them. */
export function wantsColours(noColor: boolean, onTerminal: boolean, environment: Environment): boolean {
  if (noColor || isSet(environment["NO_COLOR"])) return false;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return onTerminal && environment["TERM"] !== "dumb";
}

const colours: Palette = {
  add: painter(32, 39),
  change: painter(33, 39),
  remove: painter(31, 39),
  error: (text) => painter(31, 39)(painter(1, 22)(text)),
  warning: painter(33, 39),
  dim: painter(2, 22),
  strong: painter(1, 22),
};

function painter(begin: number, end: number): (text: string) => string {
  return (text) => (text === "" ? "" : `\u001b[${begin}m${text}\u001b[${end}m`);
}

const usualWidth = 80;

/** Below that nothing can be laid out; the terminal breaks such lines itself. */
const leastWidth = 20;

/** COLUMNS comes first, as with git and less: who sets it means it. */
function widthOf({ columns = 0 }: Sink, { COLUMNS: asked = "" }: Environment): number {
  const width = /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : columns;
  return Math.max(leastWidth, width === 0 ? usualWidth : width);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}
