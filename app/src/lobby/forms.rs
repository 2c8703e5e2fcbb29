//! What the forms for talking with States hold.

use domain::{
    form::limits,
    ids::{FactsheetId, LetterId, SubmissionId},
};

use crate::{
    href,
    server::form::{Code, Day, Id, Line, Maybe, Prose, form},
    submission::page_of,
};

fn sheet(submission: Id<SubmissionId>, page: Id<FactsheetId>) -> String {
    match (submission.maybe(), page.maybe()) {
        (Some(submission), Some(page)) => href::sheet(submission, page),
        _ => page_of(submission, "lobby"),
    }
}

fn letter(submission: Id<SubmissionId>, letter: Id<LetterId>) -> String {
    match (submission.maybe(), letter.maybe()) {
        (Some(submission), Some(letter)) => href::letter(submission, letter),
        _ => page_of(submission, "lobby"),
    }
}

form! {
    /// A page on an issue that is begun.
    BeginSheet { submission: Id<SubmissionId>, title: Line<{ limits::SHEET }> }
    |f| "begin_sheet" => page_of(f.submission, "lobby");

    /// A page on an issue.
    SaveSheet {
        submission: Id<SubmissionId>, page: Id<FactsheetId>, version: Code, title: Line<{ limits::SHEET }>,
        problem: Maybe<Prose<{ limits::LOBBY }>>, evidence: Maybe<Prose<{ limits::LOBBY }>>, said_before: Maybe<Prose<{ limits::LOBBY }>>,
        asks: Maybe<Prose<{ limits::LOBBY }>>, contact: Maybe<Line<{ limits::CONTACT }>>,
    }
    |f| "sheet" => sheet(f.submission, f.page);

    /// A page that is thrown away.
    RemoveSheet { submission: Id<SubmissionId>, page: Id<FactsheetId> }
    |f| "sheet" => sheet(f.submission, f.page);

    /// A letter that is begun.
    BeginLetter { submission: Id<SubmissionId>, state: Code, sheet: Code }
    |f| "begin_letter" => page_of(f.submission, "lobby#letters");

    /// A letter.
    SaveLetter {
        submission: Id<SubmissionId>, letter: Id<LetterId>, version: Code, addressee: Prose<{ limits::ADDRESSEE }>,
        why: Maybe<Prose<{ limits::LOBBY }>>, ask: Maybe<Prose<{ limits::ASK }>>, sheet: Code, sent: Maybe<Day>,
    }
    |f| "letter" => letter(f.submission, f.letter);

    /// A letter that is thrown away.
    RemoveLetter { submission: Id<SubmissionId>, letter: Id<LetterId> }
    |f| "letter" => letter(f.submission, f.letter);
}
