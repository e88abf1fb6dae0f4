import { setTimeout as delay } from "node:timers/promises";
import { codeOfError } from "../../src/model/error-code.ts";
import type { Connection } from "../../src/postgres/connection.ts";

/** What one client was told that it had written: the word of each of its rows; and what it was refused, by code. */
export interface Written {
  readonly rows: ReadonlyMap<number, string>;
  readonly errors: readonly { readonly code: string | undefined; readonly message: string; readonly words: Words }[];
  readonly statements: number;
}

export type Words = "old" | "new";

/** Old and new words of the same values; several old ones become one. */
export interface Vocabulary {
  readonly old: readonly string[];
  readonly new: readonly string[];
}

export interface Writers {
  /** All stop after their next statement. */
  stop(): Promise<readonly Written[]>;
}

/**
 * Clients that insert, change and delete contacts of their own and the events of them, one after the other until they are stopped. Every
 * other one does it in transactions that take the tables in another order than deeds do, reads through the view, and asks for something else that takes a while. Who is refused a word
 * takes the other ones.
 */
export function startWriters(clients: readonly Connection[], vocabulary: Vocabulary): Writers {
  const going = { on: true };
  const all = clients.map((client, number) => write(client, { number, vocabulary, going }));
  return {
    stop: async () => {
      going.on = false;
      return Promise.all(all);
    },
  };
}

interface Job {
  readonly number: number;
  readonly vocabulary: Vocabulary;
  readonly going: { readonly on: boolean };
}

async function write(client: Connection, { number, vocabulary, going }: Job): Promise<Written> {
  const rows = new Map<number, string>();
  const errors: Written["errors"][number][] = [];
  let words: Words = "old";
  let turn = 0;
  for (; going.on; turn += 1) {
    const id = number * 1_000_000 + turn;
    const word = vocabulary[words][turn % vocabulary[words].length] ?? "";
    const work = number % 2 === 0 ? single(rows, { id, turn, word }) : whole(rows, { id, turn, word });
    try {
      for (const [text, values] of work.statements) await client.query(text, [...values]);
      work.acknowledged();
    } catch (error) {
      errors.push({ code: codeOfError(error), message: error instanceof Error ? error.message : "", words });
      await client.query("ROLLBACK");
      if (codeOfError(error) === "22P02") words = words === "old" ? "new" : "old";
    }
    await delay(turn % 5);
  }
  return { rows, errors, statements: turn };
}

interface Turn {
  readonly id: number;
  readonly turn: number;
  readonly word: string;
}

interface Work {
  readonly statements: readonly (readonly [text: string, values: readonly unknown[]])[];
  acknowledged(): void;
}

/** A statement by itself: three rows come, one of them changes and one goes. */
function single(rows: Map<number, string>, { id, turn, word }: Turn): Work {
  if (turn % 5 === 3) {
    return {
      statements: [["UPDATE contacts SET status = $2 WHERE id = $1", [id - 1, word]]],
      acknowledged: () => void (rows.has(id - 1) && rows.set(id - 1, word)),
    };
  }
  if (turn % 5 === 4) {
    return {
      statements: [["DELETE FROM contacts WHERE id = $1", [id - 3]]],
      acknowledged: () => void rows.delete(id - 3),
    };
  }
  return {
    statements: [["INSERT INTO contacts (id, status) VALUES ($1, $2)", [id, word]]],
    acknowledged: () => void rows.set(id, word),
  };
}

/** A transaction over both tables and the view. */
function whole(rows: Map<number, string>, { id, word }: Turn): Work {
  return {
    statements: [
      ["SELECT count(*) FROM open_contacts WHERE id % 100 = 1", []],
      ["SELECT pg_sleep(0.01)", []],
      ["BEGIN", []],
      ["INSERT INTO contacts (id, status) VALUES ($1, $2)", [id, word]],
      ["INSERT INTO contact_events (contact, status) VALUES ($1, $2)", [id, word]],
      ["COMMIT", []],
    ],
    acknowledged: () => void rows.set(id, word),
  };
}
