import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { System } from "../../system/system.ts";
import { asRoot } from "./failures.ts";

/** How a program of the server is started: it refuses to run as root. */
export interface RunAs {
  /** Put before the program and its arguments. */
  readonly wrapper: readonly string[];
  /** Another user to become; files the program owns must be given to it. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/**
 * As an ordinary user: as they are. As root: in a user namespace that shows root as nobody, so files stay
 * root's own; where namespaces are not allowed, as the user `postgres` or `nobody`. `dataOwner` is the user id
 * of data that is already there, so that both ways find their own again. Throws a Failure (exit 6) on a Mac, where nobody
 * but its owner may enter root's folders and users are not in a file.
 */
export function chooseRunAs({ platform, account }: System, dataOwner: number | undefined): RunAs {
  if (account.uid !== 0) return { wrapper: [] };
  if (platform === "darwin") throw asRoot();
  if ((dataOwner ?? 0) === 0 && namespaceWorks()) return { wrapper: namespaceCommand };
  return { wrapper: [], user: unprivilegedUser() };
}

/** Whether this process may use a data directory of that owner. */
export function mayOwnData({ platform, account: { uid } }: System, owner: number): boolean {
  if (uid === undefined || owner === uid) return true;
  return uid === 0 && platform !== "darwin" && owner === unprivilegedUser().uid;
}

/** The user id the server's files belong to. */
export function ownerOfFiles({ account }: System, { user }: RunAs): number {
  return user?.uid ?? account.uid ?? 0;
}

const namespaceCommand = ["unshare", "--user", "--map-user=65534", "--map-group=65534"];

function namespaceWorks(): boolean {
  const [program = "", ...options] = namespaceCommand;
  return spawnSync(program, [...options, "true"], { stdio: "ignore" }).status === 0;
}

function unprivilegedUser(): { uid: number; gid: number } {
  const users = passwordFile();
  return users.get("postgres") ?? users.get("_postgres") ?? users.get("nobody") ?? { uid: 65534, gid: 65534 };
}

function passwordFile(): Map<string, { uid: number; gid: number }> {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  return new Map(
    lines.map((line) => {
      const [name = "", , uid, gid] = line.split(":");
      return [name, { uid: Number(uid), gid: Number(gid) }];
    }),
  );
}
