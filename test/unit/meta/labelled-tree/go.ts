import type { Snippets } from "./snippets.ts";

export const go: Snippets = {
  language: "go",
  ending: "go",
  comment: "//",
  text: (words) => `var message = "${words}"\n`,
  programs: {
    collector: [
      `package inventory

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
)

func Collect(root string) (rows []Row, err error) {
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		content, err := os.ReadFile(path)
		rows = append(rows, Row{Path: path, Size: info.Size(), Sum: sha256.Sum256(content)})
		return err
	})
	return rows, err
}
`,
      `package tasks

import (
	"encoding/json"
	"net/http"
)

func Fetch(base string) ([]Task, error) {
	var all []Task
	for page := 1; ; page++ {
		answer, err := http.Get(pageURL(base, page))
		if err != nil {
			return nil, err
		}
		var rows []Task
		if err := json.NewDecoder(answer.Body).Decode(&rows); err != nil || len(rows) == 0 {
			return all, err
		}
		all = append(all, rows...)
	}
}
`,
      `package nodes

import (
	"os"

	"github.com/shirou/gopsutil/v3/process"
)

func Facts() (map[string]any, error) {
	name, err := os.Hostname()
	if err != nil {
		return nil, err
	}
	running, err := process.Processes()
	return map[string]any{"node": name, "processes": len(running)}, err
}
`,
    ],
    analyzer: [
      `package complexity

import (
	"go/ast"
	"go/parser"
	"go/token"
)

func Count(path string) (int, error) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	count := 1
	ast.Inspect(file, func(node ast.Node) bool {
		switch node.(type) {
		case *ast.IfStmt, *ast.ForStmt:
			count++
		}
		return true
	})
	return count, err
}
`,
      `package velocity

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

func Spread(days []float64) (mean, spread float64) {
	mean = stat.Mean(days, nil)
	return mean, math.Sqrt(stat.Variance(days, nil))
}
`,
      `package mirrors

import (
	"github.com/google/go-cmp/cmp"
	"reflect"
)

func Compare(left, right Tree) Verdict {
	if reflect.DeepEqual(left, right) {
		return Verdict{Equal: true}
	}
	return Verdict{Difference: cmp.Diff(left, right)}
}
`,
    ],
    transformer: [
      `package convert

import (
	"encoding/csv"
	"encoding/json"
	"os"
)

func CSVToJSON(source, target string) error {
	in, err := os.Open(source)
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil {
		return err
	}
	out, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	return os.WriteFile(target, out, 0o644)
}
`,
      `package export

import (
	"encoding/json"
	"io"

	"gopkg.in/yaml.v3"
)

func Nodes(in io.Reader, out io.Writer) error {
	var nodes []Node
	if err := yaml.NewDecoder(in).Decode(&nodes); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(nodes)
}
`,
    ],
    reporter: [
      `package show

import (
	"fmt"
	"os"
	"text/tabwriter"
)

func Gaps(gaps []Gap) {
	table := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(table, "PROJECT\\tSEVERITY")
	for _, gap := range gaps {
		fmt.Fprintf(table, "%s\\t%s\\n", gap.Project, gap.Severity)
	}
	table.Flush()
}
`,
      `package page

import (
	"html/template"
	"io"
)

func Render(out io.Writer, phases []Phase) error {
	page, err := template.ParseFiles("phases.html")
	if err != nil {
		return err
	}
	return page.ExecuteTemplate(out, "phases", phases)
}
`,
      `package main

import "fmt"

func printStatus(phases []Phase) {
	fmt.Println("Phases")
	fmt.Println("------")
	for _, phase := range phases {
		fmt.Printf("%-12s %3d%%\\n", phase.Name, phase.Done)
	}
	fmt.Println(len(phases), "in all")
}
`,
    ],
    fixer: [
      `package tidy

import (
	"os"
	"path/filepath"
)

func Archive(orphans []string, archive string) error {
	for _, orphan := range orphans {
		if err := os.Rename(orphan, filepath.Join(archive, filepath.Base(orphan))); err != nil {
			return err
		}
	}
	return os.RemoveAll(filepath.Join(archive, "tmp"))
}
`,
      `package rename

import (
	"bytes"
	"os"
)

func Field(files []string, before, after []byte) error {
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if err := os.WriteFile(file, bytes.ReplaceAll(text, before, after), 0o644); err != nil {
			return err
		}
	}
	return nil
}
`,
    ],
    orchestrator: [
      `package main

import (
	"flag"
	"os"
	"os/exec"
)

func main() {
	flag.Parse()
	for _, step := range flag.Args() {
		command := exec.Command("v7", step)
		command.Stdout = os.Stdout
		if err := command.Run(); err != nil {
			os.Exit(1)
		}
	}
}
`,
      `package campaign

import (
	"context"

	"golang.org/x/sync/errgroup"
)

func Run(ctx context.Context, projects []Project, work func(context.Context, Project) error) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, project := range projects {
		group.Go(func() error { return work(ctx, project) })
	}
	return group.Wait()
}
`,
    ],
    none: [
      `package phase

type Status string

const (
	Pending Status = "pending"
	Done    Status = "done"
)

type Phase struct {
	Number int
	Status Status
}
`,
      `package store

import "sync"

type Store struct {
	lock   sync.Mutex
	phases map[int]Phase
}

func (s *Store) Get(number int) Phase {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.phases[number]
}
`,
    ],
  },
};
