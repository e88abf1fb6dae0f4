import type { Code } from "../model/codes/codes.ts";
import { Failure } from "../model/failure.ts";
import { codeOfError } from "../model/error-code.ts";

/** Whom a connection was meant for, as messages name it: never a password or a URL. */
export interface Destination {
  readonly database: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly embedded: boolean;
}

/** A Failure (exit 6) for whatever kept v7 from connecting. */
export function connectFailure(error: unknown, destination: Destination): Failure {
  const [code, message, next] = explain(error, destination);
  // The driver's error may repeat what it was given, so it is not kept as a cause.
  return new Failure(code, message, { next: [next] });
}

/** The connection broke after it stood. */
export function connectionLost(destination: Destination): Failure {
  return failure(
    "V7-B009",
    `the connection to ${nameOf(destination)} broke`,
    "Run the command again; nothing was left half done.",
  );
}

/** The server takes no writes: a standby, or set to read-only. */
export function readOnlyServer(destination: Destination): Failure {
  return failure(
    "V7-B008",
    `${nameOf(destination)} accepts no writes: a standby, or a server or login set to read-only`,
    "Connect to the primary server, as a login that may apply.",
  );
}

/** The server lacks what v7's SQL needs. */
export function serverTooOld(destination: Destination, version: string): Failure {
  return failure(
    "V7-B007",
    `${nameOf(destination)} is PostgreSQL ${version}; v7 needs 14 or newer`,
    "Upgrade the server, or use another one.",
  );
}

/** Whether an error means that nobody is on the line any more. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOfError(error) ?? "";
  return lossCodes.has(code) || code.startsWith("08") || lossMessage.test(error.message);
}

type Explanation = readonly [code: Code, message: string, next: string];

function explain(error: unknown, destination: Destination): Explanation {
  const code = codeOfError(error) ?? "";
  const { database, host, port, user } = destination;
  const place = host.startsWith("/") ? host : `${host}:${port}`;
  switch (code) {
    case "ECONNREFUSED":
    case "ENOENT":
      return ["V7-B001", `no PostgreSQL server answers at ${place}`, upHint(destination)];
    case "EACCES":
      return [
        "V7-B001",
        `this user may not reach the server at ${place}`,
        "Check who may enter the socket's directory.",
      ];
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return ["V7-B002", `the host ${host} is not known`, "Check the host's name and your network."];
    case "28P01":
    case "28000":
      return [
        "V7-B003",
        `${host} did not accept ${user} for ${database}`,
        "Check the user, its password in ~/.pgpass, and the server's pg_hba.conf.",
      ];
    case "3D000":
      return ["V7-B010", `there is no database ${database} on ${host}`, `Create it there: createdb ${database}`];
    case "42501":
      return [
        "V7-B065",
        `${user} may not connect to ${database} on ${host}`,
        `Its owner runs: GRANT CONNECT ON DATABASE ${database} TO ${user}`,
      ];
    case "53300":
      return ["V7-B005", `${host} has no free connection for ${user}`, "Close other clients, or wait and try again."];
    case "57P03":
      return ["V7-B006", `the server at ${place} is starting up or shutting down`, "Try again in a moment."];
    default:
      return explainByMessage(error, destination);
  }
}

function explainByMessage(error: unknown, destination: Destination): Explanation {
  const message = error instanceof Error ? error.message : "";
  const { database, host, user } = destination;
  if (/timeout|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/i.test(`${message} ${codeOfError(error) ?? ""}`)) {
    return [
      "V7-B004",
      `${host} did not answer in time`,
      "Check the network, the port and the firewall; a wrong address is silent, too.",
    ];
  }
  if (/password|SASL|SCRAM/i.test(message)) {
    return [
      "V7-B003",
      `${host} wants a password for ${user} and none fits`,
      "Put it into ~/.pgpass (mode 0600), or set PGPASSWORD.",
    ];
  }
  if (/SSL|TLS|certificate|self.signed/i.test(message)) {
    return [
      "V7-B015",
      `no encrypted connection to ${host}: its certificate or sslmode does not fit`,
      "Check sslmode and sslrootcert in the database URL.",
    ];
  }
  if (/no longer accepting|pool|too many/i.test(message)) {
    return ["V7-B005", `${host} has no free connection for ${user}`, "Close other clients, or wait and try again."];
  }
  return ["V7-B001", `no connection to ${database} on ${host} as ${user}`, upHint(destination)];
}

function upHint({ embedded }: Destination): string {
  return embedded ? "Look at it: v7 db status" : "Check the host and port, and whether the server runs.";
}

function nameOf({ database, host, user, embedded }: Destination): string {
  return embedded ? `${database} (embedded)` : `${database} on ${host} as ${user}`;
}

function failure(code: Code, message: string, next: string): Failure {
  return new Failure(code, message, { next: [next] });
}

/** Broken pipes and sockets, and a server that ended the session: by an administrator, a crash, a restart, a time limit. */
const lossCodes = new Set([
  "ECONNRESET",
  "EPIPE",
  "ECONNREFUSED",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "57P05",
  "25P03",
]);
const lossMessage = /Connection terminated|not queryable|Client was closed/i;
