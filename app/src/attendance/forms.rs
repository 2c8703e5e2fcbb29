//! What the forms of check-in and of the console hold.

use domain::{call_list::Unreadable, check_in::CheckInRefusal};
use domain::{
    form::{Name, limits},
    ids::{MeetingId, PersonId, WorkshopId},
};

use crate::{
    error::{Problem, conflicts, problems},
    href,
    i18n::t,
    server::form::{Code, Each, Email, Flag, Id, Line, Maybe, Number, Slug, form},
};

fn console(id: Id<MeetingId>) -> String {
    id.page(href::run, href::TEACH)
}

fn room(id: Id<MeetingId>, room: &str) -> String {
    id.page(|id| href::of_run(id, room), href::TEACH)
}

/// Where a button of the desk leads back to: the desk, or the console.
fn desk_or_console(id: Id<MeetingId>, back: &str) -> String {
    if back == "desk" { room(id, "desk") } else { console(id) }
}

fn desk_name(back: &str) -> &'static str {
    if back == "desk" { "desk" } else { "console" }
}

form! {
    /// A code that was typed, when, and by the clock of which device.
    CheckIn { code: Code, typed_ms: Code, sent_ms: Code, walk_in: Flag }
    |f| "check_in" => href::CHECK_IN;

    /// Check-in opens.
    OpenCheckIn { meeting: Id<MeetingId> }
    |f| "console" => console(f.meeting);

    /// Check-in closes.
    CloseCheckIn { meeting: Id<MeetingId> }
    |f| "console" => console(f.meeting);

    /// The meeting is over.
    CloseMeeting { meeting: Id<MeetingId> }
    |f| "console" => console(f.meeting);

    /// The mark of a person.
    CorrectMark { meeting: Id<MeetingId>, person: Id<PersonId>, mark: Code, minutes: Maybe<Number<0, 10_000>> }
    |f| "mark" => f.person.page(|person| format!("{}?person={person}", console(f.meeting)), &console(f.meeting));

    /// The meeting is open again.
    ReopenMeeting { meeting: Id<MeetingId> }
    |f| "console" => console(f.meeting);

    /// The actor goes.
    CheckOut { meeting: Id<MeetingId> }
    |f| "live" => f.meeting.page(href::live, href::WORKSHOPS);

    /// Somebody on the list is here.
    DeskCheckIn { meeting: Id<MeetingId>, person: Id<PersonId>, back: Code }
    |f| desk_name(&f.back) => desk_or_console(f.meeting, &f.back);

    /// Somebody shows their own code.
    DeskCode { meeting: Id<MeetingId>, personal_code: Maybe<Line<100>> }
    |f| "desk_code" => room(f.meeting, "desk");

    /// Somebody goes.
    DeskCheckOut { meeting: Id<MeetingId>, person: Id<PersonId>, back: Code }
    |f| desk_name(&f.back) => desk_or_console(f.meeting, &f.back);

    /// Somebody who came without a registration.
    WalkIn {
        meeting: Id<MeetingId>, once: Code, name: Maybe<Line<{ limits::PERSON }>>, organisation: Code, email: Maybe<Email>,
    }
    |f| "walk_in" => room(f.meeting, "desk");

    /// A walk-in who is somebody registered.
    MergeWalkIn { meeting: Id<MeetingId>, workshop: Id<WorkshopId>, walk_in: Id<PersonId>, into: Id<PersonId> }
    |f| "merge" => f.workshop.page(href::roster, href::TEACH);

    /// Who signed a sheet on paper.
    EnterSheet { meeting: Id<MeetingId>, signed: Each<Code> = Name::Begins("signed-") }
    |f| "sheet" => room(f.meeting, "sheet");

    /// The list of a call.
    UploadCalls { meeting: Id<MeetingId>, zone: Code }
    |f| "calls" => room(f.meeting, "calls");

    /// Who the callers are.
    BringCallsIn { meeting: Id<MeetingId>, list: Slug, callers: Each<Code> = Name::Begins("caller_") }
    |f| "calls" => format!("{}?list={}", room(f.meeting, "calls"), &*f.list);
}

conflicts! {
    MeetingClosed => t!("problem-meeting-closed"),
    MeetingOpen => t!("problem-meeting-open"),
    WalkInMerge => t!("problem-walk-in-merge"),
}

problems! {
    Problem::CheckIn(refusal) => match refusal {
        CheckInRefusal::NotACode => t!("problem-code-not-a-code"),
        CheckInRefusal::WrongCode => t!("problem-code-wrong"),
        CheckInRefusal::OldCode => t!("problem-code-old"),
        CheckInRefusal::NotOpen => t!("problem-code-not-open"),
        CheckInRefusal::MeetingClosed => t!("problem-code-meeting-closed"),
        CheckInRefusal::NotRegistered => t!("problem-code-not-registered"),
        CheckInRefusal::TooMany => t!("problem-too-many-codes"),
    },
    Problem::Call(reason) => match reason {
        Unreadable::Columns => t!("problem-call-columns"),
        Unreadable::NoTimes => t!("problem-call-no-times"),
        Unreadable::OtherDay => t!("problem-call-other-day"),
        Unreadable::Nobody => t!("problem-call-nobody"),
        Unreadable::Time { line } => t!("problem-call-time", line = line),
    },
}
