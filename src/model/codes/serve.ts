import type { CodeExplanation } from "./explanation.ts";

/** What the server and the agents' interface say. */
export const serveCodes = {
  "V7-W001": {
    title: "The port is taken",
    explanation: "Another program listens on the port that v7 serve wants, perhaps another v7 serve.",
    fix: "End the other one, or choose a port: v7 serve --port 8101.",
  },
  "V7-W002": {
    title: "No token, or a wrong one",
    explanation:
      "Every question to the server bears the token of the file that v7 serve --token names, or a browser's session.",
    fix: 'Send it: curl -H "Authorization: Bearer $(cat FILE)". For a browser: v7 serve --link.',
  },
  "V7-W003": {
    title: "Asked from elsewhere",
    explanation:
      "The request names a host or an origin that is not the server's own, or a browser says that another site asks. Pages of other sites could reach a server of this machine so.",
    fix: "Use the address that v7 serve printed.",
  },
  "V7-W004": {
    title: "There is nothing at this address",
    explanation: "The server has no such route. /openapi.json describes all of them, and /docs shows them.",
    fix: "Take one of /docs.",
  },
  "V7-W005": {
    title: "The question cannot be understood",
    explanation:
      "A parameter is unknown to this route, stands twice, or its value does not have the form that is described.",
    fix: "Correct what the message names; /docs says what each route takes.",
  },
  "V7-W006": {
    title: "The cursor belongs to another list",
    explanation:
      "A cursor continues one list with its filters as it stood when it was begun. It was made for other filters, by another server, or what it lists has changed since.",
    fix: "Ask for the list again without a cursor.",
  },
  "V7-W007": {
    title: "The server answers GET",
    explanation: "Nothing is written by way of the server. Only /mcp takes POST, with application/json.",
    fix: "Use GET; what writes is a command.",
  },
  "V7-W012": {
    title: "Only application/json is read",
    explanation: "A page of another site can make a browser send forms and plain text without asking. JSON it cannot.",
    fix: "Send content-type: application/json, and nothing behind it.",
  },
  "V7-W008": {
    title: "The request is too large",
    explanation: "Requests have at most 1 MB, and headers and addresses far less.",
    fix: "Ask for less at once.",
  },
  "V7-W009": {
    title: "The server writes nothing",
    explanation: "What serves reads with a login that cannot write, and has no other.",
    fix: "Use the command line for what writes.",
  },
  "V7-W010": {
    title: "The question took too long",
    explanation:
      "A question that the database has not answered after half a minute is given up, and its statement ended.",
    fix: "Ask for less: a filter, a smaller limit.",
  },
  "V7-W011": {
    title: "No such interface",
    explanation:
      "v7 serve answers on this machine alone unless a host is named, and it has to be one of this machine's.",
    fix: "Use --host with a name or an address of this machine.",
  },
  "V7-W020": {
    title: "The answer is larger than an agent reads at once",
    explanation:
      "Answers to agents have at most 8,000 tokens. Long lists are cut and go on with a cursor, and long values are shortened; this one is too large all the same.",
    fix: "Ask for less: with a filter, for one resource, or on the command line.",
  },
  "V7-W021": {
    title: "No file of documents",
    explanation: "what_if imagines one YAML file below state/ with another text, or gone. It reads no other file.",
    fix: "Name a file such as state/tasks/1.2.yaml, and give its whole text.",
  },
  "V7-W030": {
    title: "The dashboard was not built",
    explanation: "v7 serve hands out the pages that the build made, and finds none in this installation.",
    fix: "Run npm run build, then v7 serve again. All other routes answer meanwhile.",
  },
  "V7-W031": {
    title: "There is no such column",
    explanation: "A list is sorted by one of the columns of its rows, and the one that was asked for is none of them.",
    fix: "Sort by a column that the message names.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
