//! Writing the curriculum: modules, lessons and questions as documents with versions and a draft.
//!
//! A document is the text of a file of `content/`, word for word: what the browser edits exports to the same files,
//! and files import into the same documents. The tables of `learning` and `quiz` hold what is made of the newest
//! version; they are never edited.
//!
//! Draft → handed in for review → published by a second person, or sent back with a note.

mod commands;
mod entity;
mod images;
mod queries;
mod react;
mod sync;
mod told;

pub use commands::{
    NewDocument, add_questions, create, discard, hand_in_for_review, import_questions, publish, publish_all_new, restore, retire, save,
    send_back,
};
pub use images::{Image, import_images, list_images, named_image, upload_image};
pub use queries::{
    Diff, DiffLine, Document, DocumentRow, DraftView, Preview, VersionRow, diff, document, export, list, load_for, may, preview,
    questions_in_force, questions_of,
};
pub(crate) use react::react;
pub(crate) use sync::sync;
pub use told::Told;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentKind {
    /// `module.md`.
    Module,
    /// A lesson.
    Lesson,
    /// A question.
    Question,
}

impl DocumentKind {
    /// The name in the database and in forms.
    pub fn name(self) -> &'static str {
        match self {
            DocumentKind::Module => "module",
            DocumentKind::Lesson => "lesson",
            DocumentKind::Question => "question",
        }
    }

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [DocumentKind::Module, DocumentKind::Lesson, DocumentKind::Question].into_iter().find(|k| k.name() == name)
    }

    fn folder(self) -> &'static str {
        match self {
            DocumentKind::Module => "",
            DocumentKind::Lesson => "lessons/",
            DocumentKind::Question => "questions/",
        }
    }
}

/// How bold an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// What was written in the browser stays.
    Never,
    /// The files win: whoever asks for it by name knows.
    Browser,
}
