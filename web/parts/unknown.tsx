import type { JSX } from "preact";
import { withParameters } from "../address.ts";
import { Text } from "./text.tsx";

/** Parameters of the address that the page does not know, and the way without them. */
export function Unknown({ names }: { readonly names: readonly string[] }): JSX.Element | null {
  if (names.length === 0) return null;
  const without = Object.fromEntries(names.map((name) => [name, undefined]));
  return (
    <p class="banner" role="status">
      This page knows no <Text of={names.join(", ")} />, and shows all.{" "}
      <a href={withParameters(without)}>The address without it</a>
    </p>
  );
}
