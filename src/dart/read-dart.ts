import type { Dart } from "./api.ts";
import type { DartDocument, DartTask } from "./items.ts";
import { markersIn } from "./marker.ts";
import type { Places } from "./places.ts";

/** What DART shows of tasks. */
export interface Board {
  /** By their ids: those on the dartboards, and linked ones wherever they are. */
  readonly tasks: ReadonlyMap<string, DartTask>;
  /** Ids of linked tasks that are nowhere: trashed. */
  readonly gone: ReadonlySet<string>;
  /** How many on the dartboards DART lists and does not show whole yet: whose they are is not known. */
  readonly unread: number;
  /** The newest change of a task on the dartboards, by DART's clock; undefined where there is none. */
  readonly newest: string | undefined;
  /** The tasks that bear a marker. */
  readonly marked: ReadonlyMap<string, readonly DartTask[]>;
}

/** Requests at once, at most: as DART's own clients. */
const together = 6;

/** The tasks that documents are linked to. */
export interface Linked {
  readonly ids: ReadonlySet<string>;
  /** Whether one that a list shows so is known, its description too. */
  isKnown(task: DartTask): boolean;
}

/**
 * Reads the dartboards. Lists leave descriptions out: a task that no document is linked to is read whole, for its marker, and a
 * linked one that changed. One that is on no dartboard is asked for by its id, for lists leave out what was moved: only a 404
 * says that it is gone.
 */
export async function readBoard(dart: Dart, places: Places, { ids: linked, isKnown }: Linked): Promise<Board> {
  const boards = boardsOf(places);
  const tasks = new Map<string, DartTask>();
  for (const board of boards) for (const task of await dart.tasks(board)) tasks.set(task.id, task);
  const newest = newestOf(tasks.values());
  const open = [...tasks.values()].filter(({ id }) => !linked.has(id));
  const whole = await inTurn(open, ({ id }) => dart.task(id));
  // What is listed and not shown whole may bear anybody's marker: it is left to the next time.
  for (const { id } of open) tasks.delete(id);
  const changed = [...tasks.values()].filter((task) => linked.has(task.id) && !isKnown(task));
  // One that is not shown whole yet stays as it is listed.
  const read = await inTurn(changed, ({ id }) => dart.task(id));
  for (const task of [...whole, ...read]) if (task !== undefined) tasks.set(task.id, task);
  const missing = [...linked].filter((id) => !tasks.has(id));
  const found = await inTurn(missing, async (id) => ({ id, task: await dart.task(id) }));
  for (const { task } of found) if (task !== undefined) tasks.set(task.id, task);
  return {
    tasks,
    newest,
    unread: whole.filter((task) => task === undefined).length,
    gone: new Set(found.flatMap(({ id, task }) => (task === undefined ? [id] : []))),
    marked: byMarker([...tasks.values()], ({ description }) => description),
  };
}

/**
 * The tasks, read whole, that are nobody's and were changed since the dartboards were read: what was sent a moment ago is among
 * them, whichever dartboard DART has put it onto, and no other is read again.
 */
export async function readNewest(
  dart: Dart,
  places: Places,
  { newest, linked }: { readonly newest: string; readonly linked: ReadonlySet<string> },
): Promise<DartTask[]> {
  const listed = new Map<string, DartTask>();
  const boards = new Set([...boardsOf(places), ...places.configuration.dartboards]);
  for (const board of boards)
    for (const task of await dart.tasksSince(board, newest)) if (!linked.has(task.id)) listed.set(task.id, task);
  const whole = await inTurn([...listed.values()], ({ id }) => dart.task(id));
  return whole.filter((task) => task !== undefined);
}

/** Tasks of some titles, read whole, wherever they lie; `unread` of them DART lists and does not show yet. */
export async function readTitled(
  dart: Dart,
  titles: readonly string[],
  known: { has(id: string): boolean },
): Promise<{ readonly tasks: readonly DartTask[]; readonly unread: number }> {
  const lists = await inTurn([...new Set(titles)], (title) => dart.tasksTitled(title));
  const listed = new Map(lists.flat().map((task) => [task.id, task]));
  const whole = await inTurn(
    [...listed.keys()].filter((id) => !known.has(id)),
    (id) => dart.task(id),
  );
  const tasks = whole.filter((task) => task !== undefined);
  return { tasks, unread: whole.length - tasks.length };
}

function boardsOf({ tasks, phaseBoards }: Places): string[] {
  return [...new Set([tasks, ...phaseBoards.values()])];
}

function newestOf(tasks: Iterable<DartTask>): string | undefined {
  let newest: string | undefined;
  for (const { updatedAt } of tasks)
    if (updatedAt !== undefined && (newest === undefined || Date.parse(updatedAt) > Date.parse(newest)))
      newest = updatedAt;
  return newest;
}

/** Documents with their texts. */
export interface Texts {
  readonly documents: readonly (DartDocument & { readonly text: string })[];
  /** How many DART lists and does not show whole yet: they are left to the next time. */
  readonly unread: number;
}

/** Reads the documents of folders whole. */
export async function readTexts(dart: Dart, folders: readonly string[]): Promise<Texts> {
  const listed = new Map<string, DartDocument>();
  for (const folder of folders) for (const document of await dart.documents(folder)) listed.set(document.id, document);
  const whole = await inTurn([...listed.values()], ({ id }) => dart.document(id));
  const documents = whole.flatMap((document) =>
    document === undefined ? [] : [{ ...document, text: document.text ?? "" }],
  );
  return { documents, unread: whole.length - documents.length };
}

/** What bears a marker, by it. */
export function byMarker<Item>(
  items: readonly Item[],
  textOf: (item: Item) => string | undefined,
): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items)
    for (const marker of new Set(markersIn(textOf(item) ?? "")))
      found.set(marker, [...(found.get(marker) ?? []), item]);
  return found;
}

/** Asks for a few at once, in order. */
async function inTurn<Item, Found>(items: readonly Item[], ask: (item: Item) => Promise<Found>): Promise<Found[]> {
  const found: Found[] = [];
  for (let at = 0; at < items.length; at += together)
    found.push(...(await Promise.all(items.slice(at, at + together).map(ask))));
  return found;
}
