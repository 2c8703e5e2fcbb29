//! Administrators change what is known: of one review, or of all reviews of a session that share a date.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    form::{self, Check, FieldError, FormErrors},
    ids::{PersonId, ReviewId},
    policy::action,
    review::{Confidence, Known, Review, Special, Step, check, today_in_geneva},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{change, entity, queries::load};
use crate::{
    access::{Granted, Network},
    context::Context,
    db::{Tx, Work},
    error::{Conflict, Error, Result},
};

/// A date in a form. Empty: not known.
#[derive(Clone, Debug, Default)]
pub struct DateForm {
    /// The day, or the first.
    pub from: String,
    /// The last; may be empty.
    pub until: String,
}

/// What the form for a review holds.
#[derive(Clone, Debug, Default)]
pub struct ReviewForm {
    /// The revision the form was made from: somebody else's change is not overwritten.
    pub revision: String,
    /// Its Working Group session.
    pub session: String,
    /// The Council session that adopts the outcome; may be empty.
    pub adoption_session: String,
    /// Why it is not like the others; may be empty.
    pub special: String,
    /// What to know about it; may be empty.
    pub note: String,
    /// The dates, by the name of the step.
    pub dates: BTreeMap<String, DateForm>,
    /// Where the dates that changed were found.
    pub source: String,
    /// How sure that is.
    pub confidence: String,
}

/// What the form for a session holds: dates that its reviews share.
#[derive(Clone, Debug, Default)]
pub struct SessionForm {
    /// The sum of the revisions the form was made from.
    pub revision: String,
    /// The dates, by the name of the step.
    pub dates: BTreeMap<String, DateForm>,
    /// Where they were found.
    pub source: String,
    /// How sure that is.
    pub confidence: String,
}

/// Where something was found: of dates that are entered.
struct Found {
    source: String,
    confidence: Confidence,
}

/// Changes a review. Returns how many people were told.
///
/// # Errors
/// `Conflict(DraftChanged)` if somebody changed it meanwhile; `Invalid`: fields `{step}_from`, `{step}_until`, `session`, `special`, `note`, `source`, `confidence`.
#[tracing::instrument(name = "review.change", skip_all)]
pub async fn change_review(ctx: &Context, by: &Granted<Network, action::ManageCalendar>, id: ReviewId, form: &ReviewForm) -> Result<u32> {
    let mut check = Check::default();
    let session = check.field("session", form::number(&form.session, form::limits::SESSION.0, form::limits::SESSION.1));
    let adoption = check.field("adoption_session", form::line_or_empty(&form.adoption_session, form::limits::ADOPTION));
    let special = check.field(
        "special",
        match form.special.trim() {
            "" => Ok(None),
            name => Special::from_name(name).map(Some).ok_or(FieldError::Choice),
        },
    );
    let note = check.field("note", form::paragraph(&form.note, form::limits::SPECIAL));
    let dates = read_dates(&mut check, &form.dates);
    let found = read_found(&mut check, &form.source, &form.confidence);
    let values = session.zip(adoption).zip(special).zip(note).zip(dates).zip(found);
    let (((((session, adoption), special), note), dates), found) = check.done(values)?;

    let tx = ctx.db().begin().await?;
    tx.alone(Work::Calendar).await?;
    let before = one(&tx, id).await?;
    if form.revision.trim() != before.revision.to_string() {
        return Err(Error::Conflict(Conflict::DraftChanged));
    }
    let facts = (
        session != i64::from(before.session),
        special != before.special,
        Some(&adoption).filter(|t| !t.is_empty()) != before.adoption_session.as_ref(),
    );
    let today = today_in_geneva(ctx.now);
    let dates = merged(&before, dates.into_iter().collect(), &found, today);
    refuse_impossible(&dates)?;
    let row = entity::review::ActiveModel {
        id: Set(id.0),
        session: Set(i32::try_from(session).unwrap_or(0)),
        adoption_session: Set(Some(adoption).filter(|t| !t.is_empty())),
        special: Set(special.map(|s| s.name().to_owned())),
        note: Set(note),
        by_hand: Set(true),
        ..Default::default()
    };
    let row = if facts == (false, false, false) {
        row
    } else {
        // what was found now is where session and case come from
        entity::review::ActiveModel { source: Set(found.source.clone()), confidence: Set(found.confidence.name().to_owned()), ..row }
    };
    entity::review::Entity::update(row).exec(&*tx).await?;
    let moved = change::write(&tx, ctx.now, Some(by.by()), &before, &dates).await?;
    if moved.is_empty() {
        change::grow(&tx, id).await?;
    }
    let told = change::tell(&tx, ctx.now, moved).await?;
    finish(tx, ctx, by.by(), "review.change", Some(id), told).await
}

