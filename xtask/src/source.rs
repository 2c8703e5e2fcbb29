//! Rules of the source that neither the compiler nor clippy knows.

mod arrows;
mod loops;
mod tokens;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use arrows::Arrow;

/// Loops of files that are meant: what they draw holds more of itself. Each with its reason.
const RECURSIONS: [(&[&str], &str); 0] = [];

/// What every page of `app` is made of. It knows no feature.
const PIECES: [&str; 5] = ["error.rs", "href.rs", "i18n/", "server/", "ui/"];

/// Files of `app` that use each other in a loop can only be understood together.
pub fn no_loops() -> Result<()> {
    let root = Path::new("app/src");
    let mut sources = Vec::new();
    for path in files(root)? {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        sources.push((path.strip_prefix(root)?.to_string_lossy().replace('\\', "/"), text));
    }
    let arrows = arrows::arrows(&sources);
    let mut wrong: Vec<String> = upwards(&arrows).into_iter().map(|arrow| loops::in_words(&[arrow])).collect();
    wrong.extend(not_meant(&loops::loops(&arrows), &RECURSIONS));
    if wrong.is_empty() {
        Ok(())
    } else {
        bail!("files of app/src that use each other in a loop, or a piece that knows a feature:\n{}", wrong.join("\n\n"))
    }
}

/// Pieces that use a feature.
fn upwards(arrows: &[Arrow]) -> Vec<&Arrow> {
    let piece = |file: &str| PIECES.iter().any(|piece| file.starts_with(piece));
    arrows.iter().filter(|arrow| piece(&arrow.from) && !piece(&arrow.to)).collect()
}

/// The loops that are not meant, and what was meant but is gone.
fn not_meant(found: &[Vec<&Arrow>], meant: &[(&[&str], &str)]) -> Vec<String> {
    let same = |way: &[&Arrow], files: &[&str]| way.len() == files.len() && way.iter().all(|arrow| files.contains(&arrow.from.as_str()));
    let loops = found.iter().filter(|way| !meant.iter().any(|(files, _)| same(way, files))).map(|way| loops::in_words(way));
    let gone = meant.iter().filter(|(files, _)| !found.iter().any(|way| same(way, files)));
    loops.chain(gone.map(|(files, _)| format!("  no loop any more, take it off the list: {}", files.join(", ")))).collect()
}

/// Columns of a line: as many as rustfmt takes, which does not look into `view!`.
const COLUMNS: usize = 140;

/// Lines of `app` that nobody can read without scrolling aside.
pub fn no_long_lines() -> Result<()> {
    let mut long = Vec::new();
    for path in files(Path::new("app/src"))? {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        long.extend(too_long(&text).into_iter().map(|line| format!("  {}:{line}", path.display())));
    }
    if long.is_empty() { Ok(()) } else { bail!("lines of more than {COLUMNS} columns:\n{}", long.join("\n")) }
}

/// The numbers of the lines that are too long.
fn too_long(text: &str) -> Vec<usize> {
    (1..).zip(text.lines()).filter(|(_, line)| line.chars().count() > COLUMNS).map(|(n, _)| n).collect()
}

/// Right-to-left comes for free only while no style names a side of the screen.
pub fn logical_styles() -> Result<()> {
    let mut wrong = Vec::new();
    for path in files(Path::new("style"))? {
        let css = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        wrong.extend(sided(&css).into_iter().map(|found| format!("{}: {found}", path.display())));
    }
    if wrong.is_empty() { Ok(()) } else { bail!("logical properties only:\n{}", wrong.join("\n")) }
}

/// The declarations of a stylesheet that name a side of the screen, or a size along one of its axes.
fn sided(css: &str) -> Vec<String> {
    const SIDES: [&str; 4] = ["left", "right", "top", "bottom"];
    const AXES: [&str; 6] = ["width", "height", "min-width", "max-width", "min-height", "max-height"];
    const WITH_SIDE: [&str; 4] = ["text-align", "float", "clear", "caption-side"];
    let bare = without_comments(css);
    let declarations = bare.split(['{', '}', ';']).filter_map(|part| part.trim().split_once(':'));
    declarations
        .filter(|(property, value)| {
            let named = property.split('-').any(|part| SIDES.contains(&part)) || AXES.contains(property);
            named || (WITH_SIDE.contains(property) && SIDES.contains(&value.trim()))
        })
        .map(|(property, value)| format!("{property}:{value}"))
        .collect()
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |bare, part| bare + part.split_once("*/").map_or("", |(_, after)| after))
}

/// Every file below a folder, in the order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrow(from: &str, to: &str) -> Arrow {
        Arrow { from: from.into(), to: to.into(), name: "it".into(), line: 7 }
    }

    #[test]
    fn a_piece_may_not_use_a_feature_and_a_feature_may_use_pieces() {
        let arrows = [arrow("ui/page.rs", "href.rs"), arrow("home/page.rs", "ui/page.rs"), arrow("ui/page.rs", "home/page.rs")];
        assert_eq!(upwards(&arrows), [&arrows[2]]);
    }

    #[test]
    fn a_loop_is_named_unless_it_is_meant_and_what_is_meant_must_be_there() {
        let (there, back) = (arrow("a.rs", "b.rs"), arrow("b.rs", "a.rs"));
        let found = [vec![&there, &back]];
        assert_eq!(not_meant(&found, &[]), ["  a.rs:7 uses it of b.rs\n  b.rs:7 uses it of a.rs"]);
        assert!(not_meant(&found, &[(&["b.rs", "a.rs"], "it draws itself")]).is_empty());
        assert_eq!(not_meant(&[], &[(&["a.rs"], "it drew itself")]), ["  no loop any more, take it off the list: a.rs"]);
    }

    #[test]
    fn a_line_is_as_long_as_its_letters() {
        let (fits, long) = ("é".repeat(COLUMNS), "é".repeat(COLUMNS + 1));
        assert_eq!(too_long(&format!("{fits}\n{long}\n\n{long}")), [2, 4]);
        assert!(too_long(&fits).is_empty());
    }

    #[test]
    fn a_side_of_the_screen_is_found_wherever_it_is_named() {
        let css =
            "a { margin-left: 1px; /* why */ right: 0 } b { border-top-left-radius: 2px; text-align: left; max-width: 3rem; float: right }";
        let found = ["margin-left: 1px", "right: 0", "border-top-left-radius: 2px", "text-align: left", "max-width: 3rem", "float: right"];
        assert_eq!(sided(css), found);
    }

    #[test]
    fn logical_properties_selectors_and_queries_are_no_side() {
        let css = "/* left: 1 */ .right { margin-inline-start: 1px; text-align: start } @media (min-width: 64rem) { i:hover { inline-size: 2rem; margin-block: 0 } }";
        assert_eq!(sided(css), Vec::<String>::new());
    }
}
