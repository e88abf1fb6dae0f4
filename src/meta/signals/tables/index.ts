import type { SignalTable } from "./signal.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { powershell } from "./powershell.ts";
import { python } from "./python.ts";
import { rust } from "./rust.ts";
import { shell } from "./shell.ts";
import { typescript } from "./typescript.ts";

/** By language, as an analysis names it. */
export const signalTables: Readonly<Record<string, SignalTable>> = {
  python,
  typescript,
  javascript: typescript,
  go,
  rust,
  java,
  shell,
  powershell,
};
