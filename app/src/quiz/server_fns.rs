//! Forms of a quiz.

use backend::{
    learning::{self},
    quiz,
};
use domain::{ids::AttemptId, policy::action};
use leptos::prelude::*;

use crate::{
    error::AppError,
    href,
    server::{Done, Fields, context, finish, id, slug, text},
};

/// Starts an attempt, or goes on with the open one.
#[server]
pub async fn start_quiz(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let module = slug(&fields, "module");
    let result = async {
        let ctx = context()?;
        quiz::start(&ctx, learning::load_for::<action::Learn>(&ctx, &module).await?).await?;
        Ok(Done::go(href::question(&module, 1)))
    };
    finish("quiz", &href::quiz(&module), &fields, result.await).await
}

/// Saves the answer to a question, and goes to the next.
#[server]
pub async fn answer_question(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let module = slug(&fields, "module");
    let position = text(&fields, "position").parse::<u32>().unwrap_or(1);
    finish("question", &href::question(&module, position), &fields, answer(&fields, &module, position).await).await
}

async fn answer(fields: &Fields, module: &str, position: u32) -> Result<Done, AppError> {
    let ctx = context()?;
    let attempt = quiz::load_for::<action::Answer>(&ctx, id::<AttemptId>(&text(fields, "attempt"))?).await?;
    // a radio sends option=3, a checkbox option_3=on
    let mut chosen: Vec<usize> = fields.keys().filter_map(|name| name.strip_prefix("option_")?.parse().ok()).collect();
    chosen.extend(text(fields, "option").parse::<usize>().ok());
    let total = quiz::view(&ctx, &attempt).await?.answered.len();
    quiz::answer(&ctx, attempt, position, &chosen).await?;
    let last = u32::try_from(total).unwrap_or(0);
    Ok(Done::go(if position < last { href::question(module, position + 1) } else { format!("{}?review=1", href::quiz(module)) }))
}

/// Hands the attempt in.
#[server]
pub async fn hand_in_quiz(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let module = slug(&fields, "module");
    let result = async {
        let ctx = context()?;
        let attempt = quiz::load_for::<action::Answer>(&ctx, id::<AttemptId>(&text(&fields, "attempt"))?).await?;
        quiz::hand_in(&ctx, attempt).await?;
        Ok(Done::go(href::quiz(&module)))
    };
    finish("quiz", &href::quiz(&module), &fields, result.await).await
}
