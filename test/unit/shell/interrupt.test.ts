import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const source = join(import.meta.dirname, "..", "..", "..", "src", "commands", "shell", "interrupt.ts");

describe("Ctrl-C", () => {
  test("ends a command at once that does not roll back", () => {
    expect(interrupted(1, "() => false")).toMatchObject({ status: 130, stdout: "" });
  });

  test("lets a command roll back that does", () => {
    expect(interrupted(1, "() => true")).toMatchObject({ status: 0, stdout: "rolled back V7-C003\n" });
  });

  test("ends any command at the second time", () => {
    expect(interrupted(2, "() => true")).toMatchObject({ status: 130, stdout: "" });
  });

  test("and a request to end are one and the same to a command that rolls back", () => {
    expect(interrupted(1, "() => true", 50, "SIGTERM")).toMatchObject({ status: 0, stdout: "rolled back V7-C003\n" });
    expect(interrupted(1, "() => false", 50, "SIGTERM")).toMatchObject({ status: 143, stdout: "" });
  });

  test("that comes twice within the blink of an eye is one, passed on by a launcher", () => {
    expect(interrupted(2, "() => true", 49)).toMatchObject({ status: 0, stdout: "rolled back V7-C003\n" });
  });
});

/** Presses Ctrl-C as often, that many milliseconds apart by the clock that is watched. */
function interrupted(
  times: number,
  graceful: string,
  apart = 50,
  name: NodeJS.Signals = "SIGINT",
): { status: number | null; stdout: string } {
  const script = `
    import { interruption, watchInterrupt } from ${JSON.stringify(source)};
    import { once } from "node:events";
    let clock = 0;
    // Waiting for a signal alone keeps no process alive.
    const alive = setInterval(() => undefined, 60_000);
    const interrupt = watchInterrupt(${graceful}, () => clock);
    for (let time = 0; time < ${times}; time += 1) {
      const heard = once(process, "${name}");
      process.kill(process.pid, "${name}");
      await heard;
      clock += ${apart};
    }
    try {
      interrupt.signal.throwIfAborted();
    } catch (error) {
      console.log("rolled back", interruption(error, interrupt).code);
    }
    interrupt.stop();
    clearInterval(alive);
  `;
  return spawnSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
}
