import { spawn, type ChildProcess } from "node:child_process";
import { openClone } from "../../src/enums/clone/clone.ts";
import { targetNamed } from "../../src/enums/targets.ts";
import { openCheckout } from "../scenes/checkout.ts";

interface HeldClone {
  readonly root: string;
  readonly url: string;
  readonly target: string;
}

/** Starts a process that opens a clone of nothing and keeps it, and answers when it has it. */
export async function holdClone(held: HeldClone): Promise<ChildProcess> {
  const child = spawn(process.execPath, [import.meta.filename, JSON.stringify(held)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once("data", () => resolve());
    child.once("exit", (code) => reject(new Error(`it ended with ${code}`)));
  });
  return child;
}

async function main(): Promise<void> {
  const { root, url, target } = JSON.parse(process.argv[2] ?? "") as HeldClone;
  const workspace = await openCheckout(root, url).open({ environment: { APP_DATABASE_URL: target } });
  await openClone(workspace, targetNamed(workspace, "app"), []);
  process.stdout.write("held\n");
  setInterval(() => undefined, 1_000);
}

if (import.meta.main) await main();
