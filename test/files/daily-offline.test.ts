import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packagePath } from "../../src/system/package-file.ts";
import { HookedRepository, phase } from "../support/hooked-repository.ts";
import { optional } from "../support/optional.ts";

let repository: HookedRepository;

beforeEach(() => {
  repository = new HookedRepository();
  repository.stage("state/phases/1.yaml", phase("1", "Assessment"));
  repository.commit();
});

afterEach(() => {
  repository.v7("db", "down");
  repository.remove();
});

const daily = [packagePath("bin/run.js"), "daily", "--json"];

function expectAllDone(stdout: string): void {
  const { status, steps } = JSON.parse(stdout) as { status: string; steps: { name: string; status: string }[] };
  expect(steps.filter((step) => step.status !== "ok")).toEqual([]);
  expect(status).toBe("succeeded");
}

/** A network of its own, without any device that is up: whatever v7 and its children would reach is not there. */
const alone = ["--net", "--", process.execPath];

test.skipIf(!optional.noNetwork.isThere())("the daily run does all of its steps where there is no network", () => {
  expectAllDone(repository.run("unshare", [...alone, ...daily]).stdout);
});

describe("the daily run", () => {
  /** Runs Node and tells what it reached for beyond this machine's files. */
  function watched(...words: readonly string[]): { stdout: string; reached: string[] } {
    const log = join(repository.folder, "reached");
    const watch = join(repository.folder, "watch.mjs");
    writeFileSync(watch, watchText(log));
    writeFileSync(log, "");
    const before = repository.environment;
    repository.environment = { ...before, NODE_OPTIONS: `--import=${pathToFileURL(watch).href}` };
    const { stdout } = repository.run(process.execPath, words);
    repository.environment = before;
    return { stdout, reached: readFileSync(log, "utf8").split("\n").filter(Boolean) };
  }

  test("reaches for nothing beyond this machine, so it asks no model either", () => {
    const { stdout, reached } = watched(...daily);
    expectAllDone(stdout);
    expect(reached).toEqual([]);
  });

  test.each([
    ["a socket", "require('node:net').connect(1, '127.0.0.1').on('error', () => {})", "connect 127.0.0.1"],
    ["a request", "fetch('http://127.0.0.1:8100/').catch(() => {})", "connect 127.0.0.1"],
    ["a name", "require('node:dns').lookup('example.org', () => {})", "name example.org"],
    ["a datagram", "require('node:dgram').createSocket('udp4').send('x', 1, '127.0.0.1')", "datagram"],
  ])("would be seen to use %s", (_, code, told) => {
    expect(watched("--input-type=commonjs", "-e", code).reached).toEqual([told]);
  });
});

/** Loaded before anything else; it notes and refuses. */
function watchText(log: string): string {
  return `
import { appendFileSync } from "node:fs";
import dgram from "node:dgram";
import dns from "node:dns";
import module from "node:module";
import net from "node:net";

const note = (line) => appendFileSync(${JSON.stringify(log)}, line + "\\n");
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...words) {
  const [first, second] = words.flat();
  const options = typeof first === "object" && first !== null ? first : typeof first === "number" ? { host: second } : { path: first };
  if (typeof options.path === "string") return connect.apply(this, words);
  note("connect " + (options.host ?? "localhost"));
  throw new Error("there is no network");
};
for (const name of ["lookup", "resolve"]) dns[name] = (host) => note("name " + host);
dgram.Socket.prototype.send = () => note("datagram");
module.syncBuiltinESMExports();
`;
}
