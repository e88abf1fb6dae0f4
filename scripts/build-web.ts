import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const root = join(import.meta.dirname, "..");
const directory = resolve(root, process.env["V7_BUILD_DIRECTORY"] ?? "dist", "web");

await buildPages();
compress();

/** The dashboard: a shell, and files whose names change with their content. Nothing is fetched from anywhere. */
async function buildPages(): Promise<void> {
  await build({
    configFile: false,
    root: join(root, "web"),
    base: "/ui/",
    publicDir: false,
    logLevel: "warn",
    mode: "production",
    // Otherwise a build that tests start would name the places of sources on this machine.
    oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      outDir: directory,
      emptyOutDir: true,
      target: "es2024",
      // The policy of the pages lets no text become a script or a picture.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // What several pages need comes with the first of them: each further page is one file, and charts another.
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [{ name: "shared", minShareCount: 2, test: /\/(web|preact|@preact)\/(?!parts\/chart-drawing)/ }],
          },
        },
      },
      reportCompressedSize: false,
    },
  });
}

/** Beside each file the same compressed: the server hands it out as it lies. */
function compress(): void {
  for (const name of readdirSync(directory, { recursive: true, encoding: "utf8" }))
    if (/\.(html|js|css|svg)$/.test(name))
      writeFileSync(join(directory, `${name}.gz`), gzipSync(readFileSync(join(directory, name)), { level: 9 }));
}
