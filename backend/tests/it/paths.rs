//! The paths that source files name: `use` trees and paths within code, from `crate` or by `super`. Comments and strings
//! are left out. Read from text, so that what is behind a feature or a test is seen too.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// A path that leads into a top-level module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The file, below `src`.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The top-level module the file belongs to.
    pub from: String,
    /// The top-level module, or the name at the root, that is named.
    pub to: String,
    /// What is named of it.
    pub rest: Vec<String>,
}

/// The top-level modules of a crate.
pub fn modules(source: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(source).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    entries.map(name).filter(|name| name != "lib").collect()
}

/// All paths of a crate's files but its root.
pub fn of_crate(source: &Path) -> Vec<Reference> {
    let (mut found, mut folders) = (Vec::new(), vec![source.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let file = path.strip_prefix(source).unwrap().to_string_lossy().replace('\\', "/");
                if file != "lib.rs" {
                    found.extend(of_file(&file, &std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
    }
    found
}

/// The module that a file is, from the root.
fn module_of(file: &str) -> Vec<String> {
    file.trim_end_matches(".rs").trim_end_matches("/mod").split('/').map(str::to_owned).collect()
}

/// The paths in one file.
pub fn of_file(file: &str, text: &str) -> Vec<Reference> {
    let tokens = tokens(text);
    let own = module_of(file);
    // modules that are open around the place: a name, or nothing for another brace
    let mut open: Vec<Option<String>> = Vec::new();
    let mut found = Vec::new();
    let mut i = 0;
    while let Some((line, token)) = tokens.get(i) {
        match token.as_str() {
            "{" => {
                let named = i >= 2 && tokens[i - 2].1 == "mod";
                open.push(named.then(|| tokens[i - 1].1.clone()));
            }
            "}" => drop(open.pop()),
            "crate" | "super" if i == 0 || tokens[i - 1].1 != "::" => {
                let mut at: Vec<String> = own.iter().chain(open.iter().flatten()).cloned().collect();
                let mut next = i;
                loop {
                    match tokens.get(next).map(|t| t.1.as_str()) {
                        Some("crate") => at.clear(),
                        Some("super") => drop(at.pop()),
                        _ => break,
                    }
                    next += 1;
                    if tokens.get(next).is_none_or(|t| t.1 != "::") {
                        break;
                    }
                    next += 1;
                }
                let mut paths = Vec::new();
                let end = tree(&tokens, next, &at, &mut paths);
                for (line, path) in paths {
                    if let [to, rest @ ..] = path.as_slice() {
                        let (file, from) = (file.to_owned(), own[0].clone());
                        found.push(Reference { file, line, from, to: to.clone(), rest: rest.to_vec() });
                    }
                }
                // a path may hold others in its angle brackets: only the names that were read are left behind
                i = end.max(i + 1);
                continue;
            }
            _ => {}
        }
        let _ = line;
        i += 1;
    }
    found
}

type Token = (usize, String);

/// Reads a path or a tree of paths from a token on; returns the token after it.
fn tree(tokens: &[Token], mut i: usize, before: &[String], found: &mut Vec<(usize, Vec<String>)>) -> usize {
    let mut path = before.to_vec();
    let line = tokens.get(i).map_or(0, |t| t.0);
    loop {
        match tokens.get(i).map(|t| t.1.as_str()) {
            Some("{") => {
                i += 1;
                while tokens.get(i).is_some_and(|t| t.1 != "}") {
                    let start = i;
                    i = tree(tokens, i, &path, found);
                    // what stands between two trees: a comma, or `as name`
                    while tokens.get(i).is_some_and(|t| t.1 != "}" && t.1 != ",") {
                        i += 1;
                    }
                    if tokens.get(i).is_some_and(|t| t.1 == ",") || i == start {
                        i += 1;
                    }
                }
                return i + 1;
            }
            Some(name) if name.starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                if name != "self" {
                    path.push(name.to_owned());
                }
                i += 1;
            }
            Some("*") => i += 1,
            _ => break,
        }
        if tokens.get(i).is_none_or(|t| t.1 != "::") {
            break;
        }
        i += 1;
    }
    found.push((line, path));
    i
}

/// Names, `::` and single signs, with their lines.
fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let (mut found, mut line, mut i) = (Vec::new(), 1, 0);
    while i < chars.len() {
        let begin = i;
        let c = at(i);
        if c == '/' && at(i + 1) == '/' {
            while i < chars.len() && at(i) != '\n' {
                i += 1;
            }
        } else if c == '/' && at(i + 1) == '*' {
            while i < chars.len() && !(at(i) == '*' && at(i + 1) == '/') {
                i += 1;
            }
            i += 2;
        } else if c == 'r' && (at(i + 1) == '"' || (at(i + 1) == '#' && matches!(at(i + 2), '"' | '#'))) {
            let hashes = chars[i + 1..].iter().take_while(|c| **c == '#').count();
            i += hashes + 2;
            while i < chars.len() && !(at(i) == '"' && chars[i + 1..].iter().take_while(|c| **c == '#').count() >= hashes) {
                i += 1;
            }
            i += hashes + 1;
        } else if c == '"' {
            i += 1;
            while i < chars.len() && at(i) != '"' {
                i += if at(i) == '\\' { 2 } else { 1 };
            }
            i += 1;
        } else if c == '\'' && (at(i + 1) == '\\' || at(i + 2) == '\'') {
            // a character; anything else after an apostrophe is a lifetime
            i += if at(i + 1) == '\\' { 3 } else { 2 };
            while i < chars.len() && at(i) != '\'' {
                i += 1;
            }
            i += 1;
        } else if c.is_alphanumeric() || c == '_' {
            while at(i).is_alphanumeric() || at(i) == '_' {
                i += 1;
            }
            found.push((line, chars[begin..i].iter().collect()));
        } else if c == ':' && at(i + 1) == ':' {
            found.push((line, "::".to_owned()));
            i += 2;
        } else {
            if !c.is_whitespace() {
                found.push((line, c.to_string()));
            }
            i += 1;
        }
        line += chars[begin..i.min(chars.len())].iter().filter(|c| **c == '\n').count();
    }
    found
}

#[test]
fn paths_are_found_wherever_they_are_written() {
    let text = r##"
use crate::{
    access::{self, Granted},
    a::{b::{C, d as e}, f},
};
// use crate::comment::X;
fn f() { let x = "crate::text::X"; let y = r#"crate::raw::X"#; crate::inline::call::<crate::inside::T>(); '"'; }
mod inner {
    use super::super::other::Thing;
    fn g() { super::own(); super::super::super::root_of_all(); }
}
"##;
    let found: Vec<String> =
        of_file("quiz/commands.rs", text).iter().map(|r| format!("{}:{}:{}", r.line, r.to, r.rest.join("."))).collect();
    let expected = [
        "3:access:",
        "3:access:Granted",
        "4:a:b.C",
        "4:a:b.d",
        "4:a:f",
        "7:inline:call",
        "7:inside:T",
        "9:quiz:other.Thing",
        "10:quiz:commands.own",
        "10:root_of_all:",
    ];
    assert_eq!(found, expected);
    assert_eq!(of_file("notice.rs", "use super::jobs::Job;").first().map(|r| r.to.as_str()), Some("jobs"));
}
