//! The briefing: every step of engaging with a review, and templates to write with. Files of `content/en/briefing`.

use std::sync::LazyLock;

use domain::review::{Confidence, Stage, Status};
use serde::Deserialize;

use crate::{
    learning::content::{Problem, built_in_file, front::Reader},
    markdown,
};

/// A step of the briefing.
#[derive(Clone, Debug)]
pub struct Step {
    /// Which.
    pub stage: Stage,
    /// What it is called.
    pub title: String,
    /// When, in words.
    pub when: String,
    /// Who may take it, in a sentence.
    pub who: String,
    /// Whether ECOSOC status is needed.
    pub status: Status,
    /// What one has at its end.
    pub result: String,
    /// Templates that help, by key.
    pub templates: Vec<String>,
    /// How sure its rules are.
    pub confidence: Confidence,
    /// Where they come from.
    pub sources: Vec<String>,
    /// Its text.
    pub markdown: String,
    /// The same, safe HTML.
    pub html: String,
}

/// A template to write with.
#[derive(Clone, Debug)]
pub struct Template {
    /// Its name in addresses.
    pub key: &'static str,
    /// What it is called.
    pub title: String,
    /// File name without its ending.
    pub file: String,
    /// What it is for.
    pub about: String,
    /// Its text.
    pub markdown: String,
}

/// The whole.
#[derive(Clone, Debug)]
pub struct Briefing {
    /// Its title.
    pub title: String,
    /// What comes first: text and safe HTML.
    pub intro: (String, String),
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The templates.
    pub templates: Vec<Template>,
}

impl Briefing {
    /// One step.
    pub fn step(&self, stage: Stage) -> Option<&Step> {
        self.steps.iter().find(|s| s.stage == stage)
    }

    /// One template.
    pub fn template(&self, key: &str) -> Option<&Template> {
        self.templates.iter().find(|t| t.key == key)
    }
}

/// Keys of the templates, in the order of the way.
const TEMPLATES: [&str; 5] = ["outline", "factsheet", "letter", "statement", "follow_up"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepFront {
    title: String,
    when: String,
    who: String,
    status: String,
    result: String,
    templates: Vec<String>,
    confidence: String,
    sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateFront {
    title: String,
    file: String,
    about: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IntroFront {
    title: String,
}

static BRIEFING: LazyLock<Briefing> = LazyLock::new(|| {
    let mut problems = Vec::new();
    let briefing = read(&mut problems);
    // a test reads the same files: what came with the program is right
    problems.iter().for_each(|problem| tracing::error!(%problem, "the briefing can't be read"));
    briefing
});

/// The briefing that comes with the program.
pub fn briefing() -> &'static Briefing {
    &BRIEFING
}

fn read(problems: &mut Vec<Problem>) -> Briefing {
    let steps = (1..).zip(Stage::ALL).filter_map(|(n, stage)| step(n, stage, problems)).collect::<Vec<_>>();
    let templates = TEMPLATES.into_iter().filter_map(|key| template(key, problems)).collect::<Vec<_>>();
    let intro = file::<IntroFront>("en/briefing/intro.md", problems);
    let (title, intro) = intro.map_or_else(Default::default, |(front, body)| (front.title, (body.clone(), markdown::to_html(&body))));
    Briefing { title, intro, steps, templates }
}

fn file<T: serde::de::DeserializeOwned>(path: &str, problems: &mut Vec<Problem>) -> Option<(T, String)> {
    let Some(text) = built_in_file(path) else {
        problems.push(Problem { path: path.to_owned(), line: 0, reason: "is missing".to_owned() });
        return None;
    };
    Reader::new(path, text, problems).split().map(|(front, body)| (front, body.to_owned()))
}

fn step(number: usize, stage: Stage, problems: &mut Vec<Problem>) -> Option<Step> {
    let path = format!("en/briefing/steps/{number:02}-{}.md", stage.name());
    let (front, body) = file::<StepFront>(&path, problems)?;
    let mut wrong = |reason: &str| problems.push(Problem { path: path.clone(), line: 1, reason: reason.to_owned() });
    let status = Status::from_name(&front.status);
    let confidence = Confidence::from_name(&front.confidence);
    if status.is_none() || confidence.is_none() {
        wrong("status or confidence is not one of its words");
    }
    if front.templates.iter().any(|t| !TEMPLATES.contains(&t.as_str())) {
        wrong("names a template that is not there");
    }
    if front.sources.is_empty() {
        wrong("has no source");
    }
    Some(Step {
        stage,
        title: front.title,
        when: front.when,
        who: front.who,
        status: status?,
        result: front.result,
        templates: front.templates,
        confidence: confidence?,
        sources: front.sources,
        html: markdown::to_html(&body),
        markdown: body,
    })
}

fn template(key: &'static str, problems: &mut Vec<Problem>) -> Option<Template> {
    let (front, body) = file::<TemplateFront>(&format!("en/briefing/templates/{key}.md"), problems)?;
    Some(Template { key, title: front.title, file: front.file, about: front.about, markdown: body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_and_template_is_there_with_its_sources() {
        let mut problems = Vec::new();
        let briefing = read(&mut problems);
        assert_eq!(problems, []);
        assert_eq!((briefing.steps.len(), briefing.templates.len()), (14, 5));
        let used: std::collections::BTreeSet<&str> = briefing.steps.iter().flat_map(|s| s.templates.iter().map(String::as_str)).collect();
        assert_eq!(used.len(), TEMPLATES.len(), "each template is named by a step");
    }
}
