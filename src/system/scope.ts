import { createHash } from "node:crypto";
import { readlinkSync } from "node:fs";
import type { System } from "./system.ts";

/** Where a process lives: process ids mean nothing outside of it. */
export interface Scope {
  readonly host: string;
  /** A hash of the machine's id and, where copies of one image may share that, of its name. */
  readonly machine: string;
  /** Changes with every boot; "" where the system does not tell. */
  readonly boot: string;
  readonly pidNamespace: string;
  readonly ipcNamespace: string;
}

/** This process's own scope. */
export function currentScope(system: System): Scope {
  return {
    host: system.hostName().replace(/[^\w.-]/g, "_"),
    machine: createHash("sha256").update(identityOf(system)).digest("hex").slice(0, 12),
    boot: system.bootId(),
    pidNamespace: namespaceOf("pid"),
    ipcNamespace: namespaceOf("ipc"),
  };
}

/** One word without spaces or quotes, as it stands on a server's command line. */
export function formatScope(scope: Scope): string {
  return [scope.host, scope.machine, scope.boot, scope.pidNamespace, scope.ipcNamespace].join("/");
}

/** Undefined when the text was not written by `formatScope`. */
export function parseScope(text: string): Scope | undefined {
  const [host, machine, boot, pidNamespace, ipcNamespace, ...rest] = text.split("/");
  if (host === undefined || machine === undefined || boot === undefined) return undefined;
  if (pidNamespace === undefined || ipcNamespace === undefined || rest.length > 0) return undefined;
  return { host, machine, boot, pidNamespace, ipcNamespace };
}

/** Whether a process of `other` can be judged from `here`. */
export function compareScopes(here: Scope, other: Scope): "same" | "earlier boot" | "elsewhere" {
  const areTold = here.boot !== "" && other.boot !== "";
  if (areTold && here.boot !== other.boot) return here.machine === other.machine ? "earlier boot" : "elsewhere";
  const sameSpace = here.pidNamespace === other.pidNamespace && here.ipcNamespace === other.ipcNamespace;
  // Where a boot was not told the machine is all there is to compare.
  const sameMachine = areTold || here.machine === other.machine;
  return sameSpace && sameMachine ? "same" : "elsewhere";
}

function namespaceOf(kind: string): string {
  try {
    return readlinkSync(`/proc/self/ns/${kind}`).replace(/\D/g, "");
  } catch {
    return "";
  }
}

/** A Mac gets another name from each network it joins, and its id is its own. */
function identityOf({ platform, hostName, machineId }: System): string {
  const id = machineId();
  return platform === "darwin" && id !== "" ? id : `${hostName()}\n${id}`;
}
