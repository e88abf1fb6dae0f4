import { bash } from "./bash.ts";
import { go } from "./go.ts";
import type { Grammar } from "./grammar.ts";
import { java } from "./java.ts";
import { powershell } from "./powershell.ts";
import { python } from "./python.ts";
import { rust } from "./rust.ts";
import { typescript } from "./typescript.ts";

/** Every grammar whose code can be read, by the name of its file. */
export const grammars: Readonly<Record<string, Grammar>> = {
  bash,
  go,
  java,
  javascript: { ...typescript, name: "javascript" },
  powershell,
  python,
  rust,
  tsx: { ...typescript, name: "tsx" },
  typescript,
};