/// Changes the dates that the reviews of a session share: a review whose date differs from the one most have keeps its own.
/// Returns how many people were told.
///
/// # Errors
/// `NotFound`; `Invalid` as [`change_review`].
#[tracing::instrument(name = "review.change_session", skip_all)]
pub async fn change_session(
    ctx: &Context,
    by: &Granted<Network, action::ManageCalendar>,
    cycle: u32,
    session: u32,
    form: &SessionForm,
) -> Result<u32> {
    let mut check = Check::default();
    let dates = read_dates(&mut check, &form.dates);
    let found = read_found(&mut check, &form.source, &form.confidence);
    let (dates, found) = check.done(dates.zip(found))?;
    let tx = ctx.db().begin().await?;
    tx.alone(Work::Calendar).await?;
    let reviews: Vec<Review> = load(&*tx, &[]).await?.into_iter().filter(|r| (r.cycle, r.session) == (cycle, session)).collect();
    if reviews.is_empty() {
        return Err(Error::NotFound);
    }
    if form.revision.trim() != reviews.iter().map(|r| r.revision).sum::<u32>().to_string() {
        return Err(Error::Conflict(Conflict::DraftChanged));
    }
    let today = today_in_geneva(ctx.now);
    let mut moved = Vec::new();
    for before in &reviews {
        let shared = |step: &Step| days(before, *step) == crate::review::shared(&reviews, *step);
        let new: BTreeMap<Step, Option<(NaiveDate, Option<NaiveDate>)>> = dates.iter().filter(|(step, _)| shared(step)).copied().collect();
        let dates = merged(before, new, &found, today);
        refuse_impossible(&dates)?;
        moved.extend(change::write(&tx, ctx.now, Some(by.by()), before, &dates).await?);
    }
    let told = change::tell(&tx, ctx.now, moved).await?;
    finish(tx, ctx, by.by(), "review.change_session", None, told).await
}

/// Notes that all known dates of a session were checked again today and are as they were.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "review.check_again", skip_all)]
pub async fn check_again(ctx: &Context, by: &Granted<Network, action::ManageCalendar>, cycle: u32, session: u32) -> Result<()> {
    let tx = ctx.db().begin().await?;
    tx.alone(Work::Calendar).await?;
    let reviews: Vec<Review> = load(&*tx, &[]).await?.into_iter().filter(|r| (r.cycle, r.session) == (cycle, session)).collect();
    if reviews.is_empty() {
        return Err(Error::NotFound);
    }
    let today = today_in_geneva(ctx.now);
    for before in &reviews {
        let dates =
            before.dates.iter().map(|(step, k)| (*step, Known { checked_on: today, checked_by_person: true, ..k.clone() })).collect();
        change::write(&tx, ctx.now, Some(by.by()), before, &dates).await?;
    }
    finish(tx, ctx, by.by(), "review.check_again", None, 0).await.map(drop)
}

async fn one(tx: &Tx, id: ReviewId) -> Result<Review> {
    load(&**tx, &[]).await?.into_iter().find(|r| r.id == id).ok_or(Error::NotFound)
}

async fn finish(tx: Tx, ctx: &Context, by: PersonId, what: &str, id: Option<ReviewId>, told: usize) -> Result<u32> {
    tx.audit(ctx.now, Some(by), what, id.map(|r| r.0), &told.to_string()).await?;
    tx.commit().await?;
    Ok(u32::try_from(told).unwrap_or(u32::MAX))
}

/// First and last day of something that is known.
pub type Days = Option<(NaiveDate, Option<NaiveDate>)>;

fn days(review: &Review, step: Step) -> Days {
    review.dates.get(&step).map(|k| (k.from, k.until))
}

/// The days that most reviews of a session have for a step.
pub fn shared(reviews: &[Review], step: Step) -> Days {
    let mut counts: BTreeMap<Days, usize> = BTreeMap::new();
    reviews.iter().for_each(|r| *counts.entry(days(r, step)).or_insert(0) += 1);
    counts.into_iter().max_by_key(|(_, n)| *n).and_then(|(days, _)| days)
}

fn read_dates(check: &mut Check, form: &BTreeMap<String, DateForm>) -> Option<Vec<(Step, Days)>> {
    let mut all = Vec::new();
    for (name, date) in form {
        let step = Step::from_name(name)?;
        let day = |text: &str| if text.trim().is_empty() { Ok(None) } else { form::date(text).map(Some) };
        let from = check.field(&format!("{name}_from"), day(&date.from));
        let until = check.field(&format!("{name}_until"), day(&date.until));
        match (from, until) {
            (Some(Some(from)), Some(until)) => all.push((step, Some((from, until.filter(|u| *u != from))))),
            (Some(None), Some(Some(_))) => check.note(&format!("{name}_from"), FieldError::Empty),
            (Some(None), Some(None)) => all.push((step, None)),
            _ => {}
        }
    }
    Some(all)
}

fn read_found(check: &mut Check, source: &str, confidence: &str) -> Option<Found> {
    let source = check.field("source", form::line(source, form::limits::DATE_SOURCE));
    let confidence = check.field("confidence", Confidence::from_name(confidence.trim()).ok_or(FieldError::Choice));
    Some(Found { source: source?, confidence: confidence? })
}

/// The dates of a review with the new ones. A date that stays as it was keeps its source.
fn merged(before: &Review, new: BTreeMap<Step, Days>, found: &Found, today: NaiveDate) -> BTreeMap<Step, Known> {
    let mut dates = before.dates.clone();
    for (step, new) in new {
        match new {
            None => {
                dates.remove(&step);
            }
            Some(_) if days(before, step) == new => {}
            Some((from, until)) => {
                let Found { source, confidence } = found;
                let known = Known {
                    from,
                    until,
                    source: source.clone(),
                    confidence: *confidence,
                    checked_on: today,
                    by_hand: true,
                    checked_by_person: true,
                };
                dates.insert(step, known);
            }
        }
    }
    dates
}

fn refuse_impossible(dates: &BTreeMap<Step, Known>) -> Result<()> {
    let wrong = check(dates);
    if wrong.is_empty() {
        return Ok(());
    }
    let field = |(step, error): (Step, FieldError)| {
        let end = if error == FieldError::EndBeforeStart { "until" } else { "from" };
        (format!("{}_{end}", step.name()), error)
    };
    Err(FormErrors(wrong.into_iter().map(field).collect()).into())
}
