import type { Role } from "./role.ts";
import type { Signal } from "../tables/signal.ts";

/** What speaks for a role, and how much; a weight below 0 says that the file is there for something else. */
export interface Profile {
  readonly weights: Readonly<Partial<Record<Signal, number>>>;
  /** At least one of each of these, or there is no role, whatever the score. */
  readonly needs: readonly (readonly Signal[])[] /** Whether names of functions alone may say so, where there are enough of them: who changes things calls what does it. */;
  readonly byNames: boolean;
  readonly threshold: number;
  /** Scoring less than this share of the best role, each by its threshold, it is beside the file's point. */
  readonly besidePoint: number;
}

export const profiles: Readonly<Record<Role, Profile>> = {
  // Finds what nobody gave it, and takes down what it is.
  collector: {
    weights: {
      walk: 2.5,
      list: 1.75,
      fetch: 2,
      query: 0.5,
      metadata: 1.25,
      read: 0.5,
      filter: 0.5,
      aggregate: 0.25,
      parse: 0.5,
      serialize: 0.5,
      store: 0.75,
      write: 0.25,
      move: -1.25,
      remove: -1.25,
      rewrite: -1,
      repair: -1.25,
      render: -0.5,
    },
    needs: [["walk", "list", "fetch"]],
    byNames: true,
    besidePoint: 0.7,
    threshold: 2.25,
  },
  // Works out from what it is given what is so.
  analyzer: {
    weights: {
      code: 2,
      compute: 1.25,
      order: 0.4,
      compare: 1.5,
      check: 1.5,
      aggregate: 1.25,
      parse: 0.5,
      read: 0.5,
      query: 0.5,
      filter: 0.25,
      print: 0.25,
      spawn: -0.5,
      move: -1,
      remove: -0.75,
      repair: -1,
      pool: -0.5,
      fetch: -0.5,
      render: -0.75,
    },
    needs: [["code", "compute", "compare", "check", "aggregate"]],
    byNames: true,
    besidePoint: 0.7,
    threshold: 1.85,
  },
  // The same in another form.
  transformer: {
    weights: {
      parse: 1.25,
      convert: 1.5,
      serialize: 1.5,
      write: 0.75,
      read: 0.75,
      rewrite: 0.25,
      filter: 0.25,
      compute: -0.75,
      compare: -0.75,
      aggregate: -0.5,
      check: -0.75,
      code: -0.5,
      walk: -1,
      list: -0.75,
      fetch: -1,
      spawn: -1.5,
      pool: -0.75,
      schedule: -1,
      move: -1.25,
      remove: -1,
      repair: -1,
      render: -1,
      metadata: -0.5,
    },
    needs: [
      ["parse", "read", "convert"],
      ["serialize", "convert"],
    ],
    byNames: false,
    besidePoint: 0.7,
    threshold: 2.75,
  },
  // Tells people.
  reporter: {
    weights: {
      render: 2,
      lines: 1.5,
      print: 1.25,
      aggregate: 0.5,
      query: 0.5,
      read: 0.25,
      write: 0.5,
      compute: 0.25,
      spawn: -1.25,
      pool: -0.75,
      schedule: -1,
      move: -1.25,
      remove: -1,
      rewrite: -0.75,
      repair: -1,
      walk: -0.5,
      fetch: -0.5,
      code: -0.75,
      check: -0.5,
    },
    needs: [["render", "lines", "print"]],
    byNames: true,
    besidePoint: 0.5,
    threshold: 2,
  },
  // Changes what is there.
  fixer: {
    weights: {
      temporary: -1.5,
      store: -1,
      rewrite: 2,
      move: 1.75,
      remove: 1.4,
      repair: 1.75,
      read: 0.25,
      write: 0.25,
      walk: 0.5,
      filter: 0.25,
      list: 0.25,
      spawn: -0.75,
      render: -0.75,
      pool: -0.5,
      schedule: -0.75,
      serialize: -0.25,
      compute: -0.25,
    },
    needs: [["rewrite", "move", "remove", "repair"]],
    byNames: false,
    besidePoint: 0.7,
    threshold: 2,
  },
  // Has others work.
  orchestrator: {
    weights: {
      spawn: 2,
      start: 1,
      schedule: 1.75,
      pool: 1.4,
      queue: 0.9,
      wait: 0.6,
      options: 0.5,
      code: -1,
      compare: -0.5,
      compute: -0.25,
      parse: -0.25,
    },
    needs: [["spawn", "start", "schedule", "pool", "queue"]],
    byNames: true,
    besidePoint: 0.4,
    threshold: 2.25,
  },
};
