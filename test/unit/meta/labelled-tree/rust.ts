import type { Snippets } from "./snippets.ts";

export const rust: Snippets = {
  language: "rust",
  ending: "rs",
  comment: "//",
  text: (words) => `pub const MESSAGE: &str = "${words}";\n`,
  programs: {
    collector: [
      `use std::fs;
use walkdir::WalkDir;

pub fn collect(root: &str) -> Vec<Row> {
    WalkDir::new(root)
        .into_iter()
        .filter_map(|entry| entry.ok())
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| Row { path: entry.path().to_owned(), size: fs::metadata(entry.path()).unwrap().len() })
        .collect()
}
`,
      `use sysinfo::System;

pub fn facts() -> Facts {
    let mut system = System::new_all();
    system.refresh_all();
    let services = system.processes().values().map(|process| process.name().to_owned()).collect();
    Facts { node: hostname::get().unwrap(), memory: system.total_memory(), services }
}
`,
      `pub fn fetch_tasks(base: &str) -> Result<Vec<Task>, reqwest::Error> {
    let mut all = Vec::new();
    for page in 1.. {
        let rows: Vec<Task> = reqwest::blocking::get(format!("{base}/tasks?page={page}"))?.json()?;
        if rows.is_empty() {
            break;
        }
        all.extend(rows);
    }
    Ok(all)
}
`,
    ],
    analyzer: [
      `use std::collections::HashMap;

pub fn velocity(tasks: &[Task]) -> HashMap<u32, f64> {
    let mut by_phase: HashMap<u32, Vec<f64>> = HashMap::new();
    for task in tasks {
        by_phase.entry(task.phase).or_default().push(task.days);
    }
    by_phase.into_iter().map(|(phase, days)| (phase, days.iter().sum::<f64>() / days.len() as f64)).collect()
}

pub fn deviation(days: &[f64], mean: f64) -> f64 {
    (days.iter().map(|day| (day - mean).powi(2)).sum::<f64>() / days.len() as f64).sqrt()
}
`,
      `use similar::TextDiff;

pub fn compare(left: &str, right: &str) -> Verdict {
    let ratio = TextDiff::from_lines(left, right).ratio();
    Verdict { ratio, is_mirror: ratio > 0.85 }
}
`,
    ],
    transformer: [
      `use std::fs;

pub fn to_json(source: &str, target: &str) -> anyhow::Result<()> {
    let phases: Vec<Phase> = serde_yaml::from_str(&fs::read_to_string(source)?)?;
    fs::write(target, serde_json::to_string_pretty(&phases)?)?;
    Ok(())
}
`,
      `pub fn csv_to_json(source: &str) -> anyhow::Result<String> {
    let mut reader = csv::Reader::from_path(source)?;
    let nodes: Result<Vec<Node>, _> = reader.deserialize().collect();
    Ok(serde_json::to_string(&nodes?)?)
}
`,
    ],
    reporter: [
      `use comfy_table::Table;

pub fn show(gaps: &[Gap]) {
    let mut table = Table::new();
    table.set_header(vec!["Project", "Severity"]);
    for gap in gaps {
        table.add_row(vec![&gap.project, &gap.severity]);
    }
    println!("{table}");
}
`,
      `pub fn print_status(phases: &[Phase]) {
    println!("Phases");
    println!("------");
    for phase in phases {
        println!("{:<12} {:>3}%", phase.name, phase.done);
    }
    println!("{} in all", phases.len());
}
`,
    ],
    fixer: [
      `use std::fs;

pub fn archive(orphans: &[PathBuf], archive: &Path) -> std::io::Result<()> {
    for orphan in orphans {
        fs::rename(orphan, archive.join(orphan.file_name().unwrap()))?;
    }
    fs::remove_dir_all(archive.join("tmp"))
}
`,
      `use std::fs;

pub fn rename_field(files: &[PathBuf], before: &str, after: &str) -> std::io::Result<()> {
    for file in files {
        let text = fs::read_to_string(file)?;
        fs::write(file, text.replace(before, after))?;
    }
    Ok(())
}
`,
    ],
    orchestrator: [
      `use std::process::Command;

fn run_step(step: &str) -> bool {
    Command::new("v7").arg(step).status().map(|status| status.success()).unwrap_or(false)
}

fn main() {
    for step in std::env::args().skip(1) {
        if !run_step(&step) {
            std::process::exit(1);
        }
    }
}
`,
      `use std::sync::mpsc;
use std::thread;

pub fn dispatch(projects: Vec<Project>) -> Vec<Report> {
    let (sender, receiver) = mpsc::channel();
    let workers: Vec<_> = projects
        .into_iter()
        .map(|project| {
            let sender = sender.clone();
            thread::spawn(move || sender.send(project.scan()).unwrap())
        })
        .collect();
    drop(sender);
    workers.into_iter().for_each(|worker| worker.join().unwrap());
    receiver.iter().collect()
}
`,
    ],
    none: [
      `#[derive(Debug, Clone, PartialEq)]
pub enum Status {
    Pending,
    Done,
}

pub struct Phase {
    pub number: u32,
    pub status: Status,
}
`,
      `impl Phase {
    pub fn new(number: u32) -> Self {
        Phase { number, status: Status::Pending }
    }

    pub fn is_done(&self) -> bool {
        self.status == Status::Done
    }
}
`,
    ],
  },
};
