//! Questions of other programs: Moodle GIFT and Moodle XML, in and out. Texts are Markdown on our side; plain text is
//! escaped when it comes in, HTML stays HTML inside Markdown and is sanitised when it is rendered.

mod gift;
mod gift_read;
mod moodle_xml;
mod xml_tree;

use crate::{
    error::{Error, Result},
    learning::content::{Problem, question_file::Written},
};

/// A format of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Moodle GIFT.
    Gift,
    /// Moodle XML.
    MoodleXml,
}

impl Format {
    /// How files of the format end.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Gift => "gift",
            Format::MoodleXml => "xml",
        }
    }

    /// The format of a file: by what it begins with, whatever it is called.
    pub fn of(bytes: &[u8]) -> Self {
        let start = bytes.iter().position(|b| !b.is_ascii_whitespace() && !b"\xEF\xBB\xBF".contains(b)).unwrap_or(0);
        if bytes.get(start) == Some(&b'<') { Format::MoodleXml } else { Format::Gift }
    }
}

/// Most bytes of a file: some two thousand questions.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;

/// Most questions of a file.
pub const MOST_QUESTIONS: usize = 2_000;

/// What an open question of another program is graded by, until a trainer writes a rubric.
const DEFAULT_CRITERION: (&str, u32) = ("The answer is right and complete.", 3);

/// Reads a file. Nothing comes out unless every question is right.
///
/// # Errors
/// `Content` with every problem and its line.
pub fn read(format: Format, bytes: &[u8]) -> Result<Vec<Written>> {
    let path = format!("file.{}", format.extension());
    let whole = |line: usize, reason: String| Error::Content(vec![Problem { path: path.clone(), line, reason }]);
    if bytes.len() > MOST_BYTES {
        return Err(whole(0, format!("the file has {} kB; at most {} kB are taken", bytes.len() / 1024, MOST_BYTES / 1024)));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| {
        let line = bytes.get(..e.valid_up_to()).unwrap_or_default().iter().filter(|b| **b == b'\n').count() + 1;
        whole(line, "the text is not in UTF-8: save it again as UTF-8".to_owned())
    })?;
    let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
    let (read, mut wrong) = match format {
        Format::Gift => gift_read::read(&text),
        Format::MoodleXml => moodle_xml::read(&text),
    };
    if read.len() > MOST_QUESTIONS {
        return Err(whole(0, format!("the file has {} questions; at most {MOST_QUESTIONS} are taken at once", read.len())));
    }
    let mut written = Vec::new();
    for (line, question) in read {
        match question.question.check() {
            Ok(()) => written.push(question),
            Err(flaw) => wrong.push((line, format!("“{}” {flaw}", question.name))),
        }
    }
    if written.is_empty() && wrong.is_empty() {
        wrong.push((0, "holds no question".to_owned()));
    }
    if wrong.is_empty() {
        Ok(written)
    } else {
        wrong.sort();
        Err(Error::Content(wrong.into_iter().map(|(line, reason)| Problem { path: path.clone(), line, reason }).collect()))
    }
}

/// Writes a file. What the format has no kind for is named in comments and left out.
pub fn write(format: Format, questions: &[Written]) -> String {
    match format {
        Format::Gift => gift::write(questions),
        Format::MoodleXml => moodle_xml::write(questions),
    }
}

/// What was read: the line where each question begins, and problems by line.
type Read = (Vec<(usize, Written)>, Vec<(usize, String)>);

/// Plain text as Markdown that shows the same.
fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let trimmed = line.trim_start();
        let digits = trimmed.chars().take_while(char::is_ascii_digit).count();
        let listed = digits > 0 && trimmed.get(digits..).is_some_and(|r| r.starts_with(". ") || r.starts_with(") "));
        let mut at_start = true;
        for (n, c) in line.char_indices() {
            let starts_block = at_start && matches!(c, '#' | '-' | '+' | '>' | '=' | '~');
            let list_dot = listed && n == line.len() - trimmed.len() + digits;
            if starts_block || list_dot || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|') {
                out.push('\\');
            }
            out.push(c);
            at_start &= c.is_whitespace();
        }
    }
    out
}

/// A name for a question that has none: the first words of its text.
fn name_of(text: &str) -> String {
    let words: String = text.replace(['\n', '\\'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(80).collect::<String>().trim().to_owned()
}

/// A tag or a category of another program as a tag of ours.
fn tag_of(text: &str) -> String {
    let slug: String = crate::learning::content::slug_of(text).chars().take(40).collect();
    slug.trim_end_matches('-').to_owned()
}

/// The outcome travels as the tag `outcome-2`: other programs know none.
fn outcome_of(tags: &mut Vec<String>) -> u32 {
    let place = tags.iter().position(|t| t.strip_prefix("outcome-").is_some_and(|n| n.parse::<u32>().is_ok()));
    place.and_then(|i| tags.remove(i).strip_prefix("outcome-").and_then(|n| n.parse().ok())).unwrap_or(1)
}

fn tags_with_outcome(written: &Written) -> Vec<String> {
    std::iter::once(format!("outcome-{}", written.outcome)).chain(written.tags.iter().cloned()).collect()
}
