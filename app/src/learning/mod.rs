//! Modules and lessons.

mod lesson_page;
mod module_page;
mod modules_page;
mod server_fns;

pub use lesson_page::LessonPage;
pub use module_page::ModulePage;
pub use modules_page::{ModulesPage, module_card};
