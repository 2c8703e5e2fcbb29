//! Forms of check-in and of the console.

use backend::{
    attendance::{self, MarkForm},
    workshop,
};
use domain::ids::MeetingId;
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Notice, context, finish, id, text},
};

/// Checks the actor in by a code.
#[server]
pub async fn check_in(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let done = attendance::check_in(&context()?, &text(&fields, "code")).await?;
        Ok(Done::say(href::workshop(done.workshop), Notice::CheckedIn { title: done.title, again: done.again }))
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
