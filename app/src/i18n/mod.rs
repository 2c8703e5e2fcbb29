//! The catalogue of texts: Fluent files, one a language, keys and arguments checked when it compiles
//! (`i18n-embed-fl`), plural rules from CLDR.
//!
//! Decision (2026-11-24): Fluent over leptos_i18n. Pages are rendered on the server only, so no text needs to reach the
//! browser by itself. A new language is a folder in `locales/` and an arm of [`Lang`].

mod format;
mod words;

use std::{borrow::Cow, sync::LazyLock};

use i18n_embed::{
    LanguageLoader,
    fluent::{FluentLanguageLoader, fluent_language_loader},
};
use leptos::prelude::use_context;
use rust_embed::RustEmbed;

pub use format::{date, day_and_time, month as month_name, number, percent, short_date, time_of_day, time_range};
pub use words::{
    activity_kind, amount, basis, certificate_state, confidence, field_error, kind, language_name, mark, match_reason, measure, news, path,
    phase, region, role, state, why,
};

#[derive(RustEmbed)]
#[folder = "locales"]
struct Files;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// English in disguise: shows what is hard-coded. In development only.
    Pseudo,
}

impl Lang {
    /// The language tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Pseudo => "en-XA",
        }
    }

    /// The writing direction.
    pub fn dir(self) -> &'static str {
        "ltr"
    }
}

static EN: LazyLock<FluentLanguageLoader> = LazyLock::new(load);
static PSEUDO: LazyLock<FluentLanguageLoader> = LazyLock::new(|| {
    let loader = load();
    loader.with_bundles_mut(|bundle| bundle.set_transform(Some(disguise)));
    loader
});

fn load() -> FluentLanguageLoader {
    let loader = fluent_language_loader!();
    if let Err(error) = loader.load_fallback_language(&Files) {
        tracing::error!(%error, "the catalogue of texts can't be read");
    }
    loader.set_use_isolating(false);
    loader
}

fn disguise(text: &str) -> Cow<'_, str> {
    fluent_pseudo::transform_dom(text, false, true, true)
}

/// The texts of the request's language.
pub fn loader() -> &'static FluentLanguageLoader {
    match use_context::<Lang>().unwrap_or_default() {
        Lang::En => &EN,
        Lang::Pseudo => &PSEUDO,
    }
}

/// A text of the catalogue: `t!("key")`, `t!("key", name = value)`.
macro_rules! t {
    ($($arguments:tt)*) => { i18n_embed_fl::fl!(crate::i18n::loader(), $($arguments)*) };
}
pub(crate) use t;
