//! The curriculum as files: Markdown with TOML front matter between lines of `+++`.
//!
//! `programme.toml`, and for each module a folder `<language>/modules/<nn-name>/` with `module.md`,
//! `lessons/<nn-slug>.md` and `questions/<nn-slug>.md`. The number in a file's name is its place.
//! Everything that is wrong is named with its file; one wrong file stops the whole import.

use domain::quiz::{Question, Settings};
use serde::{Deserialize, Serialize};

use crate::{
    error::{Error, Result},
    markdown,
};

pub mod front;
pub mod glossary;
pub mod question_file;

pub use front::Problem;
use front::Reader;
use glossary::Term;

pub use crate::built_in::{File, built_in, built_in_file, built_in_images, built_in_schedule};

/// A curriculum, checked and rendered.
#[derive(Clone, Debug)]
pub struct Curriculum {
    /// The programme.
    pub programme: ProgrammeFile,
    /// Its modules in order.
    pub modules: Vec<ModuleFile>,
    /// Its glossary.
    pub glossary: Vec<Term>,
}

/// `programme.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeFile {
    /// Short name.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Questions that the tests before and after ask for each outcome.
    #[serde(default = "one")]
    pub test_per_outcome: u32,
    /// The training rule.
    pub rule: RuleFile,
}

fn one() -> u32 {
    1
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
    /// What `module.md` says.
    pub front: ModuleFront,
    /// Welcome, as safe HTML.
    pub intro_html: String,
    /// The text of `module.md`.
    pub source: String,
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
    /// The text of the file.
    pub source: String,
}

/// A question.
#[derive(Clone, Debug)]
pub struct QuestionFile {
    /// Short name.
    pub slug: String,
    /// The outcome it tests, from 1.
    pub outcome: u32,
    /// Tags.
    pub tags: Vec<String>,
    /// The question, its texts as safe HTML.
    pub question: Question,
    /// The text of the file.
    pub source: String,
}

impl QuestionFile {
    /// Changes when anything of the question does.
    pub fn content_hash(&self) -> String {
        crate::token::hash(&self.source)
    }
}

/// The front matter of `module.md`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleFront {
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
    /// Settings of its quiz.
    #[serde(default)]
    pub quiz: Settings,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LessonFront {
    title: String,
    outcomes: Vec<u32>,
}

/// Reads a curriculum in one language.
///
/// # Errors
/// `Content` with every file and line that is wrong and why.
pub fn read(files: &[File], language: &str) -> Result<Curriculum> {
    let mut wrong = Vec::new();
    let find = |path: &str| files.iter().find(|(p, _)| p == path).map(|(_, text)| text.as_str());
    let programme = match find("programme.toml").map(toml::from_str::<ProgrammeFile>) {
        Some(Ok(programme)) => Some(programme),
        Some(Err(error)) => note(&mut wrong, "programme.toml", error),
        None => note(&mut wrong, "programme.toml", "is missing"),
    };
    let glossary_path = format!("{language}/glossary.toml");
    let glossary = find(&glossary_path).map(|text| glossary::read(&glossary_path, text, &mut wrong)).unwrap_or_default();
    let root = format!("{language}/modules/");
    let mut folders: Vec<&str> =
        files.iter().filter_map(|(path, _)| path.strip_prefix(&root)?.split_once('/')).map(|(folder, _)| folder).collect();
    folders.sort_unstable();
    folders.dedup();
    let mut modules = Vec::new();
    for folder in folders {
        modules.extend(module(files, &format!("{root}{folder}/"), &glossary, &mut wrong));
    }
    if modules.is_empty() {
        note::<()>(&mut wrong, &root, "no module");
    }
    for slug in programme.iter().flat_map(|p| &p.rule.required_modules) {
        if !modules.iter().any(|m| m.front.slug == *slug) {
            note::<()>(&mut wrong, "programme.toml", format!("the rule requires the module “{slug}”, which is not there"));
        }
    }
    match programme {
        Some(programme) if wrong.is_empty() => Ok(Curriculum { programme, modules, glossary }),
        _ => Err(Error::Content(wrong)),
    }
}

