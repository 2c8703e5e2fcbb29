//! What the forms of teaching hold.

use domain::{
    form::{Name, limits},
    ids::{AttemptId, DocumentId},
};

use crate::{
    error::conflicts,
    href,
    i18n::t,
    server::form::{Code, Each, Email, Flag, Id, Line, Maybe, Number, Prose, Slug, form},
};

fn document(id: Id<DocumentId>) -> String {
    id.page(href::document, href::TEACH_CONTENT)
}

impl GradeAnswer {
    /// Where the question stands in the attempt.
    pub fn number(&self) -> u32 {
        self.position.parse().unwrap_or(0)
    }
}

form! {
    /// A correction of a question that was asked.
    CorrectQuestion {
        question: Slug, version: Code, what: Code, accept: Maybe<Line<{ limits::CORRECTION }>>,
        reason: Maybe<Line<{ limits::CORRECTION }>>, void_reason: Maybe<Line<{ limits::CORRECTION }>>,
    }
    |f| "correct" => format!("{}/{}", href::TEACH_QUESTIONS, &*f.question);

    /// The grade of an open answer: points for each line of the rubric.
    GradeAnswer {
        attempt: Id<AttemptId>, position: Code, points: Each<Code> = Name::Begins("points-"),
        comment: Maybe<Prose<{ limits::COMMENT_ON_ANSWER }>>,
    }
    |f| "grade" => f.attempt.page(|attempt| href::grade(attempt, f.number()), href::TEACH_GRADING);

    /// Extra time for a person.
    GiveExtraTime { email: Email, percent: Number<{ limits::EXTRA_TIME.0 }, { limits::EXTRA_TIME.1 }> }
    |f| "extra_time" => href::TEACH_LEARNERS;

    /// A document that is begun.
    CreateDocument { kind: Code, module: Slug, title: Line<{ limits::DOCUMENT }> }
    |f| "create_document" => href::TEACH_CONTENT;

    /// A draft.
    SaveDraft { document: Id<DocumentId>, stamp: Code, source: Maybe<Prose<{ limits::DOCUMENT_SOURCE }>>, autosave: Flag }
    |f| "draft" => document(f.document);

    /// A draft that is thrown away.
    DiscardDraft { document: Id<DocumentId> }
    |f| "document" => document(f.document);

    /// A draft that somebody else is to look at.
    HandInDraft { document: Id<DocumentId> }
    |f| "document" => document(f.document);

    /// A draft that is published as it was seen.
    PublishDraft { document: Id<DocumentId>, stamp: Code }
    |f| "document" => document(f.document);

    /// All drafts of a module.
    PublishAll { module: Slug }
    |f| "publish_all" => href::TEACH_CONTENT;

    /// A draft that goes back, and why.
    SendBackDraft { document: Id<DocumentId>, note: Maybe<Prose<{ limits::DRAFT_NOTE }>> }
    |f| "send_back" => document(f.document);

    /// An old version that becomes the draft.
    RestoreVersion { document: Id<DocumentId>, number: Code }
    |f| "document" => document(f.document);

    /// A document that leaves the curriculum.
    RetireDocument { document: Id<DocumentId> }
    |f| "document" => document(f.document);

    /// A State that a workshop is made for.
    MakeWorkshopFor { state: Slug }
    |f| "workshop_for" => href::TEACH_DUE;

    /// Questions of Moodle.
    ImportQuestions { module: Slug, form: Code }
    |f| "import_questions" => href::TEACH_QUESTIONS;

    /// An image.
    UploadImage { form: Code }
    |f| "upload_image" => href::TEACH_IMAGES;
}

conflicts! {
    DraftChanged => t!("problem-draft-changed"),
}
