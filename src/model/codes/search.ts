import type { CodeExplanation } from "./explanation.ts";

export const searchCodes = {
  "V7-I001": {
    title: "LanceDB is not installed",
    explanation:
      "The library that keeps the search index is missing, or has no build for this system. Search falls back to what the database knows; everything else works.",
    fix: "In v7's folder, run npm ci without --omit=optional. For Intel Macs there is no build: search goes by the database's words there.",
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
      "search.embedder names a model on this machine, but transformers.js is not installed in the repository, or the model's files are not here, or it cannot run them. An index and a search download nothing.",
    fix: "Install @huggingface/transformers in the repository; v7 index model pull NAME brings a model that is named, the files of any other one go into the folder of search.embedder.path.",
  },
  "V7-I008": {
    title: "No judged questions",
    explanation:
      "A file of questions or judgements cannot be read, or a line of it is not of the form that is expected.",
    fix: "Correct the named line: Docs/search.md shows both forms.",
  },
  "V7-I009": {
    title: "Index being synced",
    explanation: "Another process is bringing the search index up to date. Two at once would do the work twice.",
    fix: "Wait for it and run the command again. A lock whose owner died is taken over; a stopped one keeps it, and goes on with kill -CONT.",
  },
  "V7-I010": {
    title: "No summarizing service",
    explanation:
      "Summaries are proposed by a model that v7.yaml names. None is named, and nothing is sent anywhere of its own accord.",
    fix: "Declare search.summarizer with url and model; Docs/search.md shows how.",
  },
  "V7-I011": {
    title: "Index taken over",
    explanation:
      "This process stood still for minutes, on a machine or in a container that others cannot look into, so another one took the search index over. It noticed before its next write and stopped; what the other wrote is whole.",
    fix: "Run v7 index sync again.",
  },
  "V7-I012": {
    title: "Unknown model",
    explanation:
      "v7 pulls the models of a list: those whose files somebody read and whose digests stand in v7. This name is not in it.",
    fix: "Use a name of the list, or put any other model's files into a folder and name that in search.embedder.path.",
  },
  "V7-I013": {
    title: "Model not to be had",
    explanation:
      "A model's file could not be fetched: nobody answers, the server refuses, it fell silent again and again, or the folder or archive does not have it. What came is kept.",
    fix: "Run the command again, which goes on where it stopped; or name a mirror, a folder or an archive with --from.",
  },
  "V7-I014": {
    title: "Not the model that v7 knows",
    explanation:
      "A file was fetched whole and its size or SHA-256 is not the one in v7's list: it was changed, or something else was sent in its place, as a proxy's page. It was thrown away.",
    fix: "Look at what stands behind the URL, or pull from another place with --from.",
  },
  "V7-I015": {
    title: "No room for the model",
    explanation:
      "The folder of the account's models cannot be written: it is read-only, the disk is full, or a quota is used up.",
    fix: "Make room (twice the model's size while it is made), or name another folder in XDG_CACHE_HOME; then run the command again.",
  },
  "V7-I016": {
    title: "Model being pulled",
    explanation: "Another process is fetching the same model for this account.",
    fix: "Wait for it; then the command says that the model is here. A lock whose owner died is taken over.",
  },
} as const satisfies { readonly [code: string]: CodeExplanation };
