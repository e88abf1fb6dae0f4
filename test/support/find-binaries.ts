import { binariesOf } from "../../src/postgres/embedded/binaries.ts";
import { embeddedPaths } from "../../src/postgres/embedded/paths.ts";

// A process of its own for tests of other users: finds the programs of a package for a home and says where they are.
const [packageRoot = "", home = ""] = process.argv.slice(2);
process.stdout.write(JSON.stringify(binariesOf(packageRoot, embeddedPaths(home))));
