//! What came with the program: the files of `content/`.

use include_dir::{Dir, include_dir};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../content");

/// A file of the curriculum: its path below `content/` and its text.
pub type File = (String, String);

/// The curriculum that came with the program.
pub fn built_in() -> Vec<File> {
    fn walk(dir: &Dir<'_>, files: &mut Vec<File>) {
        for file in dir.files() {
            if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                files.push((path.replace('\\', "/"), text.to_owned()));
            }
        }
        dir.dirs().for_each(|d| walk(d, files));
    }
    let mut files = Vec::new();
    walk(&BUILT_IN, &mut files);
    // the briefing is no part of the curriculum
    files.retain(|(path, _)| !path.starts_with("en/briefing/"));
    files.sort();
    files
}

/// The images that came with the program: name and bytes.
pub fn built_in_images() -> Vec<(String, Vec<u8>)> {
    let Some(dir) = BUILT_IN.get_dir("en/images") else { return Vec::new() };
    let name = |f: &include_dir::File<'_>| f.path().file_name().map(|n| n.to_string_lossy().into_owned());
    dir.files().filter_map(|f| Some((name(f)?, f.contents().to_vec()))).collect()
}

/// The review schedule that came with the program.
pub fn built_in_schedule() -> &'static str {
    BUILT_IN.get_file("schedule.csv").and_then(|f| f.contents_utf8()).unwrap_or_default()
}

/// A file that came with the program.
pub fn built_in_file(path: &str) -> Option<&'static str> {
    BUILT_IN.get_file(path)?.contents_utf8()
}
