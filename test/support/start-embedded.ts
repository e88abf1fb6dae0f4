import { startEmbedded } from "../../src/postgres/embedded/index.ts";
import { system } from "./this-machine.ts";

// A process of its own for tests of several starters: starts the server of the home it is given and says what it found.
const [home = ""] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await startEmbedded({ system, home })));