fn note<T>(wrong: &mut Vec<Problem>, path: &str, reason: impl std::fmt::Display) -> Option<T> {
    wrong.push(Problem { path: path.to_owned(), line: 0, reason: reason.to_string() });
    None
}

fn module(files: &[File], root: &str, glossary: &[Term], wrong: &mut Vec<Problem>) -> Option<ModuleFile> {
    let path = format!("{root}module.md");
    let Some((_, text)) = files.iter().find(|(p, _)| *p == path) else { return note(wrong, &path, "is missing") };
    let (front, intro_html) = read_module(&path, text, wrong)?;
    let outcomes = u32::try_from(front.outcomes.len()).unwrap_or(u32::MAX);
    let in_folder = |name: &str| {
        let folder = format!("{root}{name}/");
        files.iter().filter(move |(p, _)| p.strip_prefix(&folder).is_some_and(|f| f.ends_with(".md") && !f.contains('/')))
    };
    let lessons: Vec<LessonFile> =
        in_folder("lessons").filter_map(|(path, text)| read_lesson(path, text, outcomes, glossary, wrong)).collect();
    let questions: Vec<QuestionFile> =
        in_folder("questions").filter_map(|(path, text)| read_question(path, text, outcomes, wrong)).collect();
    if lessons.is_empty() || questions.is_empty() {
        return note(wrong, &path, "a module needs lessons and questions");
    }
    check_draw(&path, &front, &questions, wrong)?;
    Some(ModuleFile { front, intro_html, source: text.clone(), lessons, questions })
}

/// A quiz that draws more questions than there are is refused when it is written, not when somebody takes it.
fn check_draw(path: &str, front: &ModuleFront, questions: &[QuestionFile], wrong: &mut Vec<Problem>) -> Option<()> {
    let bank: Vec<(String, Vec<String>)> = questions.iter().map(|q| (q.slug.clone(), q.tags.clone())).collect();
    match domain::quiz::draw(domain::quiz::Seed(0), &front.quiz.draw, &bank) {
        Ok(_) => Some(()),
        Err(flaw) => note(wrong, path, format!("the quiz {flaw}")),
    }
}

/// Reads `module.md`: its front matter, and the welcome as safe HTML.
pub fn read_module(path: &str, text: &str, wrong: &mut Vec<Problem>) -> Option<(ModuleFront, String)> {
    let mut reader = Reader::new(path, text, wrong);
    let (front, body) = reader.split::<ModuleFront>()?;
    if front.slug != slug_of(&front.slug) || front.slug.is_empty() {
        return reader.note_at("slug", "a slug is of small letters, digits and hyphens");
    }
    if front.outcomes.is_empty() {
        return reader.note_at("outcomes", "a module needs outcomes");
    }
    if !(1..=100).contains(&front.pass_percent) {
        return reader.note_at("pass_percent", "pass_percent must be from 1 to 100");
    }
    if let Err(flaw) = front.quiz.check() {
        return reader.note_at("quiz", flaw);
    }
    Some((front, markdown::to_html(body)))
}

/// Reads a lesson, and marks the terms of the glossary in it.
pub fn read_lesson(path: &str, text: &str, outcomes: u32, glossary: &[Term], wrong: &mut Vec<Problem>) -> Option<LessonFile> {
    let mut reader = Reader::new(path, text, wrong);
    let (front, body) = reader.split::<LessonFront>()?;
    if front.outcomes.is_empty() || front.outcomes.iter().any(|o| !(1..=outcomes).contains(o)) {
        return reader.note_at("outcomes", format!("outcomes must be numbers from 1 to {outcomes}"));
    }
    if front.title.trim().is_empty() {
        return reader.note_at("title", "has no title");
    }
    Some(LessonFile {
        slug: slug(path),
        title: front.title,
        outcomes: front.outcomes,
        words: u32::try_from(body.split_whitespace().count()).unwrap_or(u32::MAX),
        html: glossary::mark_terms(&markdown::to_html(body), glossary),
        source: text.to_owned(),
    })
}

