import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Probe, Transcript } from "../../../src/nodes/collect/probe.ts";
import { scriptOf } from "../../../src/nodes/collect/script.ts";
import { readTranscript } from "../../../src/nodes/collect/transcript.ts";
import { optional } from "../../support/optional.ts";

const nonce = "5ac1f00d";
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "v7-looks-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A program of that text, as a look. */
function program(name: string, text: string): Probe {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return { name, programs: ["/nowhere/first", path], words: ["it's", "two words"], seconds: 1 };
}

function run(probes: readonly Probe[], shell: readonly [string, ...string[]] = ["/bin/sh"]) {
  const [name, ...words] = shell;
  const env = { ...process.env, LC_ALL: "de_DE.UTF-8", LANG: "de_DE.UTF-8", TMPDIR: folder };
  const { stdout } = spawnSync(name, [...words, "-s"], {
    input: scriptOf(nonce, () => probes),
    env,
    maxBuffer: 1 << 26,
  });
  return stdout;
}

function look(probes: readonly Probe[], shell?: readonly [string, ...string[]]): Transcript["answers"] {
  return readTranscript(run(probes, shell), nonce)?.answers ?? new Map();
}

describe("a look", () => {
  test.each([
    ["sh", ["/bin/sh"], true],
    ["BusyBox", ["busybox", "sh"], optional.busybox.isThere()],
    ["bash, as a Mac's sh is", ["bash", "--posix"], optional.bash.isThere()],
  ] as const)("runs a program with its words, in the language of programs: %s", (_name, shell, isThere) => {
    if (!isThere) return;
    const answers = look([program("says", 'echo "$LC_ALL|$1|$2"; echo oh >&2; exit 3')], [...shell]);
    expect(answers.get("says")).toEqual({ state: "ended", exit: 3, output: "C|it's|two words\n", complaint: "oh" });
  });

  test("at what is not there says so", () => {
    const absent = { name: "docker", programs: ["/nowhere/docker"], words: [], seconds: 1 };
    expect(look([absent]).get("docker")).toMatchObject({ state: "absent", exit: null });
  });

  test("is killed at its deadline, whatever it thinks of being asked; the others are not waited for", () => {
    const answers = look([
      program("df", "trap '' TERM INT HUP\nwhile :; do sleep 9; done"),
      program("quick", "echo 1"),
    ]);
    expect(answers.get("df")).toMatchObject({ state: "timeout", exit: null, output: "" });
    expect(answers.get("quick")).toMatchObject({ state: "ended", exit: 0 });
  });

  test("that never ends to print is cut at a mebibyte", () => {
    expect(look([program("talks", "yes")]).get("talks")?.output).toHaveLength(1_048_576);
  });

  test("may print anything, also what ends a transcript", () => {
    const text = `v7-facts ${nonce} end\nv7-facts ${nonce} look x 0 0 0\n`;
    expect(
      look([program("liar", `printf 'v7-facts ${nonce} end\\nv7-facts ${nonce} look x 0 0 0\\n'`)]).get("liar")?.output,
    ).toBe(text);
  });

  test("leaves nothing behind", () => {
    look([]);
    expect(readdirSync(folder).filter((name) => name.startsWith("v7-facts"))).toEqual([]);
  });
});

describe("a transcript", () => {
  test("is found between whatever a login prints", () => {
    const banner = Buffer.from("Last login: Thu Oct  9\nv7-facts 00 begin Darwin 0\n");
    const transcript = readTranscript(Buffer.concat([banner, run([]), Buffer.from("logout\n")]), nonce);
    expect(transcript).toMatchObject({ uname: expect.any(String), clock: expect.any(Number) });
    expect(transcript?.answers.get("uname")).toMatchObject({ state: "ended" });
  });

  test("that was cut anywhere is none", () => {
    const whole = run([program("says", "echo 1")]);
    const end = whole.lastIndexOf(`v7-facts ${nonce} end`);
    for (let at = 0; at < end; at += 97) expect(readTranscript(whole.subarray(0, at), nonce)).toBeUndefined();
  });
});
