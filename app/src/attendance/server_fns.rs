//! Forms of check-in and of the console.

use backend::{
    attendance::{self, MarkForm, Proof, WalkInForm},
    workshop,
};
use domain::{
    attendance::Seen,
    ids::{MeetingId, PersonId, WorkshopId},
};
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{self, Done, Fields, Notice, context, finish, id, text},
};

/// Checks the actor in by a code.
#[server]
pub async fn check_in(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let number = |name: &str| text(&fields, name).parse().ok();
        let proof = Proof {
            code: text(&fields, "code"),
            typed_ms: number("typed_ms"),
            sent_ms: number("sent_ms"),
            walk_in: fields.contains_key("walk_in"),
            seat: Some(server::seat()),
        };
        let done = attendance::check_in(&context()?, &proof).await?;
        let notice = if done.early && !done.again { Notice::CheckedInEarly } else { Notice::CheckedIn { title: done.title, again: done.again } };
        Ok(Done::say(href::live(done.meeting), notice))
    };
    finish("check_in", href::CHECK_IN, &fields, result.await).await
}

fn console(fields: &Fields) -> String {
    id::<MeetingId>(&text(fields, "meeting")).map_or_else(|_| href::TEACH.to_owned(), href::run)
}

/// Opens check-in.
#[server]
pub async fn open_check_in(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        attendance::open_check_in(&ctx, workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?).await?;
        Ok(Done::go(console(&fields)))
    };
    finish("console", &console(&fields), &fields, result.await).await
}

/// Closes check-in.
#[server]
pub async fn close_check_in(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        attendance::close_check_in(&ctx, workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?).await?;
        Ok(Done::go(console(&fields)))
    };
    finish("console", &console(&fields), &fields, result.await).await
}

/// Closes the meeting.
#[server]
pub async fn close_meeting(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        attendance::close_meeting(&ctx, workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?).await?;
        Ok(Done::say(console(&fields), Notice::MeetingClosed))
    };
    finish("console", &console(&fields), &fields, result.await).await
}

/// Corrects the mark of a person.
#[server]
pub async fn correct_mark(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let person = text(&fields, "person");
    let back = format!("{}?person={}", console(&fields), person.chars().filter(|c| c.is_ascii_hexdigit() || *c == '-').collect::<String>());
    let result = async {
        let ctx = context()?;
        let meeting = workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?;
        let form = MarkForm { mark: text(&fields, "mark"), minutes: text(&fields, "minutes") };
        attendance::mark(&ctx, meeting, id(&person)?, &form).await?;
        Ok(Done::say(console(&fields), Notice::MarkSaved))
    };
    finish("mark", &back, &fields, result.await).await
}

/// Opens a closed meeting again.
#[server]
pub async fn reopen_meeting(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        attendance::reopen_meeting(&ctx, workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?).await?;
        Ok(Done::say(console(&fields), Notice::MeetingReopened))
    };
    finish("console", &console(&fields), &fields, result.await).await
}

/// Notes that the actor goes.
#[server]
pub async fn check_out(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let live = id::<MeetingId>(&text(&fields, "meeting")).map_or_else(|_| href::WORKSHOPS.to_owned(), href::live);
    let result = async {
        let ctx = context()?;
        attendance::check_out(&ctx, workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?).await?;
        Ok(Done::say(live.clone(), Notice::CheckedOut))
    };
    finish("live", &live, &fields, result.await).await
}

fn desk(fields: &Fields) -> String {
    id::<MeetingId>(&text(fields, "meeting")).map_or_else(|_| href::TEACH.to_owned(), |id| href::of_run(id, "desk"))
}

/// Where a button of the desk leads back to: the desk, or the console.
fn desk_or_console(fields: &Fields) -> String {
    if text(fields, "back") == "desk" { desk(fields) } else { console(fields) }
}

