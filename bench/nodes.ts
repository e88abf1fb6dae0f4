import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scriptOf } from "../src/nodes/collect/script.ts";
import { benchRepository } from "./repository.ts";
import { aligned } from "./table.ts";

const hosts = 50;
const rounds = 3;

/**
 * One look at this machine, and fifty at once at machines that are 200 ms away. Those answer with what this one says: their programs would
 * run on their own processors. Each is the whole command, with the recording.
 */
export async function benchNodes(): Promise<string> {
  const repository = benchRepository();
  const path = process.env["PATH"] ?? "";
  try {
    const programs = join(repository.directory, ".git/programs");
    mkdirSync(programs);
    writeFileSync(
      join(programs, "answer"),
      spawnSync("/bin/sh", ["-s"], { input: scriptOf("NONCE", () => []) }).stdout,
    );
    writeFileSync(join(programs, "ssh"), farAway);
    chmodSync(join(programs, "ssh"), 0o755);
    process.env["PATH"] = `${programs}:${path}`;
    const names = Array.from({ length: hosts }, (_, at) => `HOST${at}`);
    repository.declare(
      new Map([
        ["state/nodes/here.yaml", nodeText("HERE", "")],
        ...names.map((name) => [`state/nodes/${name}.yaml`, nodeText(name, `  ssh: { host: ${name} }\n`)] as const),
      ]),
    );
    spawnSync("git", ["config", "v7.node", "HERE"], { cwd: repository.directory });
    repository.run("db", "up");
    repository.run("apply", "--approved");
    const seconds = (...words: string[]): string => {
      const times = Array.from({ length: rounds }, () => repository.run(...words));
      return ((times.toSorted((left, right) => left - right)[rounds >> 1] ?? Number.NaN) / 1_000).toFixed(2);
    };
    return aligned([
      ["", "seconds", "goal"],
      ["this machine", seconds("node", "facts", "HERE", "--collect"), "1.5"],
      [`this one and ${hosts} that are 200 ms away`, seconds("node", "facts", "--collect"), "3"],
      ["what is known of one, printed", seconds("node", "facts", "HERE"), "floor"],
    ]);
  } finally {
    process.env["PATH"] = path;
    repository.remove();
  }
}

/** Connects, reads the script, and prints this machine's answer with the script's own word. */
const farAway = `#!/bin/sh
sleep 0.2
nonce=$(sed -n "s/^nonce='\\(.*\\)'$/\\1/p")
sed "s/NONCE/$nonce/" "$(dirname "$0")/answer"
`;

function nodeText(name: string, ssh: string): string {
  return `apiVersion: v7/v1\nkind: Node\nmetadata:\n  name: ${name}\nspec:\n  role: client\n${ssh}`;
}
