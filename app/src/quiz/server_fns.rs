//! Forms of a quiz.

use backend::quiz::{self, Fields as Asked, Given};
use domain::policy::action;
use leptos::prelude::*;

use super::{forms, target::Target};
use crate::{
    error::AppError,
    server::{Done, form::Posted},
};

/// Starts an attempt, or goes on with the open one.
#[server]
pub async fn start_quiz(#[server(flatten)] form: Posted<forms::StartQuiz>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let target = Target::of(&form.purpose, &form.module)?;
        quiz::start(&ctx, &target.load(&ctx).await?).await?;
        Ok(Done::go(target.question(1)))
    })
    .await
}

/// Saves the answer to a question, and goes to the next.
#[server]
pub async fn answer_question(#[server(flatten)] form: Posted<forms::AnswerQuestion>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let target = Target::of(&form.purpose, &form.module)?;
        let position = form.number();
        let attempt = quiz::load_for::<action::Answer>(&ctx, form.attempt.get()?).await?;
        let question = quiz::question(&ctx, &attempt, position).await?;
        if question.fields != Asked::Nothing {
            // without script every press of the button is a new word, also on a page that came back out of a cache
            let sent = form.sequence.parse::<i64>().unwrap_or(0);
            let by_script = form.autosave.is_set() || sent & 0xF_FFFF > 1;
            let sequence = if by_script { sent } else { first_sequence().parse().unwrap_or(sent) };
            quiz::answer(&ctx, &attempt, position, &given(&form, &question.fields), sequence).await?;
        }
        let total = u32::try_from(quiz::view(&ctx, &attempt).await?.answered.len()).unwrap_or(0);
        Ok(Done::go(if position < total { target.question(position + 1) } else { target.check() }))
    })
    .await
}

/// What the fields of the form say.
fn given(form: &forms::AnswerQuestion, asked: &Asked) -> Given {
    match asked {
        // a radio sends option=3, a check box option_3=on
        Asked::Options { .. } => {
            let mut chosen: Vec<usize> = form.options.ids();
            chosen.extend(form.option.parse::<usize>().ok());
            Given::Options(chosen)
        }
        Asked::Line(_) | Asked::Lines { .. } | Asked::Nothing => Given::Text(form.text.to_string()),
        Asked::Pairs { left, .. } => Given::Pairs((0..left.len()).map(|n| form.pairs.text(&n.to_string()).parse().ok()).collect()),
        Asked::Places(items) => Given::Places((0..items.len()).map(|n| form.places.text(&n.to_string()).parse().ok()).collect()),
        Asked::Gaps(gaps) => Given::Gaps((0..gaps.len()).map(|n| form.gaps.text(&n.to_string())).collect()),
    }
}

/// Names the page that a question is answered on: `domain::quiz::gives_way`. Numbers of JavaScript are exact to 2⁵³.
pub(super) fn first_sequence() -> String {
    let random = backend::token::new_id().as_u128() & 0x7FFF_FFFF;
    ((random.max(1) << 20) + 1).to_string()
}

/// Hands the attempt in.
#[server]
pub async fn hand_in_quiz(#[server(flatten)] form: Posted<forms::HandInQuiz>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let target = Target::of(&form.purpose, &form.module)?;
        let attempt = quiz::load_for::<action::Answer>(&ctx, form.attempt.get()?).await?;
        quiz::hand_in(&ctx, &attempt).await?;
        Ok(Done::go(target.href()))
    })
    .await
}
