import type { SignalTable } from "./signal.ts";

export const go: SignalTable = {
  calls: {
    walk: "filepath.Walk filepath.WalkDir fs.WalkDir filepath.Glob godirwalk.Walk doublestar.* fs.Glob",
    list: "os.ReadDir ioutil.ReadDir .Readdir .Readdirnames fs.ReadDir process.Processes .ListFiles .Objects net.Interfaces",
    fetch:
      "http.Get http.Post http.NewRequest http.NewRequestWithContext .Do colly.* .HasNextPage .NextPage import:github.com/google/go-github import:github.com/shurcooL/githubv4 import:github.com/shurcooL/graphql import:github.com/hasura/go-graphql-client import:github.com/machinebox/graphql import:google.golang.org/api import:github.com/aws/aws-sdk-go import:github.com/aws/aws-sdk-go-v2 import:github.com/xanzy/go-gitlab import:cloud.google.com/go/bigquery import:github.com/gocolly/colly import:k8s.io/client-go",
    query: ".QueryContext .QueryRow .QueryRowContext .Query .Select",
    read: "os.ReadFile os.Open ioutil.ReadFile io.ReadAll ioutil.ReadAll bufio.NewScanner bufio.NewReader os.OpenFile embed.FS infile.Open",
    metadata: "os.Stat os.Lstat .ModTime sha256.* md5.* sha1.* os.Hostname cpu.* disk.* mem.* host.* runtime.NumCPU",
    filter:
      "filepath.Match path.Match filepath.Ext .IsDir strings.HasSuffix strings.HasPrefix .MatchString slices.DeleteFunc",
    aggregate: "lo.GroupBy lo.CountBy maps.* slices.Compact",
    parse:
      "json.Unmarshal json.NewDecoder .Decode yaml.Unmarshal yaml.NewDecoder csv.NewReader xml.Unmarshal toml.* strconv.Parse strconv.Atoi strconv.ParseInt strconv.ParseFloat strconv.ParseBool html.Parse time.Parse protojson.Unmarshal .FindAllString .FindStringSubmatch regexp.MustCompile goquery.* scanner.* binary.Read",
    code: "parser.ParseFile parser.ParseDir ast.Inspect ast.Walk packages.Load types.* token.NewFileSet tree_sitter.*",
    compute: "math.* stat.* big.* heap.* gonum.*",
    order: "sort.* slices.Sort slices.SortFunc slices.Max slices.Min max min rand.*",
    compare: "reflect.DeepEqual cmp.Diff cmp.Equal cmp.Compare difflib.* levenshtein.*",
    check: ".Validate validator.* .Valid gojsonschema.* vet.*",
    convert:
      "strconv.Itoa strconv.FormatInt strconv.FormatFloat strings.NewReplacer hex.* base64.* mapstructure.* copier.* reflect.ValueOf .MarshalText template.JS image.* transform.*",
    serialize:
      "json.Marshal json.MarshalIndent json.NewEncoder yaml.Marshal yaml.NewEncoder csv.NewWriter xml.Marshal gob.NewEncoder protojson.Marshal proto.Marshal binary.Write",
    write: "os.WriteFile ioutil.WriteFile os.Create .WriteString bufio.NewWriter io.Copy .WriteAll",
    store: ".CopyFrom .SendBatch .InsertMany .NewWriter",
    render:
      "template.* tabwriter.NewWriter tablewriter.* lipgloss.* color.* .ExecuteTemplate pterm.* glamour.* plot.* charts.* markdown.* .SetHeader .RenderTable smtp.SendMail",
    print: "fmt.Println fmt.Printf fmt.Print fmt.Fprintf fmt.Fprintln fmt.Fprint io.WriteString",
    temporary: "os.CreateTemp os.MkdirTemp ioutil.TempFile ioutil.TempDir renameio.*",
    replace: "strings.ReplaceAll strings.Replace bytes.ReplaceAll .ReplaceAllString",
    start: ".Run .Start .ListenAndServe .Serve .RunE .Execute",
    rewrite: "format.Source format.Node astutil.Apply imports.Process",
    move: "os.Rename os.Symlink os.Link cp.Copy",
    remove: "os.Remove os.RemoveAll os.Truncate",
    repair: "os.Chmod os.Chown os.Chtimes",
    spawn: "exec.Command exec.CommandContext os.StartProcess syscall.Exec .CombinedOutput syscall.ForkExec",
    schedule: "time.NewTicker time.Tick time.AfterFunc cron.New cron.* gocron.* .AddFunc asynq.*",
    pool: "go errgroup.Group errgroup.WithContext .Go sync.WaitGroup workerpool.WorkerPool pool.New ants.* .Submit tunny.*",
    queue: ".Publish .Subscribe .Enqueue .Dequeue amqp.* kafka.* nats.*",
    wait: ".Wait time.Sleep signal.Notify time.After context.WithTimeout context.WithCancel",
    options: "flag.Parse flag.* cobra.* cli.App kingpin.* pflag.* flag.CommandLine.Parse",
  },
  remote: /^\((?:\w+\.)?ctx\b/,
  byArguments: [
    { name: /^strings\.Join$/, arguments: /"\\n"\)$/, signals: ["lines"] },
    { name: /\.(?:List|Search)[A-Z]\w*$/, arguments: /^\((?:\w*[cC]tx|context\.)/, signals: ["fetch"] },
    {
      name: /^exec\.Command(?:Context)?$/,
      arguments: /"git", *"(?:ls-files|log|show|rev-list|status|diff|ls-tree)/,
      signals: ["list", "fetch"],
    },
    { name: /^exec\.Command(?:Context)?$/, arguments: /"(?:find|fd|ps)"/, signals: ["walk"] },
    { name: /\.Exec(?:Context)?$/, arguments: /["`]\s*(?:UPDATE|DELETE|ALTER|DROP)\b/i, signals: ["repair"] },
    { name: /\.Exec(?:Context)?$/, arguments: /["`]\s*INSERT\b/i, signals: ["store"] },
  ],
};
