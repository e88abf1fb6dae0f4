import { readHealth, usualStaleDays } from "../../files/registry/health.ts";
import { listChanges, listFiles, listStale } from "../../files/registry/read.ts";
import { showFile } from "../../files/registry/show-file.ts";
import { fileChanges, fileStatuses } from "../../model/file-statuses.ts";
import { sourceKinds } from "../../model/source-kind.ts";
import { Failure } from "../../model/failure.ts";
import { compareMachine } from "../../nodes/compare.ts";
import { listFacts } from "../../nodes/facts.ts";
import { listMachines, machineStates } from "../../nodes/machines.ts";
import { renderFile } from "../../render/file.ts";
import { renderHealth } from "../../render/health.ts";
import { renderFacts, renderNodeList } from "../../render/machine.ts";
import { renderNodeCompare } from "../../render/node-compare.ts";
import { renderChanges, renderFiles, renderStale } from "../../render/registry.ts";
import { renderSearch } from "../../render/search.ts";
import { renderSession, renderSessions } from "../../render/session.ts";
import { plainScreen } from "../../render/type/screen.ts";
import { search } from "../../search/search.ts";
import { findSimilar } from "../../search/similar.ts";
import { listSessions, sessionStates, showSession } from "../../sessions/sessions.ts";
import { face } from "./face.ts";
import { searchGist } from "./gists.ts";
import { momentOf } from "./moment-of.ts";
import { choice, count, flag, moment, neededText, number, text } from "./parameters.ts";
import { renderTestList } from "../../render/tests.ts";
import { listResults } from "../../test-results/list-results.ts";
import { testStatuses, testTypes } from "../../test-results/test-types.ts";

const path = text("A file, a folder, or a pattern with * and ?.", { examples: ["src/**"] });

