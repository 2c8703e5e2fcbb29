//! What activities and evaluation of a workshop came to; every answer as a row.

use std::collections::HashMap;

use domain::{
    activity::{Answer, Kind, Written},
    ids::PersonId,
    policy::action,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, prelude::*};

use super::{
    board::{Shown, View, entries, shown_of},
    entity::{activity, answer},
    library::{Prepared, written},
    questions,
};
use crate::{access::Granted, account, context::Context, error::Result, seat::Seat, workshop};

/// What a workshop's activities and evaluation came to, meeting by meeting.
///
/// # Errors
/// The database.
pub async fn results(ctx: &Context, workshop: &Granted<workshop::Workshop, action::ManageWorkshop>) -> Result<Vec<(u32, Vec<Shown>)>> {
    let db = ctx.db().connection();
    let mut all = Vec::new();
    for row in workshop::meetings_of(db, workshop.id).await? {
        let mut shown = shown_of(db, activity::Column::MeetingId.eq(row.id), View::Trainer).await?;
        shown.reverse();
        all.push((u32::try_from(row.position).unwrap_or(0), shown));
    }
    Ok(all)
}

/// The questions of a workshop's evaluation with what was answered, in order.
///
/// # Errors
/// The database.
pub async fn evaluation(ctx: &Context, workshop: &Granted<workshop::Workshop, action::ManageWorkshop>) -> Result<Vec<Shown>> {
    evaluation_of(ctx, workshop.id, View::Trainer).await
}

/// The questions of a workshop's evaluation, for whoever has a place, with their own answers on this device.
///
/// # Errors
/// The database.
pub async fn own_evaluation(
    ctx: &Context,
    workshop: &Granted<workshop::Workshop, action::CheckIn>,
    seat: Option<&Seat>,
) -> Result<Vec<(Prepared, Option<Answer>)>> {
    let db = ctx.db().connection();
    let mut all = Vec::new();
    for shown in evaluation_of(ctx, workshop.id, View::Room).await? {
        let mine = match seat {
            None => None,
            Some(seat) => {
                let key = format!("{}:a:{}:", shown.id, seat.in_activity(shown.id, workshop.by()));
                answer::Entity::find().filter(answer::Column::AnswerKey.eq(key)).one(db).await?
            }
        };
        let given = mine.and_then(|m| serde_json::from_str(&m.body).ok());
        all.push((Prepared { id: shown.id, written: shown.written }, given));
    }
    Ok(all)
}

async fn evaluation_of(ctx: &Context, id: domain::ids::WorkshopId, view: View) -> Result<Vec<Shown>> {
    let which = sea_orm::ExprTrait::and(activity::Column::WorkshopId.eq(id.0), activity::Column::Purpose.eq("evaluation"));
    let mut shown = shown_of(ctx.db().connection(), which, view).await?;
    shown.reverse();
    Ok(shown)
}

/// One answer, for the export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRow {
    /// Number of the meeting; 0 for the evaluation.
    pub meeting: u32,
    /// Title of the activity.
    pub activity: String,
    /// Kind, by name.
    pub kind: &'static str,
    /// Who answered; empty where it is anonymous.
    pub person: String,
    /// Their answer in words: options by their text.
    pub answer: String,
    /// Votes it got.
    pub votes: u32,
    /// Points of 100 in a live quiz.
    pub points: Option<u32>,
    /// `supported`, `noted`, `answered` or empty.
    pub state: String,
}

/// Every answer of a workshop, for the export. Of anonymous activities without person, in an order of chance.
///
/// # Errors
/// The database.
pub async fn export(ctx: &Context, workshop: &Granted<workshop::Workshop, action::ManageWorkshop>) -> Result<Vec<ExportRow>> {
    let db = ctx.db().connection();
    let meetings: HashMap<Uuid, u32> =
        workshop::meetings_of(db, workshop.id).await?.into_iter().map(|m| (m.id, u32::try_from(m.position).unwrap_or(0))).collect();
    let rows = activity::Entity::find()
        .filter(activity::Column::WorkshopId.eq(workshop.id.0))
        .order_by_asc(activity::Column::CreatedAt)
        .order_by_asc(activity::Column::Id)
        .all(db)
        .await?;
    let mut all = Vec::new();
    for row in rows {
        let what = written(&row)?;
        let answers = answer::Entity::find().filter(answer::Column::ActivityId.eq(row.id)).order_by_asc(answer::Column::Id).all(db).await?;
        let people: Vec<PersonId> = answers.iter().filter_map(|a| a.person_id.map(PersonId)).collect();
        let names = account::names(db, people).await?;
        let entries = entries(db, &row, &answers, View::Trainer).await?;
        for given in answers {
            let votes = entries.iter().find(|e| e.id.0 == given.id).map_or(0, |e| e.votes);
            let asked = match (what.kind, given.part.parse::<u32>()) {
                (Kind::Quiz, Ok(n)) => questions::of_step(db, &what.settings, n * 2).await.ok().map(|a| a.shown(false).options),
                _ => None,
            };
            let body = serde_json::from_str(&given.body).ok();
            all.push(ExportRow {
                meeting: row.meeting_id.and_then(|m| meetings.get(&m).copied()).unwrap_or(0),
                activity: what.title.clone(),
                kind: what.kind.name(),
                person: given.person_id.and_then(|p| names.get(&PersonId(p)).cloned()).unwrap_or_default(),
                answer: body.map(|b| in_words(&what, asked.as_deref(), &b)).unwrap_or_default(),
                votes,
                points: given.points_milli.and_then(|p| u32::try_from(p / 10).ok()),
                state: given.response.or_else(|| given.answered_at.map(|_| "answered".to_owned())).unwrap_or_default(),
            });
        }
    }
    Ok(all)
}

fn in_words(what: &Written, options: Option<&[String]>, given: &Answer) -> String {
    match given {
        Answer::Text(text) => text.clone(),
        Answer::Words(words) => words.join(", "),
        Answer::Choices(chosen) if what.kind == Kind::PollScale => chosen.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Answer::Choices(chosen) => {
            let options = options.unwrap_or(&what.settings.options);
            let plain = |html: &String| crate::markdown::plain(html);
            let words = chosen.iter().filter_map(|n| options.get(usize::try_from(*n).ok()?)).map(plain);
            words.collect::<Vec<_>>().join("; ")
        }
    }
}
