//! Rules of the source that neither the compiler nor clippy knows.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

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
