import type { JSX } from "preact";
import { Symbol } from "./symbol.tsx";
import { statusSymbol } from "./symbols.ts";
import { Absent, Text } from "./text.tsx";

/** A status or a risk: its symbol, and its word. */
export function Status({ of }: { readonly of: string | null }): JSX.Element {
  if (of === null) return <Absent>none</Absent>;
  const symbol = statusSymbol(of);
  return (
    <span class="status">
      {symbol !== undefined && <Symbol name={symbol} />} <Text of={of.replaceAll("_", " ")} />
    </span>
  );
}
