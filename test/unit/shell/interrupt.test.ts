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
});

function interrupted(times: number, graceful: string): { status: number | null; stdout: string } {
  const script = `
    import { interruption, watchInterrupt } from ${JSON.stringify(source)};
    const interrupt = watchInterrupt(${graceful});
    for (let time = 0; time < ${times}; time += 1) {
      process.kill(process.pid, "SIGINT");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    try {
      interrupt.signal.throwIfAborted();
    } catch (error) {
      console.log("rolled back", interruption(error, interrupt).code);
    }
    interrupt.stop();
  `;
  return spawnSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
}