/** What was recorded of files, work and machines. */
export const recordedFaces = [
  face({
    name: "files",
    summary: "Registered files by path",
    route: "/files",
    parameters: {
      path,
      component: text("Only files of this component."),
      pillar: text("Only files of this pillar."),
      project: text("Only files of this project."),
      ext: text("Only files with this extension."),
      status: choice("Only files of this status; deleted ones are answered no other way.", fileStatuses),
    },
    list: { key: "files", by: 100, most: 1_000, skips: true },
    command: "files",
    output: "files",
    topics: ["files", "runs"],
    answer: ({ workspace, page }, given) => listFiles(workspace, { ...given, ...page }),
    text: (output) => renderFiles(output, plainScreen),
  }),
  face({
    name: "file",
    summary: "All that the registry knows of a file",
    route: "/files/at/*",
    parameters: { path: neededText("The file, from the repository's root.", { examples: ["src/models/contact.py"] }) },
    command: "files show",
    output: "files-show",
    topics: ["files", "runs", "documents"],
    answer: ({ workspace }, given) => showFile(workspace, given),
    text: (output, clock) => renderFile(output, clock, plainScreen),
  }),
  face({
    name: "stale",
    summary: "Files nobody modified for some days, the longest first",
    route: "/stale",
    parameters: { days: count("How many days.", { by: usualStaleDays, most: 36_500 }) },
    list: { key: "files", by: 100, most: 1_000, skips: true },
    command: "stale",
    output: "stale",
    topics: ["files", "runs"],
    answer: ({ workspace, page }, { days }) => listStale(workspace, { days, ...page }),
    text: (output) => renderStale(output, plainScreen),
  }),
  face({
    name: "changes",
    summary: "What happened to files, newest first",
    route: "/changes",
    parameters: {
      since: moment("Only what happened after this."),
      path,
      session: number("Only what this session did."),
      change: choice("Only changes of this sort.", fileChanges),
      by: text("Only what this author's commits did."),
    },
    list: { key: "changes", by: 100, most: 1_000, skips: true },
    command: "changes",
    output: "changes",
    topics: ["files", "runs"],
    answer: ({ workspace, page }, { since, ...given }) =>
      listChanges(workspace, { ...given, ...page, since: momentOf(since, workspace) }),
    text: (output, clock) => renderChanges(output, clock, plainScreen),
  }),
  face({
    name: "health",
    summary: "The registry's figures, and how they changed since the last snapshot",
    route: "/health",
    parameters: {},
    command: "health",
    output: "health",
    topics: ["files", "runs"],
    answer: ({ workspace }) => readHealth(workspace),
    text: (output, clock) => renderHealth(output, clock, plainScreen),
  }),
  face({
    name: "search",
    summary: "Documents, code, state, session logs and commits, by words and by meaning",
    route: "/search",
    parameters: {
      q: text("What to look for, in plain words.", { examples: ["why a separate database"] }),
      like: text("Instead of words: what is like this indexed file.", { examples: ["docs/META_PRD.md"] }),
      kind: choice("Only this kind of document; files: all but commits.", [...sourceKinds, "files"] as const),
      path,
      component: text("Only files of this component."),
      project: text("Only files of this project."),
      since: moment("Only what was modified after this."),
      mode: choice("Words and meaning, or words alone.", ["hybrid", "text"] as const),
      scores: flag("With what each score is made of."),
    },
    list: { key: "results", by: 10, most: 100, skips: false },
    command: "search",
    output: "search",
    topics: ["index", "files"],
    tool: {
      name: "search_files",
      description:
        "Finds documents, code, declared state, session logs and commits by words and meaning (q), or what is like a file (like); answers places and excerpts.",
      gist: searchGist,
    },
    answer: ({ workspace, page }, { q, like, mode = "hybrid", scores, since, ...filter }) => {
      if ((q === undefined) === (like === undefined))
        throw new Failure("V7-W005", "search takes q or like, one of the two", { next: ["/docs#search says what"] });
      return search(workspace, {
        query: q ?? "",
        like,
        mode,
        scores,
        limit: page.limit,
        filter: { ...filter, since: momentOf(since, workspace) },
      });
    },
    text: (output, clock) => renderSearch(output, clock, plainScreen),
  }),
  face({
    name: "similar",
    summary: "Files that are like a file, by words and by meaning",
    route: "/files/like/*",
    parameters: { path: neededText("The file, from the repository's root.", { examples: ["docs/META_PRD.md"] }) },
    list: { key: "results", by: 5, most: 100, skips: false },
    command: "search",
    output: "search",
    topics: ["index", "files"],
    answer: ({ workspace, page }, { path: file }) => findSimilar(workspace, { path: file, limit: page.limit }),
    text: (output, clock) => renderSearch(output, clock, plainScreen),
  }),
  face({
    name: "tests",
    summary: "Results of tests, newest first",
    route: "/tests",
    parameters: {
      component: text("Only those of this component."),
      path: text("Only those of this file or folder.", { examples: ["src/models"] }),
      status: choice("Only those that went so.", testStatuses),
      type: choice("Only tests of this type.", testTypes),
      retest: flag("Only those that are to be tested again."),
    },
    list: { key: "results", by: 100, most: 1_000, skips: true },
    command: "test list",
    output: "test-list",
    topics: ["tests", "files", "runs"],
    answer: ({ workspace, page }, given) => listResults(workspace, { ...given, ...page }),
    text: (output, clock) => renderTestList(output, clock, plainScreen),
  }),
  face({
    name: "sessions",
    summary: "Sessions, newest first",
    route: "/sessions",
    parameters: {
      actor: text("Only this actor's."),
      state: choice("Only those that are open, ended, or were ended by somebody else.", sessionStates),
      since: moment("Only those that began after this."),
    },
    list: { key: "sessions", by: 50, most: 1_000, skips: false },
    command: "session list",
    output: "session-list",
    topics: ["sessions"],
    answer: ({ workspace, page }, { since, ...given }) =>
      listSessions(workspace, { ...given, since: momentOf(since, workspace), limit: page.limit }),
    text: (output, clock) => renderSessions(output, clock, plainScreen),
  }),
  face({
    name: "session",
    summary: "A session with its log",
    route: "/sessions/:id",
    parameters: { id: { ...number("The session."), isRequired: true } },
    command: "session show",
    output: "session-show",
    topics: ["sessions", "files"],
    answer: ({ workspace }, { id }) => showSession(workspace, { id: id ?? null }),
    text: (output, clock) => renderSession(output, clock, plainScreen),
  }),
  face({
    name: "nodes",
    summary: "The machines, and what is known of each",
    route: "/nodes",
    parameters: {
      state: choice("Only those that stand so.", machineStates),
      role: text("Only those that are for this.", { examples: ["replica"] }),
    },
    list: { key: "nodes", by: 100, most: 1_000, skips: false, sorts: true },
    command: "node list",
    output: "node-list",
    topics: ["rows", "facts"],
    answer: ({ workspace }, given) => listMachines(workspace, given),
    text: (output, clock) => renderNodeList(output, clock, plainScreen),
  }),
  face({
    name: "node",
    summary: "A machine as declared, as configured and as it runs",
    route: "/nodes/:node",
    parameters: { node: neededText("The machine's name.", { examples: ["ALPHA"] }) },
    command: "node compare",
    output: "node-compare",
    topics: ["rows", "facts"],
    answer: ({ workspace }, { node }) => compareMachine(workspace, { node }),
    text: (output, clock) => renderNodeCompare(output, clock, plainScreen),
  }),
  face({
    name: "facts",
    summary: "What was last observed of the machines",
    route: "/facts",
    parameters: { node: text("Only this machine's.") },
    command: "node facts",
    output: "node-facts",
    topics: ["facts"],
    answer: ({ workspace }, { node }) => listFacts(workspace, { node }),
    text: (output, clock) => renderFacts(output, clock, plainScreen),
  }),
];
