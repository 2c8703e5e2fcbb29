//! Forms of lessons.

use backend::{access, learning, notice};
use leptos::prelude::*;

use super::forms;
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{
        Done,
        form::{FormSpec, Posted},
    },
};

/// Marks a lesson done, and goes to what comes next.
#[server]
pub async fn mark_lesson_done(#[server(flatten)] form: Posted<forms::MarkLessonDone>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let view = learning::lesson(&ctx, &form.module, &form.lesson).await?;
        learning::mark_done(&ctx, &view).await?;
        let to = view.following().map_or_else(|| href::module(&form.module), |next| href::lesson(&form.module, &next.slug));
        Ok(Done::say(to, t!("notice-lesson-done")))
    })
    .await
}

/// Saves the reader's note to a lesson; an empty one is removed.
#[server]
pub async fn save_note(#[server(flatten)] form: Posted<forms::SaveNote>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        learning::save_note(&ctx, &learning::lesson(&ctx, &form.module, &form.lesson).await?, &form.note).await?;
        Ok(Done::say(form.back(), t!("notice-note-saved")))
    })
    .await
}

/// Sets or removes the reader's bookmark of a lesson.
#[server]
pub async fn toggle_bookmark(#[server(flatten)] form: Posted<forms::ToggleBookmark>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        learning::toggle_bookmark(&ctx, &learning::lesson(&ctx, &form.module, &form.lesson).await?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Switches the reader's spaced reviews on or off.
#[server]
pub async fn switch_reminders(#[server(flatten)] form: Posted<forms::SwitchReminders>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let on = &*form.to == "on";
        let to = if on { learning::Switch::On } else { learning::Switch::Off };
        learning::switch_reviews(&ctx, &access::own_account(&ctx)?, to).await?;
        Ok(Done::say(form.back(), if on { t!("notice-reminders-on") } else { t!("notice-reminders-off") }))
    })
    .await
}

/// Switches spaced reviews off for whoever a letter went to. The link is the right to do so.
#[server]
pub async fn stop_reminders(#[server(flatten)] form: Posted<forms::StopReminders>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        learning::switch_off_by_letter(&ctx, &form.token).await?;
        Ok(Done::say(form.back(), t!("notice-reminders-off")))
    })
    .await
}

/// Puts a notice away.
#[server]
pub async fn put_notice_away(#[server(flatten)] form: Posted<forms::PutNoticeAway>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        notice::put_away(&ctx, form.notice.get()?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}
