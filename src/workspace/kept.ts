/** Something that holds files or memory until it is closed. */
export interface Closable {
  close(): void | Promise<void>;
}

/** What is wanted, and how it is made where nobody keeps it. */
export interface Wanted<Thing extends Closable> {
  /** What it is, the same for all who want it. */
  readonly name: string;
  /** Which of them: where another one is kept than the one wanted, it goes when nobody uses it any more. */
  readonly mark: string;
  open(): Promise<Thing>;
}

/** Somebody's until it is given back, which is done once. */
export interface Lent<Thing> {
  readonly thing: Thing;
  giveBack(): void;
}

/** Things that take long to open, one of each name, for all who ask. */
export interface Kept {
  take<Thing extends Closable>(wanted: Wanted<Thing>): Promise<Lent<Thing>>;
  /** Closes what nobody uses, and the rest as it comes back. */
  close(): void;
}

interface Place {
  readonly mark: string;
  readonly opening: Promise<Closable>;
  users: number;
  /** Whether it is closed by whoever uses it last. */
  isLeaving: boolean;
}

/** With `stays`, what came back serves whoever asks next; else it is closed at once: the process ends anyway. */
export function openKept({ stays }: { readonly stays: boolean }): Kept {
  const places = new Map<string, Place>();
  let isOpen = stays;
  const placeOf = ({ name, mark, open }: Wanted<Closable>): Place => {
    const there = places.get(name);
    if (there?.mark === mark) return there;
    if (there !== undefined) leave(there);
    const place: Place = { mark, opening: open(), users: 0, isLeaving: !isOpen };
    if (!isOpen) return place;
    places.set(name, place);
    // What could not be opened is tried again by whoever asks next.
    place.opening.catch(() => places.get(name) === place && places.delete(name));
    return place;
  };
  return {
    take: async <Thing extends Closable>(wanted: Wanted<Thing>) => {
      const place = placeOf(wanted);
      place.users += 1;
      // A name and a mark stand for one kind of thing, whoever opened it.
      const thing = (await place.opening) as Thing;
      const giveBack = (): void => {
        place.users -= 1;
        if (place.isLeaving) leave(place);
      };
      return { thing, giveBack };
    },
    close: () => {
      isOpen = false;
      for (const place of places.values()) leave(place);
      places.clear();
    },
  };
}

function leave(place: Place): void {
  place.isLeaving = true;
  if (place.users > 0) return;
  void place.opening.then(
    (thing) => thing.close(),
    () => undefined,
  );
}
