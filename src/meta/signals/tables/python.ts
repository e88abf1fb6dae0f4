import type { SignalTable } from "./signal.ts";

export const python: SignalTable = {
  calls: {
    walk: "os.walk os.fwalk glob.glob glob.iglob .rglob .glob scandir.walk directory_tree.walk import:watchdog",
    list: "os.listdir os.scandir .iterdir psutil.process_iter psutil.net_connections psutil.disk_partitions .list_objects_v2 .list_objects .get_paginator .list_blobs importlib.metadata.distributions pkgutil.iter_modules pkgutil.walk_packages",
    fetch:
      "requests.get requests.post requests.request requests.Session httpx.* urllib.request.* aiohttp.* .paginate boto3.client boto3.resource github.Github feedparser.parse socket.create_connection ftplib.* imaplib.* paramiko.* import:scrapy",
    query: ".fetchall .fetchone .fetchmany pandas.read_sql .execute_read",
    read: "open .open .read_text .read_bytes .readlines .readline io.open codecs.open gzip.open zipfile.ZipFile tarfile.open fileinput.input",
    metadata:
      ".stat os.stat os.lstat os.path.getsize os.path.getmtime os.path.getctime .lstat hashlib.* mimetypes.guess_type platform.* psutil.* socket.gethostname os.uname xxhash.* magic.from_file",
    filter:
      "filter fnmatch.fnmatch fnmatch.filter .match itertools.filterfalse pathspec.* .is_file .is_dir os.path.isfile",
    aggregate:
      "collections.Counter collections.defaultdict itertools.groupby functools.reduce .groupby .agg .pivot_table .most_common pandas.concat .merge",
    parse:
      "json.load json.loads yaml.safe_load yaml.load yaml.safe_load_all csv.reader csv.DictReader tomllib.* toml.load toml.loads configparser.ConfigParser xml.etree.ElementTree.* lxml.* bs4.BeautifulSoup html.parser.* re.findall re.finditer re.match re.fullmatch pandas.read_csv pandas.read_json pandas.read_excel pandas.read_parquet openpyxl.load_workbook email.message_from_bytes pickle.load struct.unpack datetime.datetime.strptime shlex.split markdown.markdown",
    code: "ast.parse ast.walk ast.NodeVisitor ast.iter_child_nodes tokenize.* libcst.* tree_sitter.* astroid.* radon.* lizard.* import:tree_sitter import:ast",
    compute:
      "math.* statistics.* numpy.* scipy.* sklearn.* heapq.* .mean .std .median .corr .quantile networkx.* decimal.Decimal divmod itertools.combinations bisect.*",
    order: "round pow sum max min sorted abs .sort random.*",
    compare:
      "difflib.* filecmp.* .ratio .difference .symmetric_difference .intersection .issubset deepdiff.* rapidfuzz.* Levenshtein.*",
    check: "jsonschema.* .validate compileall.* py_compile.*",
    convert:
      ".to_csv .to_json .to_parquet .to_sql .to_excel .to_dict .astype .transform codecs.encode base64.* html.unescape textwrap.dedent unicodedata.normalize PIL.* shutil.make_archive",
    serialize:
      "json.dump json.dumps yaml.dump yaml.safe_dump csv.writer csv.DictWriter pickle.dump toml.dump toml.dumps .writerow .writerows .writeheader struct.pack xml.etree.ElementTree.tostring",
    write: ".write_text .write_bytes .write .writelines",
    store: ".executemany .bulk_create .insert_many .insert_one .bulk_write .put_object .execute_write .commit",
    render:
      "rich.table.Table rich.console.Console rich.* tabulate.tabulate jinja2.* matplotlib.* plotly.* seaborn.* .render .savefig prettytable.* .ljust .rjust .center string.Template docx.* reportlab.* smtplib.* .add_column .add_row import:jinja2 import:rich import:matplotlib fpdf.*",
    print: "print click.echo typer.echo sys.stdout.write pprint.pprint .secho click.secho",
    temporary: "tempfile.*",
    replace: "re.sub re.subn .replace",
    lines: "textwrap.*",
    start: ".start .run_forever .serve_forever uvicorn.run asyncio.run .delay .apply_async",
    rewrite: ".replace_text fileinput.FileInput libcst.matchers.replace",
    move: "shutil.move os.rename os.replace shutil.copy2 shutil.copytree os.symlink os.link shutil.copy .symlink_to",
    remove: "os.remove os.unlink shutil.rmtree .unlink os.rmdir .rmdir send2trash.send2trash os.removedirs",
    repair: "os.chmod os.chown .chmod shutil.chown os.utime autopep8.* black.format_str isort.* .save",
    spawn:
      "subprocess.* os.system os.popen os.exec os.execv os.execvp os.spawnv asyncio.create_subprocess_exec asyncio.create_subprocess_shell pexpect.* sh.* fabric.* invoke.run runpy.* docker.* plumbum.*",
    schedule:
      "sched.scheduler schedule.* apscheduler.* celery.* airflow.* prefect.* luigi.* threading.Timer rq.* dramatiq.* huey.* crontab.* import:apscheduler import:celery import:airflow import:prefect",
    pool: "concurrent.futures.* multiprocessing.* threading.Thread asyncio.gather asyncio.create_task asyncio.TaskGroup .submit joblib.* concurrent.futures.thread.ThreadPoolExecutor",
    queue: "queue.Queue queue.* asyncio.Queue .consume .publish .put_nowait .get_nowait pika.* kombu.*",
    wait: "time.sleep asyncio.sleep asyncio.wait concurrent.futures.as_completed concurrent.futures.wait signal.signal os.wait os.waitpid",
    options:
      "argparse.ArgumentParser typer.Typer typer.Option click.command click.group optparse.OptionParser fire.Fire",
  },
  byArguments: [
    { name: /^["']\\n["']\.join$/, arguments: /^/, signals: ["lines"] },
    { name: /^(?:open|io\.open|codecs\.open|.*\.open)$/, arguments: /['"]r\+b?['"]/, signals: ["rewrite"] },
    { name: /^(?:open|io\.open|codecs\.open|.*\.open)$/, arguments: /['"][wax]b?\+?t?['"]/, signals: ["write"] },
    {
      name: /^(?:subprocess|os)\.(?:\w+)$/,
      arguments: /["']git["'], *["'](?:ls-files|log|show|rev-list|status|diff|blame)/,
      signals: ["list", "fetch"],
    },
    { name: /^(?:subprocess|os)\.(?:\w+)$/, arguments: /["'(](?:find|fd|rg|ls) /, signals: ["walk"] },
    { name: /^subprocess\.(?:\w*Error|TimeoutExpired|CompletedProcess|PIPE)$/, arguments: /^/, signals: [] },
    {
      name: /\.execute(?:many)?$|\.executescript$/,
      arguments: /^\(\s*[rf]*["']+\s*(?:UPDATE|DELETE|ALTER|DROP)\b/i,
      signals: ["repair"],
    },
    { name: /\.execute(?:many)?$/, arguments: /^\(\s*[rf]*["']+\s*(?:INSERT|REPLACE)\b/i, signals: ["store"] },
    { name: /\.execute$/, arguments: /^\(\s*[rf]*["']+\s*(?:SELECT|WITH|PRAGMA)\b/i, signals: ["query"] },
  ],
};