/// Reads a question.
pub fn read_question(path: &str, text: &str, outcomes: u32, wrong: &mut Vec<Problem>) -> Option<QuestionFile> {
    let written = question_file::read(path, text, outcomes, wrong)?;
    Some(QuestionFile {
        slug: slug(path),
        outcome: written.outcome,
        tags: written.tags,
        question: question_file::render(&written.question),
        source: text.to_owned(),
    })
}

/// `lessons/03-where-to-act.md` → `where-to-act`.
fn slug(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-').to_owned()
}

/// A text as it may stand in an address: small letters, digits, hyphens.
pub fn slug_of(text: &str) -> String {
    let plain: String = text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join("-").chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use domain::quiz::Kind;

    use super::*;

    #[test]
    fn the_curriculum_keeps_its_promises() {
        let curriculum = read(&built_in(), "en").unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(curriculum.modules.len(), 10);
        assert!(curriculum.glossary.len() >= 120, "{} terms", curriculum.glossary.len());
        for module in &curriculum.modules {
            assert!(module.front.outcomes.len() >= 3, "{}", module.front.slug);
            assert!(module.lessons.len() >= 5, "{}", module.front.slug);
            assert!(module.questions.len() >= 12, "{}", module.front.slug);
            for lesson in &module.lessons {
                assert!((500..=900).contains(&lesson.words), "{}/{}: {} words", module.front.slug, lesson.slug, lesson.words);
                assert!(lesson.html.contains("<h2>Try it</h2>"), "{}/{} has no exercise", module.front.slug, lesson.slug);
                assert!(lesson.html.contains("<h2>Sources</h2>"), "{}/{} has no sources", module.front.slug, lesson.slug);
            }
            assert!(module.lessons.iter().any(|l| l.html.contains("<h2>Worked example</h2>")), "{}", module.front.slug);
            for kind in [Kind::Single, Kind::Multiple, Kind::TrueFalse] {
                assert!(module.questions.iter().any(|q| q.question.kind() == kind), "{} has no {kind:?}", module.front.slug);
            }
            for question in &module.questions {
                assert!(!question.tags.is_empty(), "{}/{}: tags", module.front.slug, question.slug);
                let silent = question.question.options().iter().any(|o| o.feedback.is_empty());
                assert!(!silent && !question.question.feedback.is_empty(), "{}/{}: feedback", module.front.slug, question.slug);
            }
            let shown = module.lessons.iter().map(|l| l.html.matches("class=\"term\"").count()).sum::<usize>();
            assert!(shown > 10, "{}: {shown} terms", module.front.slug);
            for outcome in 1..=u32::try_from(module.front.outcomes.len()).unwrap() {
                assert!(module.questions.iter().any(|q| q.outcome == outcome), "{}: outcome {outcome} is not tested", module.front.slug);
            }
        }
    }

    #[test]
    fn what_is_wrong_is_named_with_its_file() {
        let mut files = built_in();
        let (path, text) = files.iter_mut().find(|(p, _)| p.contains("questions/")).unwrap();
        let path = path.clone();
        *text = text.replace("correct = true", "correct = false");
        files.retain(|(p, _)| !p.ends_with("03-engagement-and-advocacy/module.md"));
        let Err(Error::Content(wrong)) = read(&files, "en") else { panic!("was taken") };
        let wrong: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        assert!(wrong.iter().any(|w| w.starts_with(&path) && w.contains("right option")), "{wrong:?}");
        assert!(wrong.iter().any(|w| w.contains("03-engagement-and-advocacy/module.md: is missing")), "{wrong:?}");
    }
}
