import { describe, expect, test } from "vitest";
import { withBlock } from "../../../src/routines/daily/install.ts";
import { cronMarkers, dailyUnits, schedulers, unitName } from "../../../src/routines/daily/units.ts";

const plain = { node: "/opt/node/bin/node", v7: "/opt/v7/bin/run.js", root: "/srv/migration" };
const awkward = { ...plain, root: `/srv/50% of Arthur's "plan" & <more> $HOME` };

function textOf(...[scheduler, command]: Parameters<typeof dailyUnits>): string {
  return dailyUnits(scheduler, command)
    .map(({ text }) => text)
    .join("\n");
}

describe("units", () => {
  test.each(schedulers)("of %s name node, v7 and the repository by absolute paths", (scheduler) => {
    for (const path of Object.values(plain)) expect(textOf(scheduler, plain)).toContain(path);
  });

  test.each(schedulers)("of %s hold no address of a database", (scheduler) => {
    expect(textOf(scheduler, plain)).not.toMatch(/postgres:|DATABASE_URL=/);
  });

  test("of systemd quote what it would expand, and make up for a missed run", () => {
    expect(textOf("systemd", awkward)).toContain(String.raw`"/srv/50%% of Arthur's \"plan\" & <more> $$HOME" "daily"`);
    expect(textOf("systemd", plain)).toContain("Persistent=true");
  });

  test("of launchd are well-formed XML", () => {
    expect(textOf("launchd", awkward)).toContain("&amp; &lt;more&gt; $HOME</string>");
  });

  test("of cron quote for the shell, and % for cron", () => {
    expect(textOf("cron", awkward)).toContain(String.raw`'/srv/50\% of Arthur'\''s "plan" & <more> $HOME' daily`);
    expect(textOf("cron", plain)).toContain(
      "0 5 * * * /opt/node/bin/node /opt/v7/bin/run.js --repo /srv/migration daily",
    );
  });

  test("of two repositories have different names", () => {
    expect(unitName("/srv/migration")).not.toBe(unitName("/srv/other"));
  });
});

describe("a cron table", () => {
  const [unit] = dailyUnits("cron", plain);
  const block = unit?.text ?? "";
  const markers = cronMarkers(plain.root);

  test("gets v7's lines after its own", () => {
    expect(withBlock("0 1 * * * backup", block, markers)).toBe(`0 1 * * * backup\n${block}`);
  });

  test("gets them once, however often they are installed", () => {
    const once = withBlock("0 1 * * * backup\n", block, markers);
    expect(withBlock(`${once}0 2 * * * report\n`, block, markers)).toBe(`${once}0 2 * * * report\n`);
  });
});
