//! The papers of the repository hold together: what a comment cites is there, links lead somewhere, and files that the
//! papers name exist. (A paper that is not here can't be read by who comes next.)
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The text of a file, by its path from the root of the repository.
fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// What is written for people: the papers below `docs`, and those beside `README.md` that are kept true.
fn papers() -> Vec<String> {
    let docs = fs::read_dir(root().join("docs")).unwrap();
    let docs = docs.map(|entry| format!("docs/{}", entry.unwrap().file_name().to_str().unwrap()));
    let mut all: Vec<String> = docs.filter(|path| path.ends_with(".md")).collect();
    all.extend(["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(str::to_owned));
    all.sort();
    all
}

fn headings(paper: &str) -> Vec<String> {
    text(paper).lines().filter(|l| l.starts_with('#')).map(|l| l.trim_start_matches('#').trim().to_owned()).collect()
}

/// The part of an address that leads to a heading, as the usual viewers of Markdown make it.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c)).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// All source files of our own.
fn sources() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() && !["target", "node_modules"].contains(&name.as_str()) && !name.starts_with('.') {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| ["rs", "js", "mjs", "css", "toml", "py", "ftl"].iter().any(|known| e == *known)) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root(), &mut found);
    found
}

/// What stands between two marks, with what follows.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str)> {
    text.split_once(open).and_then(|(_, rest)| rest.split_once(close))
}

#[test]
fn what_a_comment_cites_is_there() {
    let mut wrong = Vec::new();
    for path in sources().iter().filter(|p| !p.ends_with("papers.rs")) {
        // a comment may go on in the next line
        let text = fs::read_to_string(path).unwrap();
        let text: Vec<&str> = text.lines().map(|l| l.trim_start().trim_start_matches(['/', '!', '#', '*']).trim()).collect();
        let text = text.join(" ");
        for (at, _) in text.match_indices("docs/") {
            let cited = text.get(at..).unwrap();
            let Some((name, rest)) = cited.split_once(".md").filter(|(n, _)| n.chars().all(|c| c.is_ascii_alphabetic() || c == '/')) else {
                continue;
            };
            let paper = format!("{name}.md");
            if !papers().contains(&paper) {
                wrong.push(format!("{}: {paper}", path.display()));
            } else if let Some((heading, _)) = rest.strip_prefix(", \"").and_then(|rest| rest.split_once('"'))
                && !headings(&paper).iter().any(|h| h == heading)
            {
                wrong.push(format!("{}: {paper} has no heading {heading:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn links_lead_somewhere() {
    let mut wrong = Vec::new();
    for paper in papers() {
        let all = text(&paper);
        let mut rest = all.as_str();
        while let Some((to, next)) = between(rest, "](", ")") {
            rest = next;
            let (file, heading) = to.split_once('#').unwrap_or((to, ""));
            let folder = Path::new(&paper).parent().unwrap();
            let file = if file.is_empty() { PathBuf::from(&paper) } else { folder.join(file) };
            if to.starts_with("https://") {
                continue;
            }
            let there = root().join(&file).exists();
            if !there || !(heading.is_empty() || headings(file.to_str().unwrap()).iter().any(|h| anchor(h) == heading)) {
                wrong.push(format!("{paper}: {to}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_that_are_named_exist() {
    let mut wrong = Vec::new();
    for paper in papers() {
        // between two marks of code, in lines: a block of code is no such pair
        for line in text(&paper).lines().filter(|l| !l.starts_with("```")) {
            for name in line.split('`').skip(1).step_by(2) {
                let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
                let first = name.split('/').next().unwrap_or_default();
                let ours = plain && name.contains('/') && !["", "target"].contains(&first) && root().join(first).is_dir();
                if ours && !root().join(name).exists() {
                    wrong.push(format!("{paper}: {name}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