/// Checks somebody in from the list.
#[server]
pub async fn desk_check_in(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = desk_or_console(&fields);
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?;
        attendance::check_in_person(&ctx, granted, id(&text(&fields, "person"))?, Seen::Staff).await?;
        Ok(Done::go(back.clone()))
    };
    finish(if text(&fields, "back") == "desk" { "desk" } else { "console" }, &back, &fields, result.await).await
}

/// Checks somebody in by their personal code.
#[server]
pub async fn desk_code(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?;
        let person = attendance::of_personal_code(&ctx, &granted, &text(&fields, "personal_code")).await?;
        let roll = attendance::roll(&ctx, &granted).await?;
        let name = roll.rows.into_iter().find(|r| r.person == person).map(|r| r.name).unwrap_or_default();
        attendance::check_in_person(&ctx, granted, person, Seen::PersonalCode).await?;
        Ok(Done::say(desk(&fields), Notice::PersonCheckedIn { name }))
    };
    finish("desk_code", &desk(&fields), &fields, result.await).await
}

/// Notes that somebody goes.
#[server]
pub async fn desk_check_out(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = desk_or_console(&fields);
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?;
        attendance::check_out_person(&ctx, granted, id(&text(&fields, "person"))?).await?;
        Ok(Done::go(back.clone()))
    };
    finish(if text(&fields, "back") == "desk" { "desk" } else { "console" }, &back, &fields, result.await).await
}

/// Takes somebody in who came without a registration.
#[server]
pub async fn walk_in(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?;
        let form = WalkInForm { name: text(&fields, "name"), organisation: text(&fields, "organisation"), email: text(&fields, "email"), once: text(&fields, "once") };
        attendance::walk_in(&ctx, granted, &form).await?;
        Ok(Done::say(desk(&fields), Notice::WalkInAdded))
    };
    finish("walk_in", &desk(&fields), &fields, result.await).await
}

/// A walk-in is somebody who is registered.
#[server]
pub async fn merge_walk_in(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = id::<WorkshopId>(&text(&fields, "workshop")).map_or_else(|_| href::TEACH.to_owned(), href::roster);
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?;
        attendance::merge_walk_in(&ctx, granted, id(&text(&fields, "walk_in"))?, id(&text(&fields, "into"))?).await?;
        Ok(Done::say(back.clone(), Notice::WalkInMerged))
    };
    finish("merge", &back, &fields, result.await).await
}

/// Enters a sheet on paper.
#[server]
pub async fn enter_sheet(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = id::<MeetingId>(&text(&fields, "meeting")).map_or_else(|_| href::TEACH.to_owned(), |id| href::of_run(id, "sheet"));
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?;
        let signed: Vec<PersonId> = fields.keys().filter_map(|k| k.strip_prefix("signed-")?.parse().ok()).collect();
        let count = attendance::enter_sheet(&ctx, granted, &signed).await?;
        Ok(Done::say(console(&fields), Notice::SheetEntered { count }))
    };
    finish("sheet", &back, &fields, result.await).await
}

/// Most callers of a list.
const CALLERS: usize = 5000;

/// Brings the list of a call in.
#[server]
pub async fn bring_calls_in(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let calls = id::<MeetingId>(&text(&fields, "meeting")).map_or_else(|_| href::TEACH.to_owned(), |id| href::of_run(id, "calls"));
    let list: String = text(&fields, "list").chars().filter(|c| c.is_ascii_hexdigit() || *c == '-').collect();
    let result = async {
        let ctx = context()?;
        let granted = workshop::load_meeting_for(&ctx, id(&text(&fields, "meeting"))?).await?;
        let answers: Vec<Option<PersonId>> =
            (0..CALLERS).map_while(|n| fields.get(&format!("caller_{n}"))).map(|answer| answer.parse().ok()).collect();
        let count = attendance::bring_calls_in(&ctx, granted, id(&list)?, &answers).await?;
        Ok(Done::say(console(&fields), Notice::CallsBroughtIn { count }))
    };
    finish("calls", &format!("{calls}?list={list}"), &fields, result.await).await
}
