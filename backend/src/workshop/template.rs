//! Templates of workshops: what `content/en/workshops.toml` holds.

use std::sync::LazyLock;

use domain::agenda;
use serde::Deserialize;

use crate::built_in::built_in_file;

/// A template.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Template {
    /// Short name, for addresses.
    pub key: String,
    /// Title of the workshop.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// Languages, ISO 639-1.
    pub languages: Vec<String>,
    /// Its meetings.
    #[serde(rename = "meeting")]
    pub meetings: Vec<TemplateMeeting>,
}

/// A meeting of a template.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TemplateMeeting {
    /// Its length.
    pub minutes: u32,
    /// Its agenda ([`domain::agenda::read`]).
    pub agenda: String,
}

#[derive(Deserialize)]
struct File {
    template: Vec<Template>,
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let text = built_in_file("en/workshops.toml").unwrap_or_default();
    // the file is part of the program and read by a test
    toml::from_str::<File>(text).map(|f| f.template).unwrap_or_default()
});

/// All templates.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

/// The template of a short name.
pub fn template(key: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|t| t.key == key)
}

/// Minutes of a template's agenda.
pub fn agenda_minutes(text: &str) -> u32 {
    agenda::read(text).map(|items| items.iter().map(|i| i.minutes).sum()).unwrap_or(0)
}
