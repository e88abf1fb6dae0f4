import type { CodeExplanation } from "./explanation.ts";

export const exportCodes = {
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
} as const satisfies { readonly [code: string]: CodeExplanation };
