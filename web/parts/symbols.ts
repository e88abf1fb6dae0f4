/** What a symbol says by its colour: nothing, unless somebody must look. */
export type Tone = "" | "add" | "chg" | "del" | "out";

/** The one table of symbols: the character, and its colour. The word stands beside it, always. */
export const symbols = {
  create: ["+", "add"],
  update: ["~", "chg"],
  delete: ["−", "del"],
  moved: ["→", ""],
  drift: ["△", "out"],
  conflict: ["≠", "del"],
  refused: ["⊘", "del"],
  waits: ["◇", "chg"],
  given: ["✓", ""],
  warning: ["!", "chg"],
  error: ["✕", "del"],
  unknown: ["?", ""],
  restart: ["↻", "chg"],
  apply: ["●", ""],
  pending: ["○", ""],
  not_started: ["○", ""],
  in_progress: ["◐", ""],
  blocked: ["⊖", "del"],
  review: ["◎", "chg"],
  completed: ["✓", ""],
  approved: ["◉", ""],
  cancelled: ["×", ""],
  deferred: ["↷", ""],
  rolled_back: ["↩", "chg"],
  proposed: ["○", ""],
  implemented: ["◐", ""],
  validated: ["✓", ""],
  retired: ["✓", ""],
  rejected: ["×", ""],
  low: ["·", ""],
  medium: ["•", ""],
  high: ["▲", "del"],
  critical: ["▲", "del"],
} as const satisfies { readonly [name: string]: readonly [string, Tone] };

export type SymbolName = keyof typeof symbols;

/** The symbol of a status, where it has one. */
export function statusSymbol(status: string): SymbolName | undefined {
  return Object.hasOwn(symbols, status) ? (status as SymbolName) : undefined;
}
