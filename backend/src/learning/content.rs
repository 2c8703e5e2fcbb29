//! The curriculum as files: Markdown with TOML front matter between lines of `+++`.
//!
//! `programme.toml`, and for each module a folder `<language>/modules/<nn-name>/` with `module.md`,
//! `lessons/<nn-slug>.md` and `questions/<nn-slug>.md`. The number in a file's name is its place.
//! Everything that is wrong is named with its file; one wrong file stops the whole import.

use domain::quiz::{Kind, well_formed};
use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};

use crate::{
    error::{Error, Result},
    markdown,
};

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
    files.sort();
    files
}

/// The review schedule that came with the program.
pub fn built_in_schedule() -> &'static str {
    BUILT_IN.get_file("schedule.csv").and_then(|f| f.contents_utf8()).unwrap_or_default()
}

/// A curriculum, checked and rendered.
#[derive(Clone, Debug)]
pub struct Curriculum {
    /// The programme.
    pub programme: ProgrammeFile,
    /// Its modules in order.
    pub modules: Vec<ModuleFile>,
}

/// `programme.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeFile {
    /// Short name.
    pub slug: String,
    /// Title.
    pub title: String,
    /// The training rule.
    pub rule: RuleFile,
}

/// The training rule of a programme, as a file has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// Counts up with every change.
    pub version: u32,
    /// Share of the scheduled minutes, per cent.
    pub workshop_percent: u32,
    /// Minutes after the start that count fully.
    pub late_limit_minutes: u32,
    /// Slugs of the modules to complete.
    pub required_modules: Vec<String>,
}

/// A module.
#[derive(Clone, Debug)]
pub struct ModuleFile {
    /// Short name in addresses.
    pub slug: String,
    /// Title.
    pub title: String,
    /// What it is for, in a sentence or two.
    pub summary: String,
    /// Learning outcomes.
    pub outcomes: Vec<String>,
    /// Share of the points that passes the quiz, per cent.
    pub pass_percent: u32,
    /// Welcome, as safe HTML.
    pub intro_html: String,
    /// Lessons in order.
    pub lessons: Vec<LessonFile>,
    /// Questions in order.
    pub questions: Vec<QuestionFile>,
}

/// A lesson.
#[derive(Clone, Debug)]
pub struct LessonFile {
    /// Short name in addresses.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Outcomes it serves, from 1.
    pub outcomes: Vec<u32>,
    /// Words of the Markdown.
    pub words: u32,
    /// Safe HTML.
    pub html: String,
}

/// A question.
#[derive(Clone, Debug)]
pub struct QuestionFile {
    /// Short name.
    pub slug: String,
    /// Kind.
    pub kind: Kind,
    /// The outcome it tests, from 1.
    pub outcome: u32,
    /// The question, as safe HTML.
    pub body_html: String,
    /// General feedback, as safe HTML.
    pub feedback_html: String,
    /// Options in the author's order.
    pub options: Vec<QuestionOption>,
    /// Changes when anything of the question does.
    pub content_hash: String,
}

