//! Front matter: TOML between two lines of `+++`, then Markdown. Everything wrong is named with file and line.

use serde::de::DeserializeOwned;

pub use crate::file_problem::Problem;

/// Where problems are collected while a file is read.
#[derive(Debug)]
pub struct Reader<'a> {
    path: &'a str,
    text: &'a str,
    problems: &'a mut Vec<Problem>,
}

const MARK: &str = "+++\n";

impl<'a> Reader<'a> {
    /// A reader of one file.
    pub fn new(path: &'a str, text: &'a str, problems: &'a mut Vec<Problem>) -> Self {
        Self { path, text, problems }
    }

    /// Notes a problem at a line.
    pub fn note<T>(&mut self, line: usize, reason: impl std::fmt::Display) -> Option<T> {
        self.problems.push(Problem { path: self.path.to_owned(), line, reason: reason.to_string().trim().to_owned() });
        None
    }

    /// Notes a problem where the key stands in the front matter.
    pub fn note_at<T>(&mut self, key: &str, reason: impl std::fmt::Display) -> Option<T> {
        let line = self.text.lines().position(|l| l.trim_start().trim_start_matches('[').starts_with(key)).map_or(1, |n| n + 1);
        self.note(line, reason)
    }

    /// Front matter and body. The body must not be empty; its images need alternative texts.
    pub fn split<T: DeserializeOwned>(&mut self) -> Option<(T, &'a str)> {
        let parts = self.text.strip_prefix(MARK).and_then(|rest| rest.split_once("\n+++\n"));
        let Some((front, body)) = parts else { return self.note(1, "does not begin with front matter between two lines of +++") };
        let body_line = front.lines().count() + 3;
        let before = self.problems.len();
        for (line, reason) in crate::markdown::problems(body) {
            self.note::<()>(body_line + line, reason);
        }
        if body.trim().is_empty() {
            return self.note(body_line, "has no text");
        }
        match toml::from_str(front) {
            Ok(front) => (self.problems.len() == before).then_some((front, body)),
            Err(error) => {
                let line = error.span().map_or(1, |s| front.get(..s.start).unwrap_or_default().matches('\n').count() + 2);
                self.note(line, error.message())
            }
        }
    }
}

/// A file of front matter and body.
pub fn join(front: &impl serde::Serialize, body: &str) -> Result<String, toml::ser::Error> {
    Ok(format!("{MARK}{}\n+++\n{}\n", toml::to_string(front)?.trim_end(), body.trim()))
}
