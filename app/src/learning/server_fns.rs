//! Forms of lessons.

use backend::learning;
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Notice, context, finish, text},
};

/// A slug as it may stand in an address.
fn slug(fields: &Fields, name: &str) -> String {
    text(fields, name).chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(100).collect()
}

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
