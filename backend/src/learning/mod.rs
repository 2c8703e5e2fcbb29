//! Programmes, modules and lessons; how far a person is.

mod commands;
pub mod content;
pub(crate) mod entity;
mod import;
mod queries;

pub use commands::mark_done;
pub use import::import;
pub use queries::{
    LessonView, Module, ModuleSummary, ModuleView, Next, OutlineEntry, Programme, lesson, load_for, module, overview, own_programme,
};
pub(crate) use queries::{programme, progress_of, rule};
