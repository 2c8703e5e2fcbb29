//! Forms of a quiz.

use backend::quiz::{self, Fields as Asked, Given};
use domain::{ids::AttemptId, policy::action};
use leptos::prelude::*;

use super::target::Target;
use crate::{
    error::AppError,
    href,
    server::{Done, Fields, context, finish, id, text},
};

/// Where a form without a quiz leads: nowhere.
fn page_of(fields: &Fields) -> (Option<Target>, String) {
    let target = Target::of(fields).ok();
    let back = target.as_ref().map_or_else(|| href::MODULES.to_owned(), Target::href);
    (target, back)
}

/// Starts an attempt, or goes on with the open one.
#[server]
pub async fn start_quiz(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (target, back) = page_of(&fields);
    let result = async {
        let ctx = context()?;
        let target = target.ok_or(AppError::NotFound)?;
        quiz::start(&ctx, &target.load(&ctx).await?).await?;
        Ok(Done::go(target.question(1)))
    };
    finish("quiz", &back, &fields, result.await).await
}

/// Saves the answer to a question, and goes to the next.
#[server]
pub async fn answer_question(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (target, back) = page_of(&fields);
    let position = text(&fields, "position").parse::<u32>().unwrap_or(1);
    let result = match &target {
        Some(target) => answer(&fields, target, position).await,
        None => Err(AppError::NotFound),
    };
    // a question that can no longer be answered is not shown again: its quiz is
    let closed = matches!(result, Err(AppError::Problem(_)));
    let (form, back) = match &target {
        Some(target) if !closed => ("question", target.question(position)),
        _ => ("quiz", back),
    };
    finish(form, &back, &fields, result).await
}

async fn answer(fields: &Fields, target: &Target, position: u32) -> Result<Done, AppError> {
    let ctx = context()?;
    let attempt = quiz::load_for::<action::Answer>(&ctx, id::<AttemptId>(&text(fields, "attempt"))?).await?;
    let question = quiz::question(&ctx, &attempt, position).await?;
    if question.fields != Asked::Nothing {
        // without script every press of the button is a new word, also on a page that came back out of a cache
        let sent = text(fields, "sequence").parse::<i64>().unwrap_or(0);
        let by_script = fields.contains_key("autosave") || sent & 0xF_FFFF > 1;
        let sequence = if by_script { sent } else { first_sequence().parse().unwrap_or(sent) };
        quiz::answer(&ctx, &attempt, position, &given(fields, &question.fields), sequence).await?;
    }
    let total = u32::try_from(quiz::view(&ctx, &attempt).await?.answered.len()).unwrap_or(0);
    Ok(Done::go(if position < total { target.question(position + 1) } else { target.check() }))
}

/// What the fields of the form say.
fn given(fields: &Fields, asked: &Asked) -> Given {
    let index = |name: String| text(fields, &name).parse::<usize>().ok();
    match asked {
        // a radio sends option=3, a check box option_3=on
        Asked::Options { .. } => {
            let mut chosen: Vec<usize> = fields.keys().filter_map(|name| name.strip_prefix("option_")?.parse().ok()).collect();
            chosen.extend(index("option".to_owned()));
            Given::Options(chosen)
        }
        Asked::Line(_) | Asked::Lines { .. } | Asked::Nothing => Given::Text(text(fields, "text")),
        Asked::Pairs { left, .. } => Given::Pairs((0..left.len()).map(|n| index(format!("pair_{n}"))).collect()),
        Asked::Places(items) => Given::Places((0..items.len()).map(|n| index(format!("place_{n}"))).collect()),
        Asked::Gaps(gaps) => Given::Gaps((0..gaps.len()).map(|n| text(fields, &format!("gap_{n}"))).collect()),
    }
}

/// Names the page that a question is answered on: `domain::quiz::gives_way`. Numbers of JavaScript are exact to 2⁵³.
pub(super) fn first_sequence() -> String {
    let random = backend::token::new_id().as_u128() & 0x7FFF_FFFF;
    ((random.max(1) << 20) + 1).to_string()
}

/// Hands the attempt in.
#[server]
pub async fn hand_in_quiz(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let (target, back) = page_of(&fields);
    let result = async {
        let ctx = context()?;
        let target = target.ok_or(AppError::NotFound)?;
        let attempt = quiz::load_for::<action::Answer>(&ctx, id::<AttemptId>(&text(&fields, "attempt"))?).await?;
        quiz::hand_in(&ctx, &attempt).await?;
        Ok(Done::go(target.href()))
    };
    finish("quiz", &back, &fields, result.await).await
}
