/** What a person wants to do, and the commands and topics for it, in the order in which they are met. */
export const helpGroups: { readonly [title: string]: readonly string[] } = {
  "Say what should be": [
    "init",
    "new",
    "set",
    "phase",
    "task",
    "work-order",
    "impact",
    "enum",
    "fileplan",
    "fmt",
    "validate",
  ],
  "Make it so": ["plan", "approve", "approvals", "apply", "undo", "unlock"],
  "See what is": ["status", "next", "show", "graph", "history", "blame", "report", "explain"],
  "Meet what others changed": ["drift", "pull", "adopt", "dart"],
  "Work with git and files": ["hooks", "record", "changes", "scan", "files", "stale", "health", "snapshot", "export"],
  "Find, gather and note": ["search", "index", "consolidate", "session", "node", "docs", "test", "enrich"],
  "Keep it running": ["db", "serve", "mcp", "daily", "maintain", "doctor", "completion", "version"],
};
