import { missingLines } from "../test/support/optional.ts";

// What `npm run test:all` would run beyond `npm test`, and what it would still miss here.
console.log("npm run test:all also runs every suite through a pooler, and fuzzes at length.");
for (const line of missingLines()) console.log(line);
