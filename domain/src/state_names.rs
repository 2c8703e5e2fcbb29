//! The names of States in the languages of the United Nations other than English, which the schedule has.
//!
//! `content/state_names.csv`: the Unicode CLDR's names, and where those are not what the United Nations say (both Koreas,
//! both Congos, Lao, Micronesia, Myanmar, Russian Federation, Syria, Timor-Leste), the United Nations' own. Written without
//! an article, as in a list: a text that uses one must not need its case or gender.

use std::{collections::HashMap, sync::LazyLock};

static NAMES: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let rows = include_str!("../../content/state_names.csv").lines().skip(1);
    rows.filter_map(|row| row.split_once(',')).map(|(iso3, names)| (iso3, names.split(',').collect())).collect()
});

/// The languages of the file, in its order.
const LANGUAGES: [&str; 5] = ["fr", "es", "ru", "ar", "zh"];

/// The name of a State (ISO 3166-1 alpha-3) in a language (ISO 639-1), if it is known here.
pub fn state_name(iso3: &str, language: &str) -> Option<&'static str> {
    let at = LANGUAGES.iter().position(|l| *l == language)?;
    NAMES.get(iso3).and_then(|names| names.get(at)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_a_name_in_every_language() {
        assert_eq!(NAMES.len(), 193);
        assert!(NAMES.values().all(|names| names.len() == LANGUAGES.len() && names.iter().all(|n| !n.trim().is_empty())));
        assert_eq!(state_name("DEU", "es"), Some("Alemania"));
        assert_eq!(state_name("PRK", "zh"), Some("朝鲜民主主义人民共和国"));
        assert_eq!(state_name("DEU", "en"), None);
        assert_eq!(state_name("XXX", "fr"), None);
    }
}
