//! Programmes, modules and lessons; how far a person is, what they note, what comes back to them.

mod commands;
pub mod content;
pub(crate) mod entity;
mod import;
mod path;
mod progress;
mod queries;

pub use commands::mark_done;
pub use import::import;
pub(crate) use import::{terms, upsert_lesson, upsert_module, upsert_question};
pub use path::{
    DueReview, GlossaryTerm, Marked, OutcomeGain, Switch, due_reviews, glossary, group_gains, own_gain, own_marks, programme_title,
    reviews_on, save_note, switch_off_by_letter, switch_reviews, toggle_bookmark,
};
pub(crate) use path::{
    ask_for_review_mails, close_reviews, flaw_of_module, is_review_due, mail_review, note_known_modules, plan_reviews, retire_lesson,
    retire_question, test_per_outcome,
};
pub use progress::{Programme, own_programme};
pub(crate) use progress::{programme, progress_of, rule};
pub use queries::{LessonView, Module, ModuleSummary, ModuleView, Next, OutlineEntry, lesson, load_for, module, overview, resume};
pub(crate) use queries::{module_and_quiz, pass_percent, quiz_settings_of};
