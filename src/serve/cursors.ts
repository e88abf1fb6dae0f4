import { createHmac, timingSafeEqual } from "node:crypto";
import { Failure } from "../model/failure.ts";

/** What a cursor continues: one list, with its filters, as it stood. */
export interface CursorBase {
  readonly face: string;
  readonly given: { readonly [name: string]: unknown };
  /** The revision of what the list is about. */
  readonly revision: string;
}

/** Makes and reads cursors: opaque, signed, and good for one list only. */
export interface Cursors {
  write(base: CursorBase, offset: number): string;
  /** Throws V7-W006 for a foreign cursor, and for one whose list has changed. */
  read(base: CursorBase, cursor: string): number;
}

/** Whoever knows the secret made them: nobody else's are read. */
export function cursorsWith(secret: string): Cursors {
  const sign = (base: CursorBase, offset: number): string =>
    createHmac("sha256", secret)
      .update(JSON.stringify([base.face, sorted(base.given), base.revision, offset]))
      .digest("base64url")
      .slice(0, 32);
  return {
    write: (base, offset) => `${offset}.${base.revision}.${sign(base, offset)}`,
    read: (base, cursor) => {
      const [, offset = "", revision = "", signature = ""] =
        /^(\d{1,9})\.([0-9a-f]{1,64})\.([\w-]{32})$/.exec(cursor) ?? [];
      const made = sign({ ...base, revision }, Number(offset));
      if (signature === "" || !timingSafeEqual(Buffer.from(made), Buffer.from(signature)))
        throw new Failure("V7-W006", "the cursor belongs to another list", { next: ["ask again without a cursor"] });
      if (revision !== base.revision)
        throw new Failure("V7-W006", "the list has changed since the cursor was made", {
          next: ["ask again without a cursor"],
        });
      return Number(offset);
    },
  };
}

function sorted(given: CursorBase["given"]): [string, unknown][] {
  return Object.entries(given).toSorted(([left], [right]) => (left < right ? -1 : 1));
}
