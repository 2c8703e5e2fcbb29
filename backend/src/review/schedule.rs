//! The schedule as CSV: the file that comes with the program, and files that administrators bring.
//!
//! An empty cell says nothing: it takes no date away. What comes with the program never overwrites what somebody entered.

use std::collections::{BTreeMap, HashMap};

use domain::{
    ids::{PersonId, ReviewId},
    live::Topic,
    review::{Known, Review, Step, check, today_in_geneva},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    change, entity,
    queries::load,
    schedule_file::{Origin, Row, columns, parse, reason},
};
use crate::{
    built_in::built_in_schedule,
    context::Backend,
    csv_file,
    db::{Tx, Work},
    error::Result,
    import_file::{Addition, Change, How, Outcome, Plan, begin},
    token::new_id,
};

/// Plans a file, and brings it in unless it is only looked at. With it, those who follow a State are told what moved.
///
/// # Errors
/// `Rows` with every bad row; then nothing is imported.
pub(crate) async fn run(backend: &Backend, by: Option<PersonId>, text: &str, how: How) -> Result<Plan> {
    let now = backend.clock.now();
    let rows = parse(text, today_in_geneva(now), Origin::Hand)?;
    match how {
        How::Look => {
            let there = load(backend.db.connection(), &[]).await?;
            let rows = named(rows, &there);
            Ok(plan(&rows, &there, Origin::Hand)?.into_iter().map(|p| p.change).collect::<Vec<_>>().into())
        }
        How::BringIn(file) => {
            let tx = begin(backend, file).await?;
            tx.alone(Work::Calendar).await?;
            let there = load(&*tx, &[]).await?;
            let rows = named(rows, &there);
            let planned = plan(&rows, &there, Origin::Hand)?;
            let told = carry_out(&tx, backend, by, &planned, Origin::Hand).await?;
            tx.audit(now, by, "review.import", None, &format!("{} {told}", planned.len())).await?;
            tx.commit().await?;
            Ok(planned.into_iter().map(|p| p.change).collect::<Vec<_>>().into())
        }
    }
}

/// Brings the schedule of the program up to date: new reviews, and dates that nobody entered by hand.
///
/// # Errors
/// The database.
pub async fn import_built_in(backend: &Backend) -> Result<()> {
    let now = backend.clock.now();
    let rows = parse(built_in_schedule(), today_in_geneva(now), Origin::Program)?;
    // a start that changes nothing writes nothing
    let there = load(backend.db.connection(), &[]).await?;
    let rows = named(rows, &there);
    if plan(&rows, &there, Origin::Program)?.iter().all(|p| !p.writes) {
        return Ok(());
    }
    let tx = backend.db.begin().await?;
    tx.alone(Work::Calendar).await?;
    let planned = plan(&rows, &load(&*tx, &[]).await?, Origin::Program)?;
    carry_out(&tx, backend, None, &planned, Origin::Program).await?;
    tx.audit(now, None, "review.import", None, &planned.len().to_string()).await?;
    tx.commit().await
}

/// What a row does.
#[derive(Debug)]
struct Planned<'a> {
    change: Change,
    row: &'a Row,
    before: Option<Review>,
    dates: BTreeMap<Step, Known>,
    writes: bool,
}

/// A State has one name: that of its newest cycle, in the file or there already.
fn named(mut rows: Vec<Row>, there: &[Review]) -> Vec<Row> {
    let mut newest: HashMap<String, (u32, String)> = HashMap::new();
    // of the same cycle the file's name is the newer one
    for review in there.iter().chain(rows.iter().map(|r| &r.review)) {
        let name = newest.entry(review.iso3.clone()).or_insert_with(|| (review.cycle, review.state.clone()));
        if review.cycle >= name.0 {
            *name = (review.cycle, review.state.clone());
        }
    }
    for row in &mut rows {
        if let Some((_, name)) = newest.get(&row.review.iso3) {
            row.review.state.clone_from(name);
        }
    }
    rows
}

fn plan<'a>(rows: &'a [Row], there: &[Review], origin: Origin) -> Result<Vec<Planned<'a>>> {
    let known: HashMap<(u32, &str), &Review> = there.iter().map(|r| ((r.cycle, r.iso3.as_str()), r)).collect();
    let mut wrong = Vec::new();
    let mut planned = Vec::new();
    for row in rows {
        let new = &row.review;
        let before = known.get(&(new.cycle, new.iso3.as_str())).map(|r| (*r).clone());
        let mut dates = combined(before.as_ref(), new, origin);
        if let (Origin::Program, Some(before)) = (origin, &before)
            && !check(&dates).is_empty()
        {
            // what administrators entered stands; the program must start
            tracing::warn!(
                state = new.iso3,
                cycle = new.cycle,
                "dates of the program do not fit those that were entered, and were left out"
            );
            dates.clone_from(&before.dates);
        }
        // dates of the file and dates that are there must be true together
        wrong.extend(
            check(&dates)
                .first()
                .map(|(step, error)| csv_file::RowError { line: row.line, reason: format!("{}: {}", columns(*step).0, reason(error)) }),
        );
        let adds = additions(before.as_ref(), new, &dates, origin);
        let writes = before.as_ref().is_none_or(|b| b.dates != dates || !adds.is_empty() || facts_differ(b, new, origin));
        let outcome = if before.is_some() { Outcome::KnownByName } else { Outcome::New };
        planned.push(Planned { change: Change { line: row.line, subject: new.state.clone(), outcome, adds }, row, before, dates, writes });
    }
    if wrong.is_empty() { Ok(planned) } else { Err(crate::error::Error::Rows(wrong)) }
}

