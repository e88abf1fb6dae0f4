import { missingLines } from "../test/support/optional.ts";

// What `npm run test:all` would run beyond `npm test`, and what it would still miss here.
console.log(
  "npm run test:all also runs suites through a pooler, types each command into a process of its own,\nlooks at the dashboard in a browser, judges search on a collection, and fuzzes at length.",
);
for (const line of missingLines("all")) console.log(line);
