import type { CodeExplanation } from "./explanation.ts";

export const configurationCodes = {
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
    explanation:
      "v7 explain takes a kind, such as Task, a field of one, task.status, an address, task/1.1, a code, V7-D012, or a file, v7.yaml.",
    fix: "Take one of those that v7 explain lists.",
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
  "V7-C014": {
    title: "No folder of v7's",
    explanation:
      "Around here, or in the folder that --repo names, is neither v7.yaml nor state/, on disk or in the last commit: nothing is declared, so there is nothing to compare with. Nothing was made. Outside of git an empty state/ is not enough for a database of its own: it may be anybody's folder.",
    fix: "Go to the repository, or name it: v7 --repo DIR. v7 init prepares a new one.",
  },
  "V7-C015": {
    title: "Not where v7 would look",
    explanation:
      "v7 reads v7.yaml and state/ at the top of a git repository. Files made further down would be read by nobody.",
    fix: "Run v7 init in the folder the message names, or git init first where this folder is to be a repository of its own.",
  },
  "V7-C016": {
    title: "Report without a chart",
    explanation: "What this report tells is no course over days and no comparison of a few numbers: it is a table.",
    fix: "Print it as text, Markdown or JSON. v7 report list has all reports; burndown, velocity, calibration and load are drawn.",
  },
  "V7-X001": {
    title: "Bug in v7",
    explanation:
      "Something happened that v7 was not written for. An apply is one transaction: either everything of it was written or nothing.",
    fix: "Run it again with DEBUG=1 and report what it prints.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
