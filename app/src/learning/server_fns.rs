//! Forms of lessons.

use backend::learning;
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{Done, Fields, Notice, context, finish, slug},
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
