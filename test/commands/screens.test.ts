import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rmSync } from "node:fs";
import { packagePath } from "../../src/system/package-file.ts";
import { displayWidth } from "../../src/render/type/width.ts";
import { addExample, commitAll, openPlace, type Place, runV7 } from "./golden/place.ts";
import { allCommands, typings } from "./matrix/words.ts";
import { typedInOneProcess } from "./matrix/requests.ts";
import { nothingKnown, vocabularyOf } from "./matrix/vocabulary.ts";
import { runInTerminal } from "../support/in-terminal.ts";
import { optional, rounds } from "../support/optional.ts";

/** What changes documents, the database or the machine: its screens are stories of their own. */
const writing =
  /^(?:adopt|apply|approve|daily|export|fmt|init|new|pull|record|scan|set|snapshot|undo|unlock)$|^(?:consolidate|dart|db|fileplan|hooks|impact|index|phase|session|task):(?!status$|list$|show$|grants$|schema$|url$|sql$)/;

/** What is copied or stored as it is. */
const verbatim = /^(?:completion|db:grants|db:schema|db:url)$/;

const reading = allCommands().filter((command) => !writing.test(command) && !verbatim.test(command));

describe.skipIf(!optional.terminal.isThere())("the example repository", () => {
  let place: Place;

  beforeAll(async () => {
    place = await openPlace(packagePath("test/cases/none"));
    await addExample(place, ["state", "facts", "v7.yaml"]);
    rmSync(`${place.root}/v7.yaml`);
    await commitAll(place, "Declare the seven phases");
    for (const words of [
      ["apply", "--approved"],
      ["scan"],
      ["record"],
      ["session", "start"],
      ["node", "facts", "--from", "facts/2025-10-09/alpha.yaml", "--observed-at", "2025-10-09T12:00:00Z"],
    ])
      await runV7(place, words);
    const psql = await place.database.connect();
    await psql.query("UPDATE v7_subworkflow_tasks SET notes = 'Hotfix at night, agreed with the people on duty'");
  }, 120_000);

  afterAll(() => place.close());

  test("has most of its commands walked", () => {
    expect(reading.length).toBeGreaterThan(25);
  });

  // The short tier walks the screens that most people have; the golden case of screens shows the others.
  describe.each([80, 60, 120].slice(0, rounds({ test: 1, all: 3 })))("in a terminal of %d columns", (columns) => {
    /** What each command shows, all typed in one process: most of what a screen costs is the start of its own. */
    const screens = new Map<string, readonly string[]>();

    beforeAll(async () => {
      const all = reading.flatMap((command) => typed(command, columns).map((words) => ({ command, words })));
      const { root: folder, environment } = place;
      const replies = await typedInOneProcess(
        all.map(({ words }) => ({ words, folder, environment: { TERM: "xterm", ...environment } })),
        columns,
      );
      for (const [command, shown] of Map.groupBy(all.entries(), ([, { command }]) => command))
        screens.set(
          command,
          shown.map(([at]) => `${replies[at]?.stderr}${replies[at]?.stdout}`),
        );
    }, 300_000);

    test.each(reading)("%s has no line that is wider", (command) => {
      expect(screens.get(command)).toHaveLength(typed(command, columns).length);
      for (const screen of screens.get(command) ?? []) {
        expect(screen).not.toBe("");
        expect(screen).not.toMatch(/[\u2500-\u257f\u001b]/u);
        expect(tooWide(screen, columns)).toEqual([]);
      }
    });
  });

  test("is in a process of its own what it is in one that goes on", async () => {
    const { screen } = await seen(["show", "phase/1"], 80);
    expect(screen).toContain("Assessment");
    expect(tooWide(screen, 80)).toEqual([]);
  });

  test("is painted on a terminal that can be, and nowhere else", async () => {
    const painted = (environment: NodeJS.ProcessEnv): Promise<boolean> =>
      seen(["status"], 80, environment).then(({ screen }) => screen.includes("\u001b["));
    expect(await painted({ NO_COLOR: "" })).toBe(true);
    expect(await painted({ NO_COLOR: "1" })).toBe(false);
    expect(await painted({ NO_COLOR: "", TERM: "dumb" })).toBe(false);
    expect((await seen(["nothing"], 80, { NO_COLOR: "" })).screen).toContain("Error:\u001b[22m\u001b[39m no command");
  });

  test("tells no secret in parts, however narrow it is", async () => {
    const secret = `pa55 word ${"of several words ".repeat(4)}`.trim();
    const { screen } = await seen(["explain", `see ${secret} there`], 60, { PGPASSWORD: secret });
    expect(screen).toContain("***");
    expect(screen).not.toContain("several");
  });

  /** As short as it can be typed; where it is narrow its help too, else with all that may be left out. */
  function typed(command: string, columns: number): readonly (readonly string[])[] {
    const [shortest = [], longer] = typings(command, vocabularyOf(nothingKnown));
    const isLonger = longer !== undefined && !longer.some((word) => word.startsWith("--"));
    if (columns === 60) return [shortest, [...command.split(":"), "--help"]];
    return columns === 80 && isLonger ? [shortest, longer] : [shortest];
  }

  function seen(
    words: readonly string[],
    columns: number,
    more: NodeJS.ProcessEnv = {},
  ): ReturnType<typeof runInTerminal> {
    return runInTerminal({
      program: process.execPath,
      words: [packagePath("bin/run.js"), ...words],
      directory: place.root,
      environment: { ...place.environment, ...more },
      columns,
    });
  }
});

/** A path or an address that is longer than a line stays whole, in a line of its own. */
function tooWide(screen: string, columns: number): string[] {
  return screen.split("\n").filter((line) => displayWidth(line) > columns && line.trim().includes(" "));
}
