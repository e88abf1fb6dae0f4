import type { SignalTable } from "./signal.ts";

export const rust: SignalTable = {
  calls: {
    walk: "walkdir.WalkDir.new WalkDir.new ignore.WalkBuilder.new ignore.Walk.new glob.glob jwalk.WalkDir.new globwalk.* WalkBuilder.new",
    list: "fs.read_dir .read_dir sysinfo.System.new_all System.new_all .processes",
    fetch: "reqwest.* ureq.* hyper.* octocrab.* attohttpc.* isahc.* TcpStream.connect net.TcpStream.connect",
    query: ".query_map .fetch_all .fetch_one .query_row sqlx.query sqlx.query_as",
    read: "fs.read fs.read_to_string fs.File.open File.open .read_to_string .read_to_end io.BufReader.new BufReader.new .lines io.stdin",
    metadata:
      "fs.metadata .metadata fs.symlink_metadata .modified sha2.Sha256.new Sha256.new .finalize blake3.* md5.* hostname.get .file_type sysinfo.* Sha256.digest",
    filter: ".filter .filter_map globset.* regex.RegexSet.new .is_match .extension .is_file",
    aggregate: ".fold .entry itertools.Itertools.counts .group_by .counts .sum .or_insert .or_default .product",
    parse:
      "serde_json.from_str serde_json.from_reader serde_json.from_slice serde_yaml.from_str toml.from_str csv.Reader.from_path csv.Reader.from_reader csv.ReaderBuilder.new quick_xml.* nom.* .captures_iter .captures .deserialize .parse",
    code: "syn.* tree_sitter.* proc_macro2.* rustc_ast.* swc_ecma_parser.*",
    compute: ".sqrt .powi .powf statrs.* ndarray.* .mean .std_dev .round nalgebra.* petgraph.* .ln",
    order: ".max .min .sort .sort_by .sort_by_key .sort_unstable .abs .max_by",
    compare: "similar.* difference.* strsim.* diff.* .difference .symmetric_difference .intersection .is_subset",
    check: "jsonschema.* validator.* .validate semver.VersionReq.parse",
    convert: "String.from_utf8 .try_into base64.* hex.* image.* encoding_rs.* chrono.DateTime.parse_from_rfc3339",
    serialize:
      "serde_json.to_string serde_json.to_string_pretty serde_json.to_writer serde_json.to_writer_pretty serde_yaml.to_string serde_json.to_vec toml.to_string csv.Writer.from_path csv.Writer.from_writer .write_record bincode.* .serialize",
    write:
      "fs.write fs.File.create File.create .write_all io.BufWriter.new BufWriter.new fs.OpenOptions.new OpenOptions.new",
    store: ".execute_batch .put_object",
    render:
      "tera.* askama.* handlebars.* comfy_table.* prettytable.* tabled.* colored.* termcolor.* ratatui.* plotters.* .add_row minijinja.* owo_colors.* textwrap.* Table.new",
    print: "println print eprintln eprint",
    temporary: "tempfile.* NamedTempFile.new",
    replace: ".replace .replace_all",
    start: ".run .start .serve",
    rewrite: "prettyplease.unparse",
    move: "fs.rename fs.copy fs.hard_link os.unix.fs.symlink fs_extra.* symlink",
    remove: "fs.remove_file fs.remove_dir_all fs.remove_dir trash.* .set_len",
    repair: "fs.set_permissions filetime.* nix.unistd.chown .set_permissions set_file_mtime",
    spawn: "process.Command.new Command.new duct.* xshell.* cmd",
    schedule: "time.interval tokio_cron_scheduler.* clokwerk.* cron.* apalis.*",
    pool: "thread.spawn rayon.* task.spawn spawn .par_iter threadpool.* futures.future.join_all .spawn task.JoinSet.new join_all tokio.spawn thread.scope",
    queue: "mpsc.channel sync.mpsc.channel crossbeam_channel.* .send .recv lapin.* async_channel.*",
    wait: "thread.sleep time.sleep signal.ctrl_c ctrlc.set_handler .wait select",
    options: "clap.* structopt.* Args.parse Cli.parse env.args .get_matches",
  },
  byArguments: [
    { name: /\.join$/, arguments: /^\(\)$/, signals: ["wait"] },
    { name: /\.join$/, arguments: /^\("\\n/, signals: ["lines"] },
    { name: /\.execute$/, arguments: /"\s*(?:UPDATE|DELETE|ALTER|DROP)\b/i, signals: ["repair"] },
    { name: /\.execute$/, arguments: /"\s*INSERT\b/i, signals: ["store"] },
  ],
};
