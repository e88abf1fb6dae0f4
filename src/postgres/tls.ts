import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import { Failure } from "../model/failure.ts";
import { hostOf, type DatabaseUrl } from "./database-url.ts";

/** How a connection is encrypted, after libpq's `sslmode`. */
export interface TlsChoice {
  readonly ssl: false | ConnectionOptions;
  /** `prefer`: a server that speaks no TLS is used without. */
  readonly optional: boolean;
}

/**
 * libpq's rules, whatever the driver makes of them: `require` encrypts and checks the server only when a root
 * certificate is given, `verify-ca` checks who signed it, `verify-full` its name too. Without a mode a server on
 * this machine is used plainly, another one encrypted when it can.
 */
export function tlsChoice(url: DatabaseUrl): TlsChoice {
  const mode = url.parameters.get("sslmode") ?? (isLocal(hostOf(url)) ? "disable" : "prefer");
  if (mode === "disable" || mode === "allow" || hostOf(url).startsWith("/")) return { ssl: false, optional: false };
  return { ssl: { ...certificates(url), ...checks(url, mode) }, optional: mode === "prefer" };
}

function isLocal(host: string): boolean {
  return host.startsWith("/") || ["localhost", "127.0.0.1", "::1"].includes(host);
}

function checks(url: DatabaseUrl, mode: string): ConnectionOptions {
  const hasRoot = url.parameters.has("sslrootcert");
  if (mode === "verify-full") return { rejectUnauthorized: true };
  if (mode === "verify-ca" || (mode === "require" && hasRoot)) {
    return { rejectUnauthorized: true, checkServerIdentity: () => undefined };
  }
  return { rejectUnauthorized: false };
}

function certificates(url: DatabaseUrl): ConnectionOptions {
  const file = (name: string) => {
    const path = url.parameters.get(name);
    return path === null || path === "system" ? undefined : readCertificate(name, path);
  };
  const [ca, cert, key] = [file("sslrootcert"), file("sslcert"), file("sslkey")];
  return { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
}

function readCertificate(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Failure("V7-B104", `the file ${path} that ${name} names cannot be read`, {
      cause,
      next: ["Correct the path in the database URL, or the file's permissions."],
    });
  }
}
