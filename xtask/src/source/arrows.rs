//! Who uses whom: arrows between the files of a crate, from every `use` and every path. An arrow points to the file that
//! defines the name: a `mod.rs` that only hands names on is no station.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Token, tokens};

/// One file uses something of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    pub from: String,
    pub to: String,
    /// What is used, and where.
    pub name: String,
    pub line: usize,
}

/// A name that a file brings in, or hands on.
struct Use {
    path: Vec<String>,
    name: String,
    line: usize,
    handed_on: bool,
}

/// One file, as far as it matters here.
#[derive(Default)]
struct File {
    path: String,
    uses: Vec<Use>,
    /// Every path in the code, with its line.
    paths: Vec<(Vec<String>, usize)>,
    defined: BTreeSet<String>,
}

/// The files of a crate by the path of their module; the root has none.
struct Crate(BTreeMap<Vec<String>, File>);

/// Where a path leads.
enum Place {
    Module(Vec<String>),
    Item(Vec<String>),
}

/// The arrows between the files of a crate: pairs of path (`home/mod.rs`) and text.
pub fn arrows(files: &[(String, String)]) -> Vec<Arrow> {
    let files = files.iter().map(|(path, text)| (module_of(path), read(path, &tokens(text))));
    Crate(files.collect()).arrows()
}

fn module_of(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib")) {
        parts.pop();
    }
    parts
}

