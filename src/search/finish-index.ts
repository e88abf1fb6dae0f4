import { progress } from "../model/work-event.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { IndexPart, IndexTable } from "./index/table.ts";

/** Brings the table's own indexes up to date; says what is being made, and that it still is. */
export async function finishIndex({ tell }: Pick<Workspace, "tell">, table: IndexTable, chunks: number): Promise<void> {
  let part: IndexPart = "word-index";
  const say = (): void => tell(progress(part, { of: chunks }));
  // The library works in threads of its own, and does not tell how far it is.
  const timer = setInterval(say, everyMilliseconds);
  timer.unref();
  try {
    await table.finish((next) => {
      part = next;
      say();
    });
  } finally {
    clearInterval(timer);
  }
}

const everyMilliseconds = 1_000;
