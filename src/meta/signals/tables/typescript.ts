import type { SignalTable } from "./signal.ts";

/** TypeScript and JavaScript. */
export const typescript: SignalTable = {
  calls: {
    walk: "fs.glob fs.globSync fast-glob.* globby.* glob.* fdir.* walkdir.* readdirp.* klaw.* fast-glob chokidar.watch recursive-readdir",
    list: "fs.readdir fs.readdirSync fs.opendir fs.opendirSync systeminformation.* .listObjectsV2 .paginate ps-list .listFiles",
    fetch:
      "fetch axios.* got.* undici.* http.get https.get http.request https.request ky.* superagent.* node-fetch .graphql axios got octokit.* @octokit/rest.* puppeteer.* playwright.*",
    query: ".query .findMany .findAll .selectFrom",
    read: "fs.readFile fs.readFileSync fs.createReadStream fs.read fs.readSync fs.open fs.openSync readline.createInterface .readFile",
    metadata:
      "fs.stat fs.statSync fs.lstat fs.lstatSync fs.fstatSync crypto.createHash os.hostname os.platform os.cpus os.totalmem os.userInfo os.networkInterfaces os.release fs.realpathSync fs.readlinkSync fs.statfs",
    filter: ".filter picomatch.* minimatch.* micromatch.* ignore.* path.extname .isDirectory .isFile .isSymbolicLink",
    aggregate:
      ".reduce Map.groupBy Object.groupBy lodash.groupBy lodash.countBy lodash.sumBy .groupBy .countBy d3.rollup",
    parse:
      "JSON.parse yaml.parse yaml.parseDocument yaml.parseAllDocuments yaml.Parser yaml.Composer js-yaml.load csv-parse.* papaparse.* smol-toml.parse toml.parse fast-xml-parser.* saxes.* cheerio.load .matchAll papaparse.parse",
    code: "typescript.* @babel/parser.* acorn.* web-tree-sitter.* ts-morph.* espree.* jscodeshift.* @typescript-eslint/parser.* .parseAst esprima.*",
    compute: "Math.* simple-statistics.* mathjs.* ml-matrix.* d3-array.* Float64Array Float32Array Uint32Array",
    order: ".sort .toSorted Math.min Math.max Math.floor Math.round Math.ceil Math.abs Math.trunc Math.random",
    compare:
      "diff.* fast-deep-equal fast-deep-equal.* assert.* util.isDeepStrictEqual fastest-levenshtein.* Buffer.compare .equals microdiff.* deep-equal .isSubsetOf .difference",
    check: "ajv.* zod.* .validate eslint.* joi.* semver.satisfies semver.valid @secretlint/core.* .safeParse",
    convert:
      ".transform .pipeline stream.Transform util.promisify iconv-lite.* sharp.* marked.* remark.* unified.* markdown-it.* .toJSON structuredClone csvtojson.*",
    serialize: "JSON.stringify yaml.stringify js-yaml.dump csv-stringify.* smol-toml.stringify papaparse.unparse",
    write:
      "fs.writeFile fs.writeFileSync fs.createWriteStream fs.appendFile fs.appendFileSync write-file-atomic.* write-file-atomic fs.outputFile",
    store: ".insert .insertMany .bulkWrite .upsert .createMany .putObject",
    render:
      "handlebars.* ejs.* mustache.* cli-table3.* cli-table3 chalk.* picocolors.* ansis.* boxen.* react-dom/server.* preact-render-to-string.* console.table chart.js.* uplot.* pdfkit.* nodemailer.* react.createElement Intl.NumberFormat .innerHTML",
    print: "console.log console.info console.error console.warn process.stdout.write process.stderr.write consola.*",
    temporary: "fs.mkdtemp fs.mkdtempSync os.tmpdir",
    replace: ".replace .replaceAll",
    start: ".listen .start",
    lines: ".padEnd .padStart .toFixed .toLocaleString",
    rewrite: "prettier.format magic-string.* recast.* replace-in-file.*",
    move: "fs.rename fs.renameSync fs.copyFile fs.copyFileSync fs.cp fs.cpSync fs.symlink fs.symlinkSync fs.link fs.linkSync fs-extra.move fs-extra.copy",
    remove:
      "fs.unlink fs.unlinkSync fs.rm fs.rmSync fs.rmdir fs.rmdirSync rimraf.* rimraf del.* fs-extra.remove fs.truncate fs.ftruncateSync",
    repair: "fs.chmod fs.chmodSync fs.chown fs.chownSync fs.utimes fs.utimesSync .updateMany .deleteMany fs.fchmodSync",
    spawn:
      "child_process.* execa.* execa zx.* cross-spawn cross-spawn.* shelljs.* node-pty.* Deno.Command Bun.spawn simple-git.* dockerode.*",
    schedule: "setInterval node-cron.* cron.* bullmq.* agenda.* graphile-worker.* bree.* node-schedule.* p-queue.*",
    pool: "worker_threads.Worker cluster.* piscina.* p-limit p-limit.* p-map p-map.* tinypool.* Worker listr2.*",
    queue: ".addJob .enqueue .dequeue amqplib.* kafkajs.*",
    wait: "Promise.all Promise.allSettled Promise.race setTimeout timers.setTimeout Promise.withResolvers Atomics.wait process.on",
    options: "commander.* yargs.* yargs util.parseArgs @oclif/core.* meow cac cac.*",
  },
  byArguments: [
    { name: /\.join$/, arguments: /^\(["'`]\\n/, signals: ["lines"] },
    {
      name: /^(?:child_process\.\w+|execa(?:\.\w+)?)$/,
      arguments: /["']git["'], *\[ *["'](?:ls-files|log|show|rev-list|status|diff|ls-tree|cat-file)/,
      signals: ["list", "fetch"],
    },
    { name: /^child_process\.\w+$/, arguments: /["'`](?:find|fd|rg|ls) /, signals: ["walk"] },
    { name: /^fs\.(?:readdir|readdirSync|opendir)$/, arguments: /recursive: *true/, signals: ["walk"] },
    { name: /\.query$|\.execute$/, arguments: /^\(\s*["'`]\s*(?:UPDATE|DELETE|ALTER|DROP)\b/i, signals: ["repair"] },
    { name: /\.query$|\.execute$/, arguments: /^\(\s*["'`]\s*INSERT\b/i, signals: ["store"] },
  ],
};
