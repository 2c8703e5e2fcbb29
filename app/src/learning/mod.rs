//! Modules, lessons, glossary, the programme, notes, reminders.

mod forms;
mod glossary_page;
mod lesson_page;
mod module_page;
mod modules_page;
mod notes_page;
mod programme_page;
mod reminders_page;
mod server_fns;

pub use glossary_page::GlossaryPage;
pub use lesson_page::LessonPage;
pub use module_page::ModulePage;
pub use modules_page::{ModulesPage, module_card};
pub use notes_page::NotesPage;
pub use programme_page::{ProgrammePage, gain_table, whole_percent};
pub use reminders_page::RemindersOffPage;
pub use server_fns::{PutNoticeAway, SwitchReminders};
