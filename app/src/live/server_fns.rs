//! Forms of live meetings.

use backend::{
    access,
    activity::{self, Hand, Moderation, Source},
    workshop,
};
use domain::{
    activity::ActivityForm,
    ids::{ActivityAnswerId, ActivityId, MeetingId, PersonId, QuestionVersionId},
    policy::ActionType,
};
use leptos::prelude::*;

use super::answer_fields::sent;
use crate::{
    error::AppError,
    href,
    server::{self, Done, Fields, Notice, context, finish, id, text},
};

fn live(fields: &Fields) -> String {
    id::<MeetingId>(&text(fields, "meeting")).map_or_else(|_| href::WORKSHOPS.to_owned(), href::live)
}

fn console(fields: &Fields) -> String {
    id::<MeetingId>(&text(fields, "meeting")).map_or_else(|_| href::TEACH.to_owned(), href::run)
}

async fn meeting<A: ActionType>(
    ctx: &backend::Context,
    fields: &Fields,
) -> Result<access::Granted<workshop::Meeting, A>, AppError> {
    Ok(workshop::load_meeting_for(ctx, id(&text(fields, "meeting"))?).await?)
}

fn activity_id(fields: &Fields) -> Result<ActivityId, AppError> {
    id(&text(fields, "activity"))
}

fn answer_id(fields: &Fields) -> Result<ActivityAnswerId, AppError> {
    id(&text(fields, "answer"))
}

/// Answers an activity.
#[server]
pub async fn answer_activity(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = meeting(&ctx, &fields).await?;
        let activity = activity_id(&fields)?;
        let step = text(&fields, "step").parse().ok();
        activity::answer(&ctx, &granted, activity, &sent(&fields, &format!("a-{activity}")), Some(&server::seat()), step).await?;
        Ok(if fields.contains_key("autosave") { Done::go(live(&fields)) } else { Done::say(live(&fields), Notice::AnswerSaved) })
    };
    finish("live", &live(&fields), &fields, result.await).await
}

/// Votes for an answer, or takes the vote back.
#[server]
pub async fn vote_answer(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = meeting(&ctx, &fields).await?;
        let want = match text(&fields, "want").as_str() {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        };
        activity::vote(&ctx, &granted, answer_id(&fields)?, Some(&server::seat()), want).await?;
        Ok(Done::go(live(&fields)))
    };
    finish("live", &live(&fields), &fields, result.await).await
}

fn moderation(fields: &Fields) -> Result<Moderation, AppError> {
    Moderation::from_name(&text(fields, "what")).ok_or(AppError::NotFound)
}

/// The State under review answers a recommendation.
#[server]
pub async fn respond_recommendation(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let granted = meeting(&ctx, &fields).await?;
        activity::respond(&ctx, &granted, answer_id(&fields)?, moderation(&fields)?).await?;
        Ok(Done::go(live(&fields)))
    };
    finish("live", &live(&fields), &fields, result.await).await
}

/// Raises the hand, or lowers it.
#[server]
pub async fn turn_hand(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let hand = if text(&fields, "to") == "down" { Hand::Down } else { Hand::Up };
        activity::turn_hand(&ctx, &meeting(&ctx, &fields).await?, hand).await?;
        Ok(Done::go(live(&fields)))
    };
    finish("live", &live(&fields), &fields, result.await).await
}

/// Lowers somebody's hand.
#[server]
pub async fn lower_hand(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let person: PersonId = id(&text(&fields, "person"))?;
        activity::lower_hand(&ctx, &meeting(&ctx, &fields).await?, person).await?;
        Ok(Done::go(console(&fields)))
    };
    finish("console", &console(&fields), &fields, result.await).await
}

fn activity_form(fields: &Fields) -> ActivityForm {
    ActivityForm {
        kind: text(fields, "kind"),
        title: text(fields, "title"),
        prompt: text(fields, "prompt"),
        options: text(fields, "options"),
        scale_low: text(fields, "scale_low"),
        scale_high: text(fields, "scale_high"),
        mix: text(fields, "mix"),
        group_size: text(fields, "group_size"),
        minutes: text(fields, "minutes"),
        anonymous: text(fields, "anonymous"),
        questions: {
            // in the order of the bank, which is that of the numbers in the names
            let mut chosen: Vec<(u32, QuestionVersionId)> = fields
                .iter()
                .filter_map(|(name, value)| Some((name.strip_prefix("question-")?.parse().ok()?, value.parse().ok()?)))
                .collect();
            chosen.sort_unstable_by_key(|(n, _)| *n);
            chosen.into_iter().map(|(_, id)| id).collect()
        },
    }
}

