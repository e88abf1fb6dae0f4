import { statSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { codeOfError } from "../../model/error-code.ts";
import { otherMachine, otherUser } from "./failures.ts";
import { isCopyOfRunning } from "./origin.ts";
import type { EmbeddedPaths } from "./paths.ts";
import { readPostmasterFile, readServerScope, type PostmasterFile } from "./postmaster-file.ts";
import { isServerOf } from "../../system/process-identity.ts";
import { mayOwnData } from "./run-as.ts";
import { compareScopes, currentScope } from "../../system/scope.ts";
import type { System } from "../../system/system.ts";

/** What is known about the server of a home, without starting anything. */
export type ServerState =
  | { readonly kind: "stopped" }
  /** It accepts connections. */
  | { readonly kind: "ready"; readonly file: PostmasterFile }
  /** Its process lives and does not (yet, or any more) accept connections. */
  | { readonly kind: "busy"; readonly file: PostmasterFile }
  /** It was killed; its pid file is left. */
  | { readonly kind: "dead"; readonly file: PostmasterFile }
  /** None: what lies here was copied from a folder whose server ran. What its files say of a server is about that one. */
  | { readonly kind: "copied" };

/**
 * Connects first: a running server costs a stat, a read and a connect. Only when nobody answers is the
 * process behind the pid file judged. Throws a Failure for a server this process must not touch: another
 * user's, or one that was started in another container or on another host.
 */
export async function inspectServer(system: System, paths: EmbeddedPaths): Promise<ServerState> {
  const file = announced(system, paths);
  if (file === "copied") return { kind: "copied" };
  if (file === undefined) return { kind: "stopped" };
  if (file.status === "ready" && (await accepts(socketOf(file)))) return { kind: "ready", file };
  return judge(system, paths.data, file);
}

/** What a server's own files say of it, of another user's none. Whether it still is there tells who connects. */
export function announced(system: System, paths: EmbeddedPaths): PostmasterFile | "copied" | undefined {
  refuseOtherUser(system, paths.data);
  const file = readPostmasterFile(paths.data);
  return isCopyOfRunning(system, paths.data, file) ? "copied" : file;
}

/** The path of the server's socket. */
export function socketOf(file: PostmasterFile): string {
  return join(file.socketDirectory, `.s.PGSQL.${file.port}`);
}

function refuseOtherUser(system: System, data: string): void {
  const owner = ownerOf(data);
  if (owner !== undefined && !mayOwnData(system, owner)) throw otherUser(data, `user id ${owner}`);
}

function ownerOf(data: string): number | undefined {
  try {
    return statSync(data, { throwIfNoEntry: false })?.uid;
  } catch (error) {
    if (codeOfError(error) === "EACCES") throw otherUser(data, "another user");
    throw error;
  }
}

function judge(system: System, data: string, file: PostmasterFile): ServerState {
  if (file.pid === 0) return { kind: isBeingWritten(data) ? "busy" : "dead", file };
  const scope = readServerScope(data);
  const place = scope === undefined ? "same" : compareScopes(currentScope(system), scope);
  if (place === "elsewhere")
    throw otherMachine(data, `in another container or on another host, ${scope?.host}`, file.pid);
  if (place === "earlier boot") return { kind: "dead", file };
  return { kind: isServerOf(system, data, file.pid) ? "busy" : "dead", file };
}

/** A server makes its file empty and fills it at once; one that stays empty was left by a full disk or a power cut. */
function isBeingWritten(data: string): boolean {
  const modified = statSync(join(data, "postmaster.pid"), { throwIfNoEntry: false })?.mtimeMs;
  return modified === undefined || Math.abs(Date.now() - modified) < 5000;
}

function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    const settle = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", settle(true));
    socket.once("error", settle(false));
    socket.setTimeout(1000, settle(false));
  });
}
