import { exitMeanings } from "../../model/codes/exit-meanings.ts";
import { type Exit, exitCodes } from "../../model/codes/exits.ts";

/** A page that is about no single command. */
export interface HelpTopic {
  readonly summary: string;
  readonly text: string;
}

/** The pages of `v7 help TOPIC`, by name. */
export const helpTopics: { readonly [topic: string]: HelpTopic } = {
  addresses: {
    summary: "How resources, fields and plans are named",
    text: [
      "A resource is named by its kind and its name:",
      "",
      "  phase/1                          a phase",
      "  task/1.2                         a task of phase 1",
      "  fileplan/src/models/contact.py   a file's plan, by its path",
      "  node/ALPHA/service/PostgreSQL    a part of a node",
      "  task/1.2#status                  a field, where a command takes one",
      "",
      "A name holds %23 for #, %2F for /. A plan is named by its file, or by the first",
      "digits of its id. v7 graph lists the addresses, v7 explain ADDRESS what takes one.",
    ].join("\n"),
  },
  environment: {
    summary: "The variables that v7 reads",
    text: [
      "V7_DATABASE_URL       the database; DATABASE_URL, META_DB_PATH, PG… come after it",
      "V7_READ_DATABASE_URL  the same one with a login that may only read",
      "V7_ACTOR              who does this; else git's user.name, else the login",
      "XDG_CACHE_HOME        below it lie models that were pulled; else below ~/.cache",
      "V7_SKIP_HOOKS         leaves v7's part out of git's hooks",
      "CI                    nobody is asked anything, and no document at all is an error",
      "NO_COLOR, FORCE_COLOR colours never, or also where no terminal is",
      "V7_PAGER              shows what is longer than the screen; else GIT_PAGER, PAGER, less",
      "COLUMNS               how wide the terminal is",
      "DEBUG                 shows where a failure comes from",
      "",
      "v7 db url says which database that makes, and v7 doctor what is wrong with it.",
    ].join("\n"),
  },
  "exit-codes": {
    summary: "What the number a command ends with means",
    text: (Object.keys(exitCodes) as Exit[])
      .map((exit) => `${String(exitCodes[exit]).padStart(3)}  ${exitMeanings[exit]}`)
      .join("\n"),
  },
  json: {
    summary: "What --json prints",
    text: [
      'One document, also on failure: {"format_version": 1, "command": "plan", …}.',
      "`error` holds the code, message, findings and next steps of a failure, beside",
      "what is known. The schema of each is in schemas/v1/output/ of the package.",
      "Progress and errors for people go to stderr, so that stdout can be piped.",
      "",
      "  v7 plan --json | jq .summary",
      "  v7 drift --json | jq -r '.drift[].address'",
    ].join("\n"),
  },
};
