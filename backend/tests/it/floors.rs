//! The floors of the backend (docs/architecture.md): arrows between its top-level modules run down, and on one floor only
//! along the lines that are named here. So no two features need each other, and each keeps its tables to itself.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use crate::paths::{self, Reference};

/// The floors from the bottom. A module may use everything below it.
const FLOORS: [(&str, &[&str]); 5] = [
    // of the ground alone the order counts: each may use those before it
    (
        "ground",
        &[
            "token",
            "clock",
            "limits",
            "markdown",
            "web_address",
            "built_in",
            "calendar_file",
            "file_problem",
            "fact",
            "live",
            "cache",
            "seat",
            "error",
            "paged",
            "csv_file",
            "passwords",
            "mailer",
            "db",
            "audit",
            "secret",
            "context",
            "access",
            "jobs",
            "stored_file",
            "import_file",
        ],
    ),
    ("nouns", &["person", "account", "review", "organisation", "programme", "bank", "evidence", "invitation", "notice", "mail"]),
    (
        "work",
        &[
            "follow",
            "learning",
            "exchange",
            "quiz",
            "authoring",
            "workshop",
            "attendance",
            "activity",
            "submission",
            "lobby",
            "statement",
            "guidance",
        ],
    ),
    ("what follows", &["training", "certificate", "people", "chain", "reminder", "feed", "briefing", "import"]),
    ("top", &["reactions", "worker", "testing"]),
];

/// The lines on one floor: who may use which neighbours.
const BESIDE: [(&str, &[&str]); 16] = [
    ("account", &["person"]),
    ("organisation", &["account", "person", "review"]),
    ("invitation", &["account", "organisation"]),
    ("mail", &["account"]),
    ("exchange", &["learning"]),
    ("quiz", &["learning"]),
    ("authoring", &["exchange", "learning"]),
    ("attendance", &["workshop"]),
    ("activity", &["attendance", "workshop"]),
    ("submission", &["follow"]),
    ("lobby", &["submission"]),
    ("certificate", &["training"]),
    ("people", &["certificate", "training"]),
    ("chain", &["training"]),
    ("import", &["training"]),
    ("testing", &["reactions", "worker"]),
];

/// What stands at the root of the crate and is no module.
const AT_THE_ROOT: [&str; 1] = ["no_relations"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// A module's floor, and its place there.
fn place_of(module: &str) -> Option<(usize, usize)> {
    FLOORS.iter().enumerate().find_map(|(floor, (_, modules))| Some((floor, modules.iter().position(|m| *m == module)?)))
}

fn is_named(from: &str, to: &str) -> bool {
    BESIDE.iter().any(|(module, neighbours)| *module == from && neighbours.contains(&to))
}

/// Why a module may not use another.
fn forbidden(from: &str, to: &str) -> Option<String> {
    let (Some((floor, place)), Some((below, other))) = (place_of(from), place_of(to)) else {
        return Some(format!("`{to}` is not in the table of floors: name the module itself, or give it a floor"));
    };
    match floor.cmp(&below) {
        std::cmp::Ordering::Greater => None,
        std::cmp::Ordering::Less => Some(format!("`{from}` ({}) may not use `{to}` ({})", FLOORS[floor].0, FLOORS[below].0)),
        std::cmp::Ordering::Equal if floor == 0 && other < place => None,
        std::cmp::Ordering::Equal if floor > 0 && is_named(from, to) => None,
        std::cmp::Ordering::Equal => Some(format!("`{from}` may not use `{to}` beside it ({})", FLOORS[floor].0)),
    }
}

/// Everything that a module names of another.
fn arrows() -> Vec<Reference> {
    let all = paths::of_crate(&source());
    assert!(all.len() > 1000, "the source was read");
    all.into_iter().filter(|r| r.to != r.from && !AT_THE_ROOT.contains(&r.to.as_str())).collect()
}

#[test]
fn arrows_run_down() {
    let wrong: BTreeSet<String> =
        arrows().iter().filter_map(|r| Some(format!("{}:{}: {}", r.file, r.line, forbidden(&r.from, &r.to)?))).collect();
    assert!(wrong.is_empty(), "arrows that run up or aside:\n{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn no_feature_uses_a_foreign_entity() {
    let wrong: BTreeSet<String> =
        arrows().iter().filter(|r| r.rest.iter().any(|s| s == "entity")).map(|r| format!("{}:{}: {}", r.file, r.line, r.to)).collect();
    assert!(wrong.is_empty(), "entities of others:\n{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_module_has_a_floor_and_every_line_is_used() {
    let listed: Vec<&str> = FLOORS.iter().flat_map(|(_, modules)| modules.iter().copied()).collect();
    let known: BTreeSet<String> = listed.iter().map(|m| (*m).to_owned()).collect();
    assert_eq!(known.len(), listed.len(), "a module stands on one floor");
    assert_eq!(known, paths::modules(&source()), "the modules of the crate");
    let used: BTreeSet<(String, String)> = arrows().into_iter().map(|r| (r.from, r.to)).collect();
    for (from, neighbours) in BESIDE {
        for to in neighbours {
            assert!(used.contains(&(from.to_owned(), (*to).to_owned())), "nobody needs the line from `{from}` to `{to}` any more");
        }
    }
}

/// The lines of one floor lead nowhere back.
#[test]
fn the_named_lines_make_no_loop() {
    let lines: BTreeMap<&str, &[&str]> = BESIDE.into_iter().collect();
    for start in lines.keys() {
        let (mut seen, mut next) = (BTreeSet::new(), vec![*start]);
        while let Some(at) = next.pop() {
            for to in lines.get(at).into_iter().flat_map(|l| l.iter().copied()) {
                assert_ne!(to, *start, "the named lines lead from `{start}` back to it");
                if seen.insert(to) {
                    next.push(to);
                }
            }
        }
    }
}
