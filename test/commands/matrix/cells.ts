import type { Dice } from "../../support/dice.ts";
import { rounds } from "../../support/optional.ts";
import { type Place, type Role, roles } from "./places.ts";
import { type Reply, type Request, typedInOneProcess } from "./requests.ts";
import { nothingKnown, vocabularyOf } from "./vocabulary.ts";
import { allCommands, typings } from "./words.ts";

/** One of the matrix, without its place. */
export interface Cell {
  readonly command: string;
  readonly role: Role;
  /** Which of the command's typings. */
  readonly typing: number;
  readonly json: boolean;
}

/** A cell as it was typed in a place, and what came of it. */
export interface Played extends Cell, Reply {
  readonly words: readonly string[];
  readonly folder: string;
}

/** Every command, in all its typings and both forms of its answer, as each of these. */
export function cellsOf(who: readonly Role[] = roles): readonly Cell[] {
  return who.flatMap((role) =>
    allCommands().flatMap((command) =>
      typings(command, vocabularyOf(nothingKnown)).flatMap((_, typing) =>
        [true, false].map((json) => ({ command, role, typing, json })),
      ),
    ),
  );
}

/** As many as said, in their order; in the long tier all of them, unless said otherwise. */
export function dealt(
  cells: readonly Cell[],
  { test, all = cells.length }: { readonly test: number; readonly all?: number },
  dice: Dice,
): readonly Cell[] {
  const count = Math.min(rounds({ test, all }), cells.length);
  const chosen = new Set<Cell | undefined>(count === cells.length ? cells : []);
  while (chosen.size < count) chosen.add(cells[dice.whole(cells.length)]);
  return cells.filter((cell) => chosen.has(cell));
}

/** Types them in each place, one after another, all in one process: what it loads is loaded once. */
export async function play(places: readonly Place[], cells: readonly Cell[]): Promise<Played[][]> {
  const requests = places.map((place) => cells.map((cell) => requestOf(cell, place)));
  const replies = await typedInOneProcess(requests.flat());
  return requests.map((typed, at) =>
    cells.flatMap((cell, index): Played[] => {
      const [request, reply] = [typed[index], replies[at * cells.length + index]];
      return request && reply ? [{ ...cell, ...reply, words: request.words, folder: request.folder }] : [];
    }),
  );
}

export function requestOf({ command, role, typing, json }: Cell, place: Place): Request {
  const words = typings(command, vocabularyOf(place.known))[typing] ?? [];
  const { environment, ...standing } = place.stand(role);
  return { ...standing, environment: { ...environment, HOME: place.home }, words: json ? [...words, "--json"] : words };
}
