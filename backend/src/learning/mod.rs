//! Programmes, modules and lessons; how far a person is, what they note, what comes back to them.

mod commands;
pub mod content;
mod curriculum;
pub(crate) mod entity;
mod gain;
mod import;
mod marks;
mod progress;
mod queries;
mod reviews;
mod upkeep;

pub use commands::mark_done;
pub use gain::{OutcomeGain, group_gains, own_gain, programme_title};
pub(crate) use gain::{note_known_modules, test_per_outcome};
pub use import::import;
pub(crate) use import::{terms, upsert_lesson, upsert_module, upsert_question};
pub use marks::{GlossaryTerm, Marked, glossary, own_marks, save_note, toggle_bookmark};
pub use progress::{Programme, own_programme};
pub(crate) use progress::{all_versions, kept_modules, kept_programme, programme, progress_of, read_rule, rule, rule_at, rule_of_workshop};
pub use queries::{
    Learning, LessonView, Module, ModuleSummary, ModuleView, Next, OutlineEntry, learning, lesson, load_for, module, overview,
};
pub(crate) use queries::{module_and_quiz, pass_percent, quiz_settings_of};
pub use reviews::{DueReview, Switch, due_reviews, reviews_on, switch_off_by_letter, switch_reviews};
pub(crate) use reviews::{ask_for_review_mails, close_reviews, is_review_due, mail_review, plan_reviews};
pub(crate) use upkeep::{flaw_of_module, retire_lesson, retire_question};
