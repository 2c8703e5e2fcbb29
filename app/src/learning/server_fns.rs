//! Forms of lessons.

use backend::{access, learning, notice};
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Notice, context, finish, id, slug, text},
};

/// Marks a lesson done, and goes to what comes next.
#[server]
pub async fn mark_lesson_done(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (module, lesson) = (slug(&fields, "module"), slug(&fields, "lesson"));
    finish("done", &href::lesson(&module, &lesson), &fields, done(&module, &lesson).await).await
}

async fn done(module: &str, lesson: &str) -> Result<Done, AppError> {
    let ctx = context()?;
    let view = learning::lesson(&ctx, module, lesson).await?;
    learning::mark_done(&ctx, &view).await?;
    let to = view.following().map_or_else(|| href::module(module), |next| href::lesson(module, &next.slug));
    Ok(Done::say(to, Notice::LessonDone))
}

/// Saves the reader's note to a lesson; an empty one is removed.
#[server]
pub async fn save_note(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (module, lesson) = (slug(&fields, "module"), slug(&fields, "lesson"));
    let result = async {
        let ctx = context()?;
        learning::save_note(&ctx, &learning::lesson(&ctx, &module, &lesson).await?, &text(&fields, "note")).await?;
        Ok(Done::say(href::lesson(&module, &lesson), Notice::NoteSaved))
    };
    finish("note", &href::lesson(&module, &lesson), &fields, result.await).await
}

/// Sets or removes the reader's bookmark of a lesson.
#[server]
pub async fn toggle_bookmark(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (module, lesson) = (slug(&fields, "module"), slug(&fields, "lesson"));
    let result = async {
        let ctx = context()?;
        learning::toggle_bookmark(&ctx, &learning::lesson(&ctx, &module, &lesson).await?).await?;
        Ok(Done::go(href::lesson(&module, &lesson)))
    };
    finish("bookmark", &href::lesson(&module, &lesson), &fields, result.await).await
}

/// Switches the reader's spaced reviews on or off.
#[server]
pub async fn switch_reminders(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let on = text(&fields, "to") == "on";
    let result = async {
        let ctx = context()?;
        let to = if on { learning::Switch::On } else { learning::Switch::Off };
        learning::switch_reviews(&ctx, &access::own_account(&ctx)?, to).await?;
        Ok(Done::say(href::ME, if on { Notice::RemindersOn } else { Notice::RemindersOff }))
    };
    finish("reminders", href::ME, &fields, result.await).await
}

/// Switches spaced reviews off for whoever a letter went to. The link is the right to do so.
#[server]
pub async fn stop_reminders(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        learning::switch_off_by_letter(&ctx, &text(&fields, "token")).await?;
        Ok(Done::say(href::FRONT, Notice::RemindersOff))
    };
    finish("reminders", href::FRONT, &fields, result.await).await
}

/// Puts a notice away.
#[server]
pub async fn put_notice_away(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        notice::put_away(&ctx, id(&text(&fields, "notice"))?).await?;
        Ok(Done::go(href::HOME))
    };
    finish("notice", href::HOME, &fields, result.await).await
}
