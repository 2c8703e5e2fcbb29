//! Forms of live meetings.

use backend::{
    Context, access,
    activity::{self, Hand, Moderation, Source},
    workshop::{self, Meeting},
};
use domain::{
    activity::ActivityForm,
    ids::{MeetingId, QuestionVersionId},
    policy::ActionType,
};
use leptos::prelude::*;

use super::{answer_fields::sent, forms};
use crate::{
    error::AppError,
    href,
    i18n::t,
    server::{
        self, Done,
        form::{Code, Each, FormSpec, Id, Posted},
        id,
    },
};

async fn meeting<A: ActionType>(ctx: &Context, id: Id<MeetingId>) -> Result<access::Granted<Meeting, A>, AppError> {
    Ok(workshop::load_meeting_for(ctx, id.get()?).await?)
}

fn moderation(what: &Code) -> Result<Moderation, AppError> {
    Moderation::from_name(what).ok_or(AppError::NotFound)
}

/// Answers an activity.
#[server]
pub async fn answer_activity(#[server(flatten)] form: Posted<forms::AnswerActivity>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = meeting(&ctx, form.meeting).await?;
        let activity = form.activity.get()?;
        let answer = sent(&form.answers, &activity.to_string());
        activity::answer(&ctx, &granted, activity, &answer, Some(&server::seat()), form.step.parse().ok()).await?;
        Ok(if form.autosave.is_set() { Done::go(form.back()) } else { Done::say(form.back(), t!("notice-answer-saved")) })
    })
    .await
}

/// Votes for an answer, or takes the vote back.
#[server]
pub async fn vote_answer(#[server(flatten)] form: Posted<forms::VoteAnswer>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = meeting(&ctx, form.meeting).await?;
        let want = match &*form.want {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        };
        activity::vote(&ctx, &granted, form.answer.get()?, Some(&server::seat()), want).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// The State under review answers a recommendation.
#[server]
pub async fn respond_recommendation(#[server(flatten)] form: Posted<forms::RespondRecommendation>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = meeting(&ctx, form.meeting).await?;
        activity::respond(&ctx, &granted, form.answer.get()?, moderation(&form.what)?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Raises the hand, or lowers it.
#[server]
pub async fn turn_hand(#[server(flatten)] form: Posted<forms::TurnHand>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let hand = if &*form.to == "down" { Hand::Down } else { Hand::Up };
        activity::turn_hand(&ctx, &meeting(&ctx, form.meeting).await?, hand).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Lowers somebody's hand.
#[server]
pub async fn lower_hand(#[server(flatten)] form: Posted<forms::LowerHand>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let person = form.person.get()?;
        activity::lower_hand(&ctx, &meeting(&ctx, form.meeting).await?, person).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// The chosen questions, in the order of the bank, which is that of the numbers in the names.
fn chosen(sent: &Each<Code>) -> Vec<QuestionVersionId> {
    let mut chosen: Vec<(u32, QuestionVersionId)> = sent.iter().filter_map(|(n, id)| Some((n.parse().ok()?, id.parse().ok()?))).collect();
    chosen.sort_unstable_by_key(|(n, _)| *n);
    chosen.into_iter().map(|(_, id)| id).collect()
}

fn source(starter: &Code, kept: &Code, new: ActivityForm) -> Result<Source, AppError> {
    if !starter.is_empty() {
        return Ok(Source::Starter(starter.to_string()));
    }
    if !kept.is_empty() {
        return Ok(Source::Kept(id(kept)?));
    }
    Ok(Source::Form(Box::new(new)))
}

/// What two forms say about a new activity.
macro_rules! new_activity {
    ($form:expr) => {
        ActivityForm {
            kind: $form.kind.to_string(),
            title: $form.title.to_string(),
            prompt: $form.prompt.to_string(),
            options: $form.options.to_string(),
            scale_low: $form.scale_low.to_string(),
            scale_high: $form.scale_high.to_string(),
            mix: $form.mix.to_string(),
            group_size: $form.group_size.to_string(),
            minutes: $form.minutes.to_string(),
            anonymous: $form.anonymous.to_string(),
            questions: chosen(&$form.questions),
        }
    };
}

/// Adds an activity to a meeting; with `open` it is opened at once.
#[server]
pub async fn add_activity(#[server(flatten)] form: Posted<forms::AddActivity>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = meeting(&ctx, form.meeting).await?;
        let source = source(&form.starter, &form.kept, new_activity!(form))?;
        let new = activity::add(&ctx, &granted, &source).await?;
        if form.open.is_set() {
            activity::open(&ctx, &granted, new).await?;
            return Ok(Done::go(href::run(granted.id)));
        }
        Ok(Done::say(href::of_run(granted.id, "activities"), t!("notice-activity-added")))
    })
    .await
}

/// Takes an activity away that was never opened.
#[server]
pub async fn remove_activity(#[server(flatten)] form: Posted<forms::RemoveActivity>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        activity::remove(&ctx, &meeting(&ctx, form.meeting).await?, form.activity.get()?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Opens an activity.
#[server]
pub async fn open_activity(#[server(flatten)] form: Posted<forms::OpenActivity>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        activity::open(&ctx, &meeting(&ctx, form.meeting).await?, form.activity.get()?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Goes on to the next step.
#[server]
pub async fn step_activity(#[server(flatten)] form: Posted<forms::StepActivity>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let from = form.step.parse().map_err(|_not_a_number| AppError::NotFound)?;
        activity::next_step(&ctx, &meeting(&ctx, form.meeting).await?, form.activity.get()?, from).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Closes an activity.
#[server]
pub async fn close_activity(#[server(flatten)] form: Posted<forms::CloseActivity>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        activity::close(&ctx, &meeting(&ctx, form.meeting).await?, form.activity.get()?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// A trainer moderates an answer.
#[server]
pub async fn moderate_answer(#[server(flatten)] form: Posted<forms::ModerateAnswer>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        let granted = meeting(&ctx, form.meeting).await?;
        activity::moderate(&ctx, &granted, form.answer.get()?, moderation(&form.what)?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}

/// Keeps an activity of a meeting, or a new one, in the library.
#[server]
pub async fn keep_activity(#[server(flatten)] form: Posted<forms::KeepActivity>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        if let Some(activity) = form.activity.maybe() {
            activity::keep_of_meeting(&ctx, &meeting(&ctx, form.meeting).await?, activity).await?;
        } else {
            let source = source(&form.starter, &form.kept, new_activity!(form))?;
            activity::keep(&ctx, access::network(&ctx)?, &source).await?;
        }
        Ok(Done::say(form.back(), t!("notice-activity-kept")))
    })
    .await
}

/// Takes an activity out of the library.
#[server]
pub async fn forget_activity(#[server(flatten)] form: Posted<forms::ForgetActivity>) -> Result<(), AppError> {
    form.handle(|ctx, form| async move {
        activity::forget(&ctx, access::network(&ctx)?, form.activity.get()?).await?;
        Ok(Done::go(form.back()))
    })
    .await
}
