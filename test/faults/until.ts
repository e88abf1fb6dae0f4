import { setTimeout as delay } from "node:timers/promises";

/** Asks again and again until there is an answer; the test's own time limit is the end of its patience. */
export async function until<T>(ask: () => Promise<T | undefined | null | false>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    await delay(5);
  }
}
