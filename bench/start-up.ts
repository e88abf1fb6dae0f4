import { type ProcessCase, v7 } from "./measure.ts";

/** What every command pays before it does anything of its own. */
export const startUp: readonly ProcessCase[] = [
  { name: "v7 --version", words: [v7, "--version"], goal: 90 },
  { name: "v7 --help", words: [v7, "--help"] },
  { name: "v7 unknown", words: [v7, "plann"], exitCodes: [127] },
];
