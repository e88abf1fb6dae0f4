import { type Palette, plainPalette } from "../../render/type/palette.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** True when a person sits at both ends, so that a question can be asked. Never in CI. */
export function isInteractive(environment: Environment = process.env): boolean {
  return process.stdin.isTTY && process.stderr.isTTY && !isSet(environment["CI"]);
}

/** Colours for stdout: as `--no-color`, NO_COLOR and FORCE_COLOR say, in that order, else only on a terminal. */
export async function paletteFor(noColor: boolean, environment: Environment = process.env): Promise<Palette> {
  if (!wantsColours(noColor, process.stdout.isTTY, environment)) return plainPalette;
  const { Ansis } = await import("ansis");
  const ansis = new Ansis(1);
  return {
    add: (text) => ansis.green(text),
    change: (text) => ansis.yellow(text),
    remove: (text) => ansis.red(text),
    error: (text) => ansis.red.bold(text),
    warning: (text) => ansis.yellow(text),
    dim: (text) => ansis.dim(text),
    strong: (text) => ansis.bold(text),
  };
}

/** Pure part of {@link paletteFor}. */
export function wantsColours(noColor: boolean, onTerminal: boolean, environment: Environment): boolean {
  if (noColor || isSet(environment["NO_COLOR"])) return false;
  const forced = environment["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return onTerminal && environment["TERM"] !== "dumb";
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}
