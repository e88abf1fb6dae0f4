import { Failure } from "../model/failure.ts";
import { isOver } from "./declared.ts";
import { markerOf } from "./marker.ts";
import { byMarker, readTitled } from "./read-dart.ts";
import type { Sides, TaskSides } from "./sides.ts";

/**
 * Looks for what was created although nobody knows, before it is created: DART may have put it onto a dartboard that v7 does not
 * read, and whoever was to be told was killed. It is sought by its title and recognized by its marker. Throws V7-J017 where two
 * bear one marker.
 */
export async function withLostCreations(sides: Sides): Promise<Sides> {
  const { dart, settings, board } = sides;
  const missing = sides.tasks.filter((task) => task.live === undefined && !task.isGone && !isOver(task));
  if (missing.length === 0) return sides;
  const titles = missing.map(({ document }) => String(document.spec["name"]));
  const { tasks, unread } = await readTitled(dart, titles, board.tasks);
  const marked = byMarker(tasks, ({ description }) => description);
  const lost = new Map(
    missing.flatMap((task): [string, TaskSides][] => {
      const [live, other] = marked.get(markerOf(settings.project, task.address)) ?? [];
      if (other !== undefined)
        throw new Failure("V7-J017", `${task.address} is twice in DART: ${live?.url}, ${other.url}`, {
          next: ["trash the one that is too many in DART"],
        });
      return live === undefined ? [] : [[task.address, { ...task, live }]];
    }),
  );
  return {
    ...sides,
    board: { ...board, unread: board.unread + unread },
    tasks: sides.tasks.map((task) => lost.get(task.address) ?? task),
    astray: new Set(lost.keys()),
  };
}