fn read(path: &str, tokens: &[Token<'_>]) -> File {
    const DEFINING: [&str; 9] = ["fn", "struct", "enum", "trait", "const", "static", "type", "union", "mod"];
    let mut file = File { path: path.to_owned(), ..File::default() };
    let text = |at: usize| tokens.get(at).map_or("", |t| t.text);
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(token) = tokens.get(at) {
        let before = if at == 0 { "" } else { text(at - 1) };
        match token.text {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            "use" if text(at + 1) != "<" => {
                let handed_on = before == "pub" || (before == ")" && text(at.saturating_sub(4)) == "pub");
                at = uses(tokens, at + 1, &[], handed_on, &mut file.uses);
                continue;
            }
            // a module of tests stands inside of its file
            "mod" if text(at + 2) == "{" => {
                at = behind_block(tokens, at + 2);
                continue;
            }
            word if depth == 0 && DEFINING.contains(&word) && word != "mod" => _ = file.defined.insert(text(at + 1).to_owned()),
            "macro_rules" => _ = file.defined.insert(text(at + 2).to_owned()),
            _ if token.is_word() && before != "." => {
                let mut path = vec![token.text.to_owned()];
                while text(at + 1) == "::" && tokens.get(at + 2).is_some_and(Token::is_word) {
                    path.push(text(at + 2).to_owned());
                    at += 2;
                }
                // what is only handed on is a variable's name more often than not: it counts where it is called
                let variable = path.len() == 1 && token.text.starts_with(char::is_lowercase) && !matches!(text(at + 1), "(" | "!");
                if !(variable && file.uses.iter().any(|u| u.handed_on && u.name == token.text)) {
                    file.paths.push((path, token.line));
                }
            }
            _ => {}
        }
        at += 1;
    }
    file
}

/// The place behind a block that begins here.
fn behind_block(tokens: &[Token<'_>], begin: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(begin) {
        match token.text {
            "{" => depth += 1,
            "}" if depth == 1 => return at + 1,
            "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    tokens.len()
}

/// Reads one branch of a `use`, and tells where it ends.
fn uses(tokens: &[Token<'_>], begin: usize, stem: &[String], handed_on: bool, found: &mut Vec<Use>) -> usize {
    let mut path = stem.to_vec();
    let mut at = begin;
    let mut name = None;
    while let Some(token) = tokens.get(at) {
        match token.text {
            "{" => {
                while tokens.get(at).is_some_and(|t| t.text == "{" || t.text == ",") {
                    at = uses(tokens, at + 1, &path, handed_on, found);
                }
                return at + 1;
            }
            "," | "}" | ";" => break,
            "::" => {}
            "as" => {
                name = tokens.get(at + 1).map(|t| t.text.to_owned());
                at += 1;
            }
            part => path.push(part.to_owned()),
        }
        at += 1;
    }
    if path.len() > stem.len() {
        let line = tokens.get(begin).map_or(0, |t| t.line);
        if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
            path.pop();
        }
        let name = name.or_else(|| path.last().cloned()).unwrap_or_default();
        found.push(Use { path, name, line, handed_on });
    }
    at
}

impl Crate {
    fn arrows(&self) -> Vec<Arrow> {
        let mut found = BTreeSet::new();
        for (module, file) in &self.0 {
            let mut draw = |to: Option<Place>, path: &[String], line: usize| {
                if let Some(Place::Item(to)) = to
                    && to != *module
                    && let Some(target) = self.0.get(&to)
                {
                    let name = path.last().cloned().unwrap_or_default();
                    found.insert(Arrow { from: file.path.clone(), to: target.path.clone(), name, line });
                }
            };
            for Use { path, line, .. } in file.uses.iter().filter(|u| !u.handed_on) {
                draw(self.from(module, path, 0), path, *line);
            }
            for (path, line) in &file.paths {
                draw(self.from(module, path, 0), path, *line);
            }
        }
        found.into_iter().collect()
    }

    /// Where a path of a file leads, if it leads into this crate.
    fn from(&self, module: &[String], path: &[String], depth: usize) -> Option<Place> {
        let file = self.0.get(module)?;
        let first = path.first()?;
        let leads = match first.as_str() {
            "crate" | "self" | "super" => true,
            name if file.defined.contains(name) => false,
            name => self.child(module, name).is_some() || file.uses.iter().any(|u| u.name == name && u.path != path),
        };
        if leads { self.walk(module, path, depth) } else { None }
    }

    fn child(&self, module: &[String], name: &str) -> Option<Vec<String>> {
        let child: Vec<String> = module.iter().cloned().chain([name.to_owned()]).collect();
        self.0.contains_key(&child).then_some(child)
    }

    fn walk(&self, module: &[String], path: &[String], depth: usize) -> Option<Place> {
        let file = self.0.get(module)?;
        let Some((first, rest)) = path.split_first() else { return Some(Place::Module(module.to_vec())) };
        if depth > 20 {
            return None;
        }
        match first.as_str() {
            "crate" => return self.walk(&[], rest, depth + 1),
            "self" => return self.walk(module, rest, depth + 1),
            "super" => return self.walk(module.split_last()?.1, rest, depth + 1),
            _ => {}
        }
        if file.defined.contains(first) {
            return Some(Place::Item(module.to_vec()));
        }
        if let Some(child) = self.child(module, first) {
            return self.walk(&child, rest, depth + 1);
        }
        if let Some(brought) = file.uses.iter().find(|u| u.name == *first) {
            return match self.from(module, &brought.path, depth + 1)? {
                Place::Module(at) => self.walk(&at, rest, depth + 1),
                item @ Place::Item(_) => Some(item),
            };
        }
        // a name that a macro made
        Some(Place::Item(module.to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<_> = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        arrows(&files).into_iter().map(|a| format!("{}:{} {} {}", a.from, a.line, a.name, a.to)).collect()
    }

    #[test]
    fn an_arrow_points_to_the_file_that_defines_the_name() {
        let files = [
            ("lib.rs", "mod home;\nmod ui;\npub use home::Home;"),
            ("home/mod.rs", "mod page;\nmod parts;\npub use page::{Home, other as Another};"),
            ("home/page.rs", "use super::parts::{self, card};\nuse crate::ui::Tag;\npub struct Home;\nfn f() { parts::made() }"),
            ("home/parts.rs", "pub fn card() { view! { <Other/> } }\nform! { made {} }"),
            ("ui/mod.rs", "mod tag;\npub use tag::Tag;\nfn f() { crate::Home; crate::home::Another }"),
            ("ui/tag.rs", "pub struct Tag;\nconst WORD: &str = \"crate::home::Home\"; // crate::home::Home"),
        ];
        let expected = [
            "home/page.rs:1 card home/parts.rs",
            "home/page.rs:4 made home/parts.rs",
            "home/page.rs:2 Tag ui/tag.rs",
            "ui/mod.rs:3 Another home/page.rs",
            "ui/mod.rs:3 Home home/page.rs",
        ];
        assert_eq!(drawn(&files), expected);
    }

    #[test]
    fn what_is_only_handed_on_or_only_tested_is_no_arrow_but_what_is_used_is() {
        let files = [
            ("lib.rs", "mod a; mod b;\npub(crate) use a::made;\nfn f() { b::said() }"),
            ("a.rs", "pub fn made() {}\n#[cfg(test)]\nmod tests { use crate::b::said; }"),
            ("b.rs", "pub fn said() {}\nfn g() { super::made(); }"),
        ];
        assert_eq!(drawn(&files), ["b.rs:2 made a.rs", "lib.rs:3 said b.rs"]);
        let used = [("lib.rs", "mod a;\npub use a::made;\nfn f(made: u8) { made }\nfn g() { made() }"), ("a.rs", "pub fn made() {}")];
        assert_eq!(drawn(&used), ["lib.rs:4 made a.rs"]);
    }
}
