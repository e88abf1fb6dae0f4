import type { LockHolder } from "./output/unlock.ts";

/** `The Architect on ALPHA, since 2026-11-21T12:00:00Z, server process 4711`. */
export function holderText({ actor, host, login, application, pid, since }: LockHolder): string {
  const who = actor === null ? `${login ?? "somebody"} (${application || "unnamed"})` : actor;
  const where = host === null ? "" : ` on ${host}`;
  return `${who}${where}${since === null ? "" : `, since ${since}`}, server process ${pid}`;
}
