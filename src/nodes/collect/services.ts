import type { Fields } from "../../model/resource.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Probe, ProbeAnswer, Uname } from "./probe.ts";

/**
 * How a declared service is asked after: by what systemd or launchd knows of its unit, never by the name of a process, which anything may have.
 * A service without a unit cannot be asked after.
 */
export function serviceProbe({ unit, domain }: Fields, system: Uname): Pick<Probe, "programs" | "words"> {
  if (typeof unit !== "string") return { programs: [], words: [] };
  if (system === "Darwin")
    return { programs: ["/bin/launchctl"], words: ["print", `${launchdDomain(domain)}/${unit}`] };
  const user = domain === "user" ? ["--user"] : [];
  return {
    programs: ["/usr/bin/systemctl", "/bin/systemctl"],
    words: [...user, "show", `--property=${properties.join(",")}`, "--", unit],
  };
}

const properties = ["LoadState", "ActiveState", "SubState", "MainPID"];

/** `system` unless another one is declared: `gui/501`. */
function launchdDomain(domain: Fields[string] | undefined): string {
  return typeof domain === "string" && domain !== "" ? domain : "system";
}

/** What is known of it; undefined where nobody could be asked. */
export function readService(answer: ProbeAnswer, system: Uname): JsonObject | undefined {
  if (answer.state !== "ended") return undefined;
  return system === "Darwin" ? ofLaunchd(answer) : ofSystemd(answer);
}

function ofSystemd({ exit, output }: ProbeAnswer): JsonObject | undefined {
  const values = Object.fromEntries(
    [...output.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
  const { LoadState: loaded, ActiveState: active, SubState: sub = "", MainPID: pid = "0" } = values;
  if (exit !== 0 || loaded === undefined || active === undefined) return undefined;
  if (loaded === "not-found") return { status: "stopped", note: "systemd has no such unit" };
  const status = active === "active" || active === "reloading" ? "running" : active === "failed" ? "failed" : "stopped";
  // A unit that has run to its end is active, and nothing of it runs.
  if (status === "running" && sub === "exited") return { status: "stopped", note: "it has run to its end" };
  return {
    status,
    ...(Number(pid) > 0 && status === "running" ? { processId: Number(pid) } : {}),
    ...(active === "activating" || active === "deactivating" ? { note: `systemd says ${active}` } : {}),
  };
}

/** 113: there is none. Any other number says that nobody may ask, or cannot. */
function ofLaunchd({ exit, output }: ProbeAnswer): JsonObject | undefined {
  if (exit === 113) return { status: "stopped", note: "launchd has no such service" };
  if (exit !== 0) return undefined;
  const state = /^\s*state = (.+)$/m.exec(output)?.[1]?.trim();
  const pid = /^\s*pid = (\d+)$/m.exec(output)?.[1];
  const code = /^\s*last exit code = (\d+)/m.exec(output)?.[1];
  if (state === undefined) return undefined;
  if (state === "running") return { status: "running", ...(pid === undefined ? {} : { processId: Number(pid) }) };
  return code === undefined || code === "0"
    ? { status: "stopped" }
    : { status: "failed", note: `it last ended with ${code}` };
}
