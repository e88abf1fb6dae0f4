import { expect, test } from "vitest";
import { notStarted } from "../../../src/postgres/embedded/failures.ts";
import { lastWordsOf } from "../../../src/postgres/embedded/last-words.ts";

const unlinked = `2025-08-07 08:30:00.000 UTC [411] LOG:  starting PostgreSQL 18.4
dyld[812]: Library not loaded: @loader_path/../lib/libzstd.1.dylib
  Referenced from: <4C4C44A1> /Users/ada/My Work/native/bin/postgres
  Reason: tried: '/Users/ada/My Work/native/lib/libzstd.1.dylib' (no such file)
`;

const segments = `FATAL:  could not create shared memory segment: No space left on device
DETAIL:  Failed system call was shmget(key=16909128, size=56, 03600).
HINT:  This error does *not* mean that you have run out of disk space.
child process exited with exit code 1
initdb: removing data directory "/Users/ada/shop/.git/v7/pg"
`;

test("the line that tells is said: a Mac's loader's, too (M1)", () => {
  expect(lastWordsOf(unlinked, { otherwise: 1 })).toBe(
    "dyld[812]: Library not loaded: @loader_path/../lib/libzstd.1.dylib",
  );
  expect(lastWordsOf("initdb: warning: enabling trust\nsuccess\n", { otherwise: 1 })).toBe("success");
});

test("where the system has no shared memory left, it says how to free some (M10)", () => {
  const failure = notStarted("could not be initialized", "postgres.log", lastWordsOf(segments, { otherwise: 3 }));
  expect(failure.message).toContain("could not create shared memory segment: No space left on device");
  expect(failure.next[0]).toContain("ipcs -m");
});
