//! Words of oral statements.

use backend::statement::Statement;
use domain::{
    statement::{Item, Occasion, USUAL_PACE, cut_off, seconds},
    submission::{Level, level},
};

use crate::i18n::{number, t};

pub fn occasion(occasion: Occasion) -> String {
    match occasion {
        Occasion::Adoption => t!("occasion-adoption"),
        Occasion::GeneralDebate => t!("occasion-debate"),
    }
}

pub fn item(item: Item) -> (String, String) {
    match item {
        Item::Accredited => (t!("prepare-accredited"), t!("prepare-accredited-hint")),
        Item::Listed => (t!("prepare-listed"), t!("prepare-listed-hint")),
        Item::Uploaded => (t!("prepare-uploaded"), t!("prepare-uploaded-hint")),
        Item::Interpreters => (t!("prepare-interpreters"), t!("prepare-interpreters-hint")),
        Item::Video => (t!("prepare-video"), t!("prepare-video-hint")),
        Item::Safety => (t!("prepare-safety"), t!("prepare-safety-hint")),
    }
}

/// Minutes and seconds: `1:52`.
pub fn clock(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// How long a statement takes at a pace, of how long it may, as a sentence; and how near that is.
pub fn time_used(statement: &Statement, pace: u32) -> (String, Level) {
    let (words, limit) = (statement.words(), statement.limit());
    let takes = seconds(words, pace);
    let level = level(takes, limit);
    let (time, may) = (clock(takes), clock(limit));
    let text = match level {
        Level::Over => t!("time-over", words = number(words), time = time, limit = may, more = clock(takes - limit)),
        _ => t!("time-used", words = number(words), time = time, limit = may),
    };
    (text, level)
}

/// The pace that is reckoned with, and where it comes from.
pub fn pace(own: Option<u32>) -> (u32, String) {
    match own {
        Some(pace) => (pace, t!("pace-own", pace = pace)),
        None => (USUAL_PACE, t!("pace-usual", pace = USUAL_PACE)),
    }
}

/// What is said before the microphone is cut off, and what is not.
pub fn said(statement: &Statement, pace: u32) -> (&str, &str) {
    cut_off(&statement.text, domain::statement::budget(statement.limit(), pace))
}
