//! Forms of check-in and of the console.

use backend::{
    Context,
    access::Granted,
    attendance::{self, MarkForm, Proof, WalkInForm},
    workshop::{self, Meeting},
};
use domain::{
    attendance::Seen,
    ids::{MeetingId, PersonId},
    policy::ActionType,
};
use leptos::prelude::*;

use super::forms;
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{
        self, Done,
        form::{FormSpec, Id, Posted},
        id,
    },
};

/// Loads the meeting of a form for an action.
pub(super) async fn load<A: ActionType>(ctx: &Context, id: Id<MeetingId>) -> Result<Granted<Meeting, A>, AppError> {
    Ok(workshop::load_meeting_for(ctx, id.get()?).await?)
}

/// Checks the actor in by a code.
#[server]
pub async fn check_in(#[server(flatten)] form: Posted<forms::CheckIn>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let proof = Proof {
            code: form.code.to_string(),
            typed_ms: form.typed_ms.parse().ok(),
            sent_ms: form.sent_ms.parse().ok(),
            walk_in: form.walk_in.is_set(),
            seat: Some(server::seat()),
        };
        let done = attendance::check_in(&ctx, &proof).await?;
        let notice = match (done.again, done.early) {
            (true, _) => t!("notice-checked-in-again", title = done.title),
            (false, true) => t!("notice-checked-in-early"),
            (false, false) => t!("notice-checked-in", title = done.title),
        };
        Ok(Done::say(href::live(done.meeting), notice))
    })
    .await
}

/// Opens check-in.
#[server]
pub async fn open_check_in(#[server(flatten)] form: Posted<forms::OpenCheckIn>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        attendance::open_check_in(&ctx, load(&ctx, form.meeting).await?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Closes check-in.
#[server]
pub async fn close_check_in(#[server(flatten)] form: Posted<forms::CloseCheckIn>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        attendance::close_check_in(&ctx, load(&ctx, form.meeting).await?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Closes the meeting.
#[server]
pub async fn close_meeting(#[server(flatten)] form: Posted<forms::CloseMeeting>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        attendance::close_meeting(&ctx, load(&ctx, form.meeting).await?).await?;
        Ok(Done::say(form.back(), t!("notice-meeting-closed")))
    })
    .await
}

/// Corrects the mark of a person.
#[server]
pub async fn correct_mark(#[server(flatten)] form: Posted<forms::CorrectMark>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let meeting = load(&ctx, form.meeting).await?;
        let mark = MarkForm { mark: form.mark.to_string(), minutes: form.minutes.to_string() };
        attendance::mark(&ctx, meeting, form.person.get()?, &mark).await?;
        Ok(Done::say(form.meeting.page(href::run, href::TEACH), t!("notice-mark-saved")))
    })
    .await
}

/// Opens a closed meeting again.
#[server]
pub async fn reopen_meeting(#[server(flatten)] form: Posted<forms::ReopenMeeting>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        attendance::reopen_meeting(&ctx, load(&ctx, form.meeting).await?).await?;
        Ok(Done::say(form.back(), t!("notice-meeting-reopened")))
    })
    .await
}

/// Notes that the actor goes.
#[server]
pub async fn check_out(#[server(flatten)] form: Posted<forms::CheckOut>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        attendance::check_out(&ctx, load(&ctx, form.meeting).await?).await?;
        Ok(Done::say(form.back(), t!("notice-checked-out")))
    })
    .await
}

/// Checks somebody in from the list.
#[server]
pub async fn desk_check_in(#[server(flatten)] form: Posted<forms::DeskCheckIn>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.meeting).await?;
        attendance::check_in_person(&ctx, granted, form.person.get()?, Seen::Staff).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Checks somebody in by their personal code.
#[server]
pub async fn desk_code(#[server(flatten)] form: Posted<forms::DeskCode>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.meeting).await?;
        let person = attendance::of_personal_code(&ctx, &granted, &form.personal_code).await?;
        let roll = attendance::roll(&ctx, &granted).await?;
        let name = roll.rows.into_iter().find(|r| r.person == person).map(|r| r.name).unwrap_or_default();
        attendance::check_in_person(&ctx, granted, person, Seen::PersonalCode).await?;
        Ok(Done::say(form.back(), t!("notice-person-checked-in", name = name)))
    })
    .await
}

/// Notes that somebody goes.
#[server]
pub async fn desk_check_out(#[server(flatten)] form: Posted<forms::DeskCheckOut>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.meeting).await?;
        attendance::check_out_person(&ctx, granted, form.person.get()?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Takes somebody in who came without a registration.
#[server]
pub async fn walk_in(#[server(flatten)] form: Posted<forms::WalkIn>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.meeting).await?;
        let who = WalkInForm {
            name: form.name.to_string(),
            organisation: form.organisation.to_string(),
            email: form.email.to_string(),
            once: form.once.to_string(),
        };
        attendance::walk_in(&ctx, granted, &who).await?;
        Ok(Done::say(form.back(), t!("notice-walk-in-added")))
    })
    .await
}

/// A walk-in turns out to be a person who is registered: what was seen of them goes to that person.
#[server]
pub async fn merge_walk_in(#[server(flatten)] form: Posted<forms::MergeWalkIn>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.meeting).await?;
        attendance::merge_walk_in(&ctx, granted, form.walk_in.get()?, form.into.get()?).await?;
        Ok(Done::say(form.back(), t!("notice-walk-in-merged")))
    })
    .await
}

/// Enters a sheet on paper.
#[server]
pub async fn enter_sheet(#[server(flatten)] form: Posted<forms::EnterSheet>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.meeting).await?;
        let count = attendance::enter_sheet(&ctx, granted, &form.signed.ids::<PersonId>()).await?;
        Ok(Done::say(form.meeting.page(href::run, href::TEACH), t!("notice-sheet-entered", n = count)))
    })
    .await
}

/// Most callers of a list.
const CALLERS: usize = 5000;

/// Brings the list of a call in.
#[server]
pub async fn bring_calls_in(#[server(flatten)] form: Posted<forms::BringCallsIn>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = load(&ctx, form.meeting).await?;
        let answers: Vec<Option<PersonId>> =
            (0..CALLERS).map_while(|n| form.callers.get(&n.to_string())).map(|answer| answer.parse().ok()).collect();
        let count = attendance::bring_calls_in(&ctx, granted, id(&form.list)?, &answers).await?;
        Ok(Done::say(form.meeting.page(href::run, href::TEACH), t!("notice-calls-brought-in", n = count)))
    })
    .await
}
