//! What activities and evaluation of a workshop came to; every answer as a row.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::{
    activity::{Answer, Kind, Written},
    ids::PersonId,
    policy::action,
};

use super::{
    board::{Shown, View, shown_of},
    library::{Prepared, written},
    loaded::{Given, One, Which, load},
    questions,
};
use crate::{access::Granted, account, context::Context, error::Result, seat::Seat, workshop};

/// What a workshop's activities and its evaluation came to.
#[derive(Clone, Debug)]
pub struct Results {
    /// By the number of the meeting, in order; without meetings in which nothing was opened.
    pub meetings: Vec<(u32, Vec<Shown>)>,
    /// The questions of the evaluation, in order.
    pub evaluation: Vec<Shown>,
}

/// What a workshop's activities and evaluation came to, meeting by meeting.
///
/// # Errors
/// The database.
pub async fn results(ctx: &Context, workshop: &Granted<workshop::Workshop, action::ManageWorkshop>) -> Result<Results> {
    let all = load(ctx.backend(), Which::Workshop(workshop.id)).await?;
    let (evaluation, others): (Vec<One>, Vec<One>) = all.into_iter().partition(|one| one.row.purpose == "evaluation");
    let mut meetings: BTreeMap<(DateTime<Utc>, u32), Vec<One>> = BTreeMap::new();
    for one in others.into_iter().filter(|one| one.row.opened_at.is_some()) {
        let Some((number, starts_at)) = one.meeting else { continue };
        meetings.entry((starts_at, number)).or_default().push(one);
    }
    let of_meeting = |((_, number), all): ((DateTime<Utc>, u32), Vec<One>)| Ok((number, in_order(&all, View::Trainer)?));
    let meetings = meetings.into_iter().map(of_meeting).collect::<Result<_>>()?;
    Ok(Results { meetings, evaluation: in_order(&evaluation, View::Trainer)? })
}

/// The first first.
fn in_order(all: &[One], view: View) -> Result<Vec<Shown>> {
    let mut shown = shown_of(all, view)?;
    shown.reverse();
    Ok(shown)
}

/// The questions of a workshop's evaluation with what was answered, in order.
///
/// # Errors
/// The database.
pub async fn evaluation(ctx: &Context, workshop: &Granted<workshop::Workshop, action::ManageWorkshop>) -> Result<Vec<Shown>> {
    in_order(&load(ctx.backend(), Which::Evaluation(workshop.id)).await?, View::Trainer)
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
    let all = load(ctx.backend(), Which::Evaluation(workshop.id)).await?;
    let own = |shown: Shown| {
        let key = seat.map(|seat| format!("{}:a:{}:", shown.id, seat.in_activity(shown.id, workshop.by())));
        let answers = all.iter().filter(|one| one.row.id == shown.id.0).flat_map(|one| &one.answers);
        let mine = answers.map(|given| &given.row).find(|row| key.is_some() && row.answer_key == key);
        let given = mine.and_then(|row| serde_json::from_str(&row.body).ok());
        (Prepared { id: shown.id, written: shown.written }, given)
    };
    Ok(in_order(&all, View::Room)?.into_iter().map(own).collect())
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
    let rows = load(ctx.backend(), Which::Workshop(workshop.id)).await?;
    let people: BTreeSet<PersonId> = rows.iter().flat_map(|one| &one.answers).filter_map(|g| g.row.person_id.map(PersonId)).collect();
    let names = account::names(ctx.db().connection(), people).await?;
    let mut rows: Vec<One> = rows;
    rows.sort_by_key(|one| (one.row.created_at, one.row.id));
    let mut all = Vec::new();
    for one in rows {
        let what = written(&one.row)?;
        for Given { row: given, votes, .. } in one.answers {
            let asked = match (what.kind, given.part.parse::<u32>()) {
                (Kind::Quiz, Ok(n)) => {
                    questions::kept_of_step(ctx.backend(), &what.settings, n * 2).await.ok().map(|a| a.shown(false).options)
                }
                _ => None,
            };
            let body = serde_json::from_str(&given.body).ok();
            all.push(ExportRow {
                meeting: one.meeting.map_or(0, |(number, _)| number),
                activity: what.title.clone(),
                kind: what.kind.name(),
                person: given.person_id.and_then(|p| names.get(&PersonId(p)).cloned()).unwrap_or_default(),
                // an answer without text got no votes that count
                votes: if matches!(body, Some(Answer::Text(_))) { votes } else { 0 },
                answer: body.map(|b| in_words(&what, asked.as_deref(), &b)).unwrap_or_default(),
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