/// The dates after a row: a cell that is empty says nothing; what was entered by hand stands against the program's file.
fn combined(before: Option<&Review>, new: &Review, origin: Origin) -> BTreeMap<Step, Known> {
    let mut dates = before.map(|b| b.dates.clone()).unwrap_or_default();
    for (step, known) in &new.dates {
        match dates.get(step) {
            Some(old) if origin == Origin::Program && old.by_hand => {}
            // an administrator took it away, or keeps this review: the program does not bring it back
            None if origin == Origin::Program && before.is_some_and(|b| b.by_hand) => {}
            // the same day, checked again: only a later check is news
            Some(old) if (old.from, old.until) == (known.from, known.until) && old.checked_on >= known.checked_on => {}
            _ => {
                dates.insert(*step, known.clone());
            }
        }
    }
    dates
}

/// Whether what is not a date differs. An administrator's word on a review stands against the program's.
fn facts_differ(before: &Review, new: &Review, origin: Origin) -> bool {
    let differ = before.session != new.session
        || before.state != new.state
        || before.source != new.source
        || before.confidence != new.confidence
        || (new.adoption_session.is_some() && before.adoption_session != new.adoption_session)
        || (new.special.is_some() && before.special != new.special)
        || (!new.note.is_empty() && before.note != new.note);
    differ && !(origin == Origin::Program && before.by_hand)
}

fn additions(before: Option<&Review>, new: &Review, dates: &BTreeMap<Step, Known>, origin: Origin) -> Vec<Addition> {
    let Some(before) = before else { return Vec::new() };
    let mut adds = Vec::new();
    if facts_differ(before, new, origin) {
        if before.session != new.session {
            adds.push(Addition::Session(before.session, new.session));
        }
        if before.state != new.state {
            adds.push(Addition::Renamed(before.state.clone(), new.state.clone()));
        }
    }
    for (step, known) in dates {
        let old = before.dates.get(step);
        if old.map(|k| (k.from, k.until)) != Some((known.from, known.until)) {
            adds.push(Addition::Date(*step, old.map(|k| k.from), known.from));
        }
    }
    adds
}

async fn carry_out(tx: &Tx, backend: &Backend, by: Option<PersonId>, planned: &[Planned<'_>], origin: Origin) -> Result<usize> {
    tx.outdate(Topic::Schedule);
    let now = backend.clock.now();
    let mut moved = Vec::new();
    let mut new_rows = Vec::new();
    let mut new_dates = Vec::new();
    for p in planned.iter().filter(|p| p.writes) {
        let Some(before) = &p.before else {
            // new: nobody follows what was not there
            let id = ReviewId(new_id());
            new_rows.push(row(id, &p.row.review));
            new_dates.extend(p.dates.iter().map(|(step, known)| change::date_row(id, *step, known, by)));
            continue;
        };
        if facts_differ(before, &p.row.review, origin) {
            update(tx, before, &p.row.review).await?;
        }
        moved.extend(change::write(tx, now, by, before, &p.dates).await?);
    }
    for some in new_rows.chunks(1000) {
        entity::review::Entity::insert_many(some.to_vec()).exec_without_returning(&**tx).await?;
    }
    for some in new_dates.chunks(1000) {
        entity::date::Entity::insert_many(some.to_vec()).exec_without_returning(&**tx).await?;
    }
    change::tell(tx, now, moved).await
}

/// Updates what is not a date. A State has one name: renamed, it is renamed in all cycles.
async fn update(tx: &Tx, before: &Review, new: &Review) -> Result<()> {
    let mut change = entity::review::ActiveModel {
        id: Set(before.id.0),
        session: Set(i32::try_from(new.session).unwrap_or(0)),
        source: Set(new.source.clone()),
        confidence: Set(new.confidence.name().to_owned()),
        by_hand: Set(new.by_hand),
        ..Default::default()
    };
    if let Some(name) = &new.adoption_session {
        change.adoption_session = Set(Some(name.clone()));
    }
    if let Some(special) = new.special {
        change.special = Set(Some(special.name().to_owned()));
    }
    if !new.note.is_empty() {
        change.note = Set(new.note.clone());
    }
    entity::review::Entity::update(change).exec(&**tx).await?;
    if before.state != new.state {
        entity::review::Entity::update_many()
            .set(entity::review::ActiveModel { state: Set(new.state.clone()), ..Default::default() })
            .filter(entity::review::Column::Iso3.eq(new.iso3.as_str()))
            .exec(&**tx)
            .await?;
    }
    change::grow(tx, before.id).await
}

fn row(id: ReviewId, review: &Review) -> entity::review::ActiveModel {
    entity::review::ActiveModel {
        id: Set(id.0),
        cycle: Set(i32::try_from(review.cycle).unwrap_or(0)),
        session: Set(i32::try_from(review.session).unwrap_or(0)),
        state: Set(review.state.clone()),
        iso3: Set(review.iso3.clone()),
        adoption_session: Set(review.adoption_session.clone()),
        source: Set(review.source.clone()),
        confidence: Set(review.confidence.name().to_owned()),
        special: Set(review.special.map(|s| s.name().to_owned())),
        note: Set(review.note.clone()),
        revision: Set(0),
        by_hand: Set(review.by_hand),
    }
}