/// An option of a question, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionOption {
    /// Safe HTML, without a paragraph around it.
    pub html: String,
    /// Whether it is right.
    pub right: bool,
    /// Feedback, as safe HTML.
    pub feedback_html: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModuleFront {
    slug: String,
    title: String,
    summary: String,
    outcomes: Vec<String>,
    pass_percent: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LessonFront {
    title: String,
    outcomes: Vec<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionFront {
    kind: String,
    outcome: u32,
    feedback: String,
    #[serde(rename = "option")]
    options: Vec<OptionFront>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OptionFront {
    text: String,
    #[serde(default)]
    correct: bool,
    feedback: String,
}

/// Reads a curriculum in one language.
///
/// # Errors
/// `Content` with every file that is wrong and why.
pub fn read(files: &[File], language: &str) -> Result<Curriculum> {
    let mut wrong = Vec::new();
    let programme = files.iter().find(|(path, _)| path == "programme.toml").map(|(_, text)| toml::from_str::<ProgrammeFile>(text));
    let programme = match programme {
        Some(Ok(programme)) => Some(programme),
        Some(Err(error)) => note(&mut wrong, "programme.toml", error),
        None => note(&mut wrong, "programme.toml", "is missing"),
    };
    let root = format!("{language}/modules/");
    let mut folders: Vec<&str> =
        files.iter().filter_map(|(path, _)| path.strip_prefix(&root)?.split_once('/')).map(|(folder, _)| folder).collect();
    folders.dedup();
    let mut modules = Vec::new();
    for folder in folders {
        modules.extend(module(files, &format!("{root}{folder}/"), &mut wrong));
    }
    if modules.is_empty() {
        wrong.push(format!("{root}: no module"));
    }
    for slug in programme.iter().flat_map(|p| &p.rule.required_modules) {
        if !modules.iter().any(|m| m.slug == *slug) {
            wrong.push(format!("programme.toml: the rule requires the module “{slug}”, which is not there"));
        }
    }
    match programme {
        Some(programme) if wrong.is_empty() => Ok(Curriculum { programme, modules }),
        _ => Err(Error::Content(wrong)),
    }
}

fn note<T>(wrong: &mut Vec<String>, path: &str, reason: impl std::fmt::Display) -> Option<T> {
    wrong.push(format!("{path}: {reason}"));
    None
}

fn module(files: &[File], root: &str, wrong: &mut Vec<String>) -> Option<ModuleFile> {
    let path = format!("{root}module.md");
    let Some((_, text)) = files.iter().find(|(p, _)| *p == path) else { return note(wrong, &path, "is missing") };
    let (front, body) = front_matter::<ModuleFront>(text, &path, wrong)?;
    if front.outcomes.is_empty() || !(1..=100).contains(&front.pass_percent) {
        return note(wrong, &path, "needs outcomes, and a pass_percent from 1 to 100");
    }
    let outcomes = u32::try_from(front.outcomes.len()).unwrap_or(u32::MAX);
    let in_folder = |name: &str| {
        let folder = format!("{root}{name}/");
        files.iter().filter(move |(p, _)| p.strip_prefix(&folder).is_some_and(|f| f.ends_with(".md") && !f.contains('/')))
    };
    let lessons: Vec<LessonFile> = in_folder("lessons").filter_map(|file| lesson(file, outcomes, wrong)).collect();
    let questions: Vec<QuestionFile> = in_folder("questions").filter_map(|file| question(file, outcomes, wrong)).collect();
    if lessons.is_empty() || questions.is_empty() {
        return note(wrong, &path, "a module needs lessons and questions");
    }
    Some(ModuleFile {
        slug: front.slug,
        title: front.title,
        summary: front.summary,
        outcomes: front.outcomes,
        pass_percent: front.pass_percent,
        intro_html: markdown::to_html(body),
        lessons,
        questions,
    })
}

fn lesson((path, text): &File, outcomes: u32, wrong: &mut Vec<String>) -> Option<LessonFile> {
    let (front, body) = front_matter::<LessonFront>(text, path, wrong)?;
    if front.outcomes.is_empty() || front.outcomes.iter().any(|o| !(1..=outcomes).contains(o)) {
        return note(wrong, path, format!("outcomes must be numbers from 1 to {outcomes}"));
    }
    Some(LessonFile {
        slug: slug(path),
        title: front.title,
        outcomes: front.outcomes,
        words: u32::try_from(body.split_whitespace().count()).unwrap_or(u32::MAX),
        html: markdown::to_html(body),
    })
}

fn question((path, text): &File, outcomes: u32, wrong: &mut Vec<String>) -> Option<QuestionFile> {
    let (front, body) = front_matter::<QuestionFront>(text, path, wrong)?;
    let Some(kind) = Kind::from_name(&front.kind) else {
        return note(wrong, path, format!("kind “{}” is not single, multiple or true_false", front.kind));
    };
    let right: Vec<bool> = front.options.iter().map(|o| o.correct).collect();
    if let Err(flaw) = well_formed(kind, &right) {
        return note(wrong, path, flaw);
    }
    if !(1..=outcomes).contains(&front.outcome) {
        return note(wrong, path, format!("outcome must be a number from 1 to {outcomes}"));
    }
    if front.options.iter().any(|o| o.text.trim().is_empty() || o.feedback.trim().is_empty()) {
        return note(wrong, path, "every option needs text and feedback");
    }
    Some(QuestionFile {
        slug: slug(path),
        kind,
        outcome: front.outcome,
        body_html: markdown::to_html(body),
        feedback_html: markdown::to_inline_html(&front.feedback),
        options: front
            .options
            .iter()
            .map(|o| QuestionOption {
                html: markdown::to_inline_html(&o.text),
                right: o.correct,
                feedback_html: markdown::to_inline_html(&o.feedback),
            })
            .collect(),
        content_hash: crate::token::hash(text),
    })
}

/// `lessons/03-where-to-act.md` → `where-to-act`.
fn slug(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-').to_owned()
}

fn front_matter<'a, T: for<'de> Deserialize<'de>>(text: &'a str, path: &str, wrong: &mut Vec<String>) -> Option<(T, &'a str)> {
    let parts = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
    let Some((front, body)) = parts else { return note(wrong, path, "does not begin with front matter between two lines of +++") };
    match toml::from_str(front) {
        Ok(front) if !body.trim().is_empty() => Some((front, body)),
        Ok(_) => note(wrong, path, "has no text"),
        Err(error) => note(wrong, path, error.to_string().trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curriculum_keeps_its_promises() {
        let curriculum = read(&built_in(), "en").unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(curriculum.modules.len(), 3);
        for module in &curriculum.modules {
            assert!(module.outcomes.len() >= 3, "{}", module.slug);
            assert!(module.lessons.len() >= 5, "{}", module.slug);
            assert!(module.questions.len() >= 12, "{}", module.slug);
            for lesson in &module.lessons {
                assert!((500..=900).contains(&lesson.words), "{}/{}: {} words", module.slug, lesson.slug, lesson.words);
                assert!(lesson.html.contains("<h2>Try it</h2>"), "{}/{} has no exercise", module.slug, lesson.slug);
                assert!(lesson.html.contains("<h2>Sources</h2>"), "{}/{} has no sources", module.slug, lesson.slug);
            }
            assert!(module.lessons.iter().any(|l| l.html.contains("<h2>Worked example</h2>")), "{}", module.slug);
            for kind in [Kind::Single, Kind::Multiple, Kind::TrueFalse] {
                assert!(module.questions.iter().any(|q| q.kind == kind), "{} has no {kind:?}", module.slug);
            }
            for outcome in 1..=u32::try_from(module.outcomes.len()).unwrap() {
                assert!(module.questions.iter().any(|q| q.outcome == outcome), "{}: outcome {outcome} is not tested", module.slug);
            }
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_file() {
        let mut files = built_in();
        let (path, text) = files.iter_mut().find(|(p, _)| p.contains("questions/")).unwrap();
        let path = path.clone();
        *text = text.replace("correct = true", "correct = false");
        files.retain(|(p, _)| !p.ends_with("02-engagement-and-advocacy/module.md"));
        let Err(Error::Content(wrong)) = read(&files, "en") else { panic!("was taken") };
        assert!(wrong.iter().any(|w| w.starts_with(&path) && w.contains("right option")), "{wrong:?}");
        assert!(wrong.iter().any(|w| w.contains("02-engagement-and-advocacy/module.md: is missing")), "{wrong:?}");
    }
}
