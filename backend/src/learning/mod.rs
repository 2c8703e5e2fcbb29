//! Modules and lessons; how far a person is, what they note, what comes back to them.

mod commands;
pub mod content;
mod curriculum;
mod entity;
mod gain;
mod marks;
mod progress;
mod queries;
mod react;
mod reviews;
mod upkeep;
mod write;

pub use commands::mark_done;
pub(crate) use gain::note_known_modules;
pub use gain::{OutcomeGain, group_gains, own_gain};
pub use marks::{GlossaryTerm, Marked, glossary, own_marks, save_note, toggle_bookmark};
pub(crate) use progress::progress_of;
pub use progress::{Programme, own_programme};
pub(crate) use progress::{kept_modules, kept_programme};
pub use queries::{
    Learning, LessonView, Module, ModuleSummary, ModuleView, Next, OutlineEntry, learning, lesson, load_for, module, overview,
};
pub(crate) use queries::{
    ModuleOf, can_be_required, module_and_quiz, module_of, pass_percent, quiz_settings_of, reading_minutes_of, slug_and_title,
};
pub(crate) use react::react;
pub use reviews::{DueReview, Switch, due_reviews, reviews_on, switch_off_by_letter, switch_reviews};
pub(crate) use reviews::{ask_for_review_mails, close_reviews, is_review_due, mail_review, plan_reviews};
pub(crate) use upkeep::{flaw_of_module, retire_lesson};
pub(crate) use write::{retire_other_lessons, terms, upsert_glossary, upsert_lesson, upsert_module, upsert_question};
