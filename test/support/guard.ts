import { expect } from "vitest";
import { patience } from "./patience.ts";

/**
 * Starts a guard against hanging; what it answers fails when more time has gone by. It measures nothing: on a busy
 * machine all takes long, so it is ten times what is promised, or what the slowest case needs.
 */
export function guard(milliseconds: number): () => void {
  const started = performance.now();
  return () => expect(performance.now() - started, "it hung").toBeLessThan(milliseconds * patience);
}
