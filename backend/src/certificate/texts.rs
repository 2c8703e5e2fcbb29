//! What certificates say, in each language: the texts that come with the program, and those a programme sets itself.

use std::{collections::BTreeMap, sync::LazyLock};

use chrono::{Datelike, NaiveDate};
use domain::ids::ProgrammeId;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::Deserialize;

use super::entity::certificate_template;
use crate::error::Result;

/// The texts of one language.
#[derive(Clone, Debug, Deserialize)]
#[expect(missing_docs, reason = "each is called as its text in the file")]
pub struct Texts {
    pub title: String,
    pub statement: String,
    pub issuer_line: String,
    pub programme: String,
    pub path: String,
    pub path_workshop: String,
    pub path_self_study: String,
    pub path_import: String,
    pub trained_on: String,
    pub dates: String,
    pub hours: String,
    pub trainers: String,
    pub rule: String,
    pub rule_version: String,
    pub issued_on: String,
    pub version: String,
    pub replaces: String,
    pub expires_on: String,
    pub code: String,
    pub check: String,
    months: Vec<String>,
    date: String,
}

impl Texts {
    /// A date in this language.
    pub fn date(&self, day: NaiveDate) -> String {
        let month = usize::try_from(day.month0()).ok().and_then(|n| self.months.get(n)).map_or("", String::as_str);
        self.date
            .replace("{day}", &day.day().to_string())
            .replace("{month_number}", &day.month().to_string())
            .replace("{month}", month)
            .replace("{year}", &day.year().to_string())
    }
}

static TEXTS: LazyLock<BTreeMap<String, Texts>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../content/certificate.toml")).unwrap_or_else(|error| {
        tracing::error!(%error, "content/certificate.toml is not understood");
        BTreeMap::new()
    })
});

/// The texts of a language; English where there are none.
pub(super) fn of_language(language: &str) -> Option<&'static Texts> {
    TEXTS.get(language).or_else(|| TEXTS.get("en"))
}

/// A date in a language, as certificates write it.
pub fn date_in(language: &str, day: NaiveDate) -> String {
    of_language(language).map_or_else(|| day.to_string(), |texts| texts.date(day))
}

/// The languages that certificates can be in (BCP 47).
pub fn languages() -> Vec<&'static str> {
    TEXTS.keys().map(String::as_str).collect()
}

/// What a programme's certificates say in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Heading.
    pub title: String,
    /// The paragraph below the name; `{programme}` stands for the programme's title.
    pub statement: String,
    /// Who signs in the network's name; may be empty.
    pub signatory: String,
}

/// The template of a programme in a language: its own, or the one that comes with the program.
pub(super) async fn template(db: &impl ConnectionTrait, programme: ProgrammeId, language: &str) -> Result<Template> {
    let own = certificate_template::Entity::find_by_id((programme.0, language.to_owned())).one(db).await?;
    Ok(match (own, of_language(language)) {
        (Some(row), _) => Template { title: row.title, statement: row.statement, signatory: row.signatory },
        (None, Some(texts)) => Template { title: texts.title.clone(), statement: texts.statement.clone(), signatory: String::new() },
        (None, None) => Template::default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_whole_and_names_the_programme() {
        assert_eq!(languages(), ["ar", "en", "es", "fr", "pt", "ru", "zh"]);
        for (language, texts) in TEXTS.iter() {
            assert_eq!(texts.months.len(), 12, "{language}");
            assert!(texts.statement.contains("{programme}"), "{language}");
            assert!(texts.rule_version.contains("{n}"), "{language}");
            assert!(texts.issuer_line.contains("{issuer}"), "{language}");
            let day = texts.date(NaiveDate::from_ymd_opt(2026, 5, 24).unwrap_or_default());
            assert!(day.contains("24") && day.contains("2026") && !day.contains('{'), "{language}: {day}");
        }
    }
}
