//! What the forms of lessons hold.

use domain::{form::limits, ids::NoticeId};

use crate::{
    href,
    server::form::{Code, Id, Maybe, Prose, Slug, Token, form},
};

form! {
    /// A lesson that was read.
    MarkLessonDone { module: Slug, lesson: Slug }
    |f| "done" => href::lesson(&f.module, &f.lesson);

    /// The reader's note to a lesson.
    SaveNote { module: Slug, lesson: Slug, note: Maybe<Prose<{ limits::NOTE }>> }
    |f| "note" => href::lesson(&f.module, &f.lesson);

    /// The reader's bookmark of a lesson.
    ToggleBookmark { module: Slug, lesson: Slug }
    |f| "bookmark" => href::lesson(&f.module, &f.lesson);

    /// Whether the reader is asked again what they learned.
    SwitchReminders { to: Code }
    |f| "reminders" => href::ME;

    /// The same, by the link of a letter.
    StopReminders { token: Token }
    |f| "reminders" => href::FRONT;

    /// A notice that was read.
    PutNoticeAway { notice: Id<NoticeId> }
    |f| "notice" => href::HOME;
}