fn source(fields: &Fields) -> Result<Source, AppError> {
    match (text(fields, "starter"), text(fields, "kept")) {
        (starter, _) if !starter.is_empty() => Ok(Source::Starter(starter)),
        (_, kept) if !kept.is_empty() => Ok(Source::Kept(id(&kept)?)),
        _ => Ok(Source::Form(Box::new(activity_form(fields)))),
    }
}

/// Adds an activity to a meeting; with `open` it is opened at once.
#[server]
pub async fn add_activity(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = id::<MeetingId>(&text(&fields, "meeting")).map_or_else(|_| href::TEACH.to_owned(), |id| href::of_run(id, "activities"));
    let back = match text(&fields, "kind") {
        kind if domain::activity::Kind::from_name(&kind).is_some() => format!("{back}?kind={kind}"),
        _ => back,
    };
    let result = async {
        let ctx = context()?;
        let granted = meeting(&ctx, &fields).await?;
        let new = activity::add(&ctx, &granted, &source(&fields)?).await?;
        if fields.contains_key("open") {
            activity::open(&ctx, &granted, new).await?;
            return Ok(Done::go(console(&fields)));
        }
        Ok(Done::say(href::of_run(granted.id, "activities"), Notice::ActivityAdded))
    };
    finish("activity", &back, &fields, result.await).await
}

/// Takes an activity away that was never opened.
#[server]
pub async fn remove_activity(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let back = id::<MeetingId>(&text(&fields, "meeting")).map_or_else(|_| href::TEACH.to_owned(), |id| href::of_run(id, "activities"));
    let result = async {
        let ctx = context()?;
        activity::remove(&ctx, &meeting(&ctx, &fields).await?, activity_id(&fields)?).await?;
        Ok(Done::go(back.clone()))
    };
    finish("activity", &back, &fields, result.await).await
}

/// Opens an activity.
#[server]
pub async fn open_activity(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        activity::open(&ctx, &meeting(&ctx, &fields).await?, activity_id(&fields)?).await?;
        Ok(Done::go(console(&fields)))
    };
    finish("console", &console(&fields), &fields, result.await).await
}

/// Goes on to the next step.
#[server]
pub async fn step_activity(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        let from = text(&fields, "step").parse().map_err(|_e| AppError::NotFound)?;
        activity::next_step(&ctx, &meeting(&ctx, &fields).await?, activity_id(&fields)?, from).await?;
        Ok(Done::go(console(&fields)))
    };
    finish("console", &console(&fields), &fields, result.await).await
}

/// Closes an activity.
#[server]
pub async fn close_activity(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        activity::close(&ctx, &meeting(&ctx, &fields).await?, activity_id(&fields)?).await?;
        Ok(Done::go(console(&fields)))
    };
    finish("console", &console(&fields), &fields, result.await).await
}

/// A trainer moderates an answer.
#[server]
pub async fn moderate_answer(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        activity::moderate(&ctx, &meeting(&ctx, &fields).await?, answer_id(&fields)?, moderation(&fields)?).await?;
        Ok(Done::go(console(&fields)))
    };
    finish("console", &console(&fields), &fields, result.await).await
}

/// Keeps an activity of a meeting, or a new one, in the library.
#[server]
pub async fn keep_activity(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let of_meeting = !text(&fields, "activity").is_empty();
    let back = if of_meeting { console(&fields) } else { href::TEACH_LIBRARY.to_owned() };
    let result = async {
        let ctx = context()?;
        if of_meeting {
            let granted = meeting(&ctx, &fields).await?;
            activity::keep_of_meeting(&ctx, &granted, activity_id(&fields)?).await?;
        } else {
            activity::keep(&ctx, access::network(&ctx)?, &source(&fields)?).await?;
        }
        Ok(Done::say(back.clone(), Notice::ActivityKept))
    };
    finish(if of_meeting { "console" } else { "activity" }, &back, &fields, result.await).await
}

/// Takes an activity out of the library.
#[server]
pub async fn forget_activity(#[server(flatten)] fields: Fields) -> Result<(), AppError> {
    let result = async {
        let ctx = context()?;
        activity::forget(&ctx, access::network(&ctx)?, activity_id(&fields)?).await?;
        Ok(Done::go(href::TEACH_LIBRARY))
    };
    finish("activity", href::TEACH_LIBRARY, &fields, result.await).await
}
