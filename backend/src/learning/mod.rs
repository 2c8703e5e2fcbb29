//! Programmes, modules and lessons; how far a person is.

mod commands;
pub mod content;
pub(crate) mod entity;
mod import;
mod progress;
mod queries;

pub use commands::mark_done;
pub use import::import;
pub use progress::{Programme, own_programme};
pub(crate) use progress::{programme, progress_of, rule};
pub(crate) use queries::pass_percent;
pub use queries::{LessonView, Module, ModuleSummary, ModuleView, Next, OutlineEntry, lesson, load_for, module, overview};
