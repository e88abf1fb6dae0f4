import { createHmac, timingSafeEqual } from "node:crypto";
import { Failure } from "../model/failure.ts";

/** What a cursor continues: one list, with its filters, as it stood. */
export interface CursorBase {
  readonly face: string;
  readonly given: { readonly [name: string]: unknown };
  /** The revision of what the list is about. */
  readonly revision: string;
}

/** Where a list goes on. */
export interface CursorPlace {
  readonly offset: number;
  /** How many there are in all, where somebody counted: nothing has changed since, or the cursor is not read. */
  readonly total?: number | undefined;
}

/** Makes and reads cursors: opaque, signed, and good for one list only. */
export interface Cursors {
  write(base: CursorBase, place: CursorPlace): string;
  /** Throws V7-W006 for a foreign cursor, and for one whose list has changed. */
  read(base: CursorBase, cursor: string): CursorPlace;
}

/** Whoever knows the secret made them: nobody else's are read. */
export function cursorsWith(secret: string): Cursors {
  const sign = (base: CursorBase, place: string): string =>
    createHmac("sha256", secret)
      .update(JSON.stringify([base.face, sorted(base.given), base.revision, place]))
      .digest("base64url")
      .slice(0, 32);
  return {
    write: (base, { offset, total }) => {
      const place = `${offset}-${total ?? ""}`;
      return `${place}.${base.revision}.${sign(base, place)}`;
    },
    read: (base, cursor) => {
      const [, place = "", offset = "", total = "", revision = "", signature = ""] =
        /^((\d{1,9})-(\d{0,9}))\.([0-9a-f]{1,64})\.([\w-]{32})$/.exec(cursor) ?? [];
      const made = sign({ ...base, revision }, place);
      if (signature === "" || !timingSafeEqual(Buffer.from(made), Buffer.from(signature)))
        throw new Failure("V7-W006", "the cursor belongs to another list", { next: ["ask again without a cursor"] });
      if (revision !== base.revision)
        throw new Failure("V7-W006", "the list has changed since the cursor was made", {
          next: ["ask again without a cursor"],
        });
      return { offset: Number(offset), total: total === "" ? undefined : Number(total) };
    },
  };
}

function sorted(given: CursorBase["given"]): [string, unknown][] {
  return Object.entries(given).toSorted(([left], [right]) => (left < right ? -1 : 1));
}
