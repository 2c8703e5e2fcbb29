//! The schedule as CSV: the file that comes with the program, and files that administrators bring.
//!
//! An empty cell says nothing: it takes no date away. What comes with the program never overwrites what somebody entered.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use domain::{
    form,
    ids::{PersonId, ReviewId},
    region::Region,
    review::{Confidence, Known, Review, Special, Step, check, today_in_geneva},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{change, entity, queries::load};
use crate::{
    context::{Backend, Context},
    csv_file,
    db::{Tx, Work},
    error::Result,
    import::{Addition, Change, How, Outcome, Plan, begin},
    learning::content,
    token::new_id,
};

const COLUMNS: [&str; 10] = [
    "cycle",
    "session",
    "session_start",
    "session_end",
    "state",
    "iso3166_alpha3",
    "stakeholder_deadline",
    "adoption_hrc_session",
    "source",
    "confidence",
];

/// Columns that a file may have besides: the other steps, when it was checked, what is special.
const MORE: [&str; 11] = [
    "national_report",
    "pre_session_start",
    "pre_session_end",
    "advance_questions",
    "adoption_start",
    "adoption_end",
    "mid_term_start",
    "mid_term_end",
    "checked_on",
    "special",
    "note",
];

/// The columns of a step: its first and its last day.
fn columns(step: Step) -> (&'static str, Option<&'static str>) {
    match step {
        Step::Submission => ("stakeholder_deadline", None),
        Step::NationalReport => ("national_report", None),
        Step::PreSession => ("pre_session_start", Some("pre_session_end")),
        Step::AdvanceQuestions => ("advance_questions", None),
        Step::Review => ("session_start", Some("session_end")),
        Step::Adoption => ("adoption_start", Some("adoption_end")),
        Step::MidTerm => ("mid_term_start", Some("mid_term_end")),
    }
}

/// A row, as it was read.
#[derive(Debug)]
struct Row {
    line: u64,
    review: Review,
}

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
    let rows = parse(content::built_in_schedule(), today_in_geneva(now), Origin::Program)?;
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

/// Who a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// The program.
    Program,
    /// An administrator.
    Hand,
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

fn reason(error: &form::FieldError) -> &'static str {
    match error {
        form::FieldError::EndBeforeStart => "ends before it begins",
        form::FieldError::AfterSession => "is not before the session",
        form::FieldError::BeforeSession => "is not after the session",
        _ => "is not a day of the UPR",
    }
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

fn parse(text: &str, today: NaiveDate, origin: Origin) -> Result<Vec<Row>> {
    let mut seen = HashSet::new();
    csv_file::read(text, &COLUMNS, |row| {
        let number = |max| {
            move |t: &str| {
                form::number(t, 1, max)
                    .map(|n| u32::try_from(n).unwrap_or(0))
                    .map_err(|_e| format!("“{t}” is not a number from 1 to {max}"))
            }
        };
        let line =
            |max| move |t: &str| form::line(t, max).map_err(|_e| "is empty, too long or holds characters that are not text".to_owned());
        let cycle = row.value("cycle", number(20));
        let session = row.value("session", number(999));
        let state = row.value("state", line(120));
        let iso3 = row.value("iso3166_alpha3", |t| match form::iso3(t) {
            Ok(iso3) if Region::of(&iso3).is_some() => Ok(iso3),
            _ => Err(format!("“{t}” is not the three-letter code of a State of the United Nations")),
        });
        let adoption = row.optional("adoption_hrc_session", line(20));
        // shown as text and escaped there; sources write "44 -> 57", so angle brackets are theirs to use
        let source = row.value("source", |t| match t.chars().count() {
            1..=600 if !t.chars().any(char::is_control) => Ok(t.to_owned()),
            _ => Err("is empty, longer than 600 characters, or holds characters that are not text".to_owned()),
        });
        let confidence = row.value("confidence", |t| Confidence::from_name(t).ok_or_else(|| format!("“{t}” is not high, medium or low")));
        let checked_on = row.optional("checked_on", crate::import::day);
        let special = row.optional("special", |t| {
            Special::from_name(t).ok_or_else(|| format!("“{t}” is none of {}", Special::ALL.map(Special::name).join(", ")))
        });
        let note = row.optional("note", line(1000));
        if checked_on.flatten().is_some_and(|on| on > today) && origin == Origin::Hand {
            row.wrong("checked_on: is in the future");
        }
        let mut spans = Vec::new();
        for step in Step::ALL {
            let (from, until) = columns(step);
            let first = row.optional(from, crate::import::day);
            let last = until.map_or(Some(None), |column| row.optional(column, crate::import::day));
            match (first.flatten(), last.flatten()) {
                (Some(from), until) => spans.push((step, from, until.filter(|u| *u != from))),
                (None, Some(_)) if first.is_some() => row.wrong(format!("{from}: is empty where there is an end")),
                _ => {}
            }
        }
        if let (Some(cycle), Some(iso3)) = (cycle, &iso3)
            && !seen.insert((cycle, iso3.clone()))
        {
            row.wrong(format!("iso3166_alpha3: {iso3} is in cycle {cycle} twice"));
        }
        let (source, confidence) = (source?, confidence?);
        let checked_on = checked_on?.unwrap_or(today);
        let known = |from, until| Known {
            from,
            until,
            source: source.clone(),
            confidence,
            checked_on,
            by_hand: origin == Origin::Hand,
            checked_by_person: false,
        };
        let dates: BTreeMap<Step, Known> = spans.into_iter().map(|(step, from, until)| (step, known(from, until))).collect();
        if let Some((step, error)) = check(&dates).first() {
            row.wrong(format!("{}: {}", columns(*step).0, reason(error)));
        }
        let review = Review {
            id: ReviewId(new_id()),
            cycle: cycle?,
            session: session?,
            state: state?,
            iso3: iso3?,
            adoption_session: adoption?,
            special: special?,
            note: note?.unwrap_or_default(),
            source,
            confidence,
            revision: 0,
            by_hand: origin == Origin::Hand,
            dates,
        };
        Some(Row { line: row.line(), review })
    })
}

/// The schedule as CSV, as [`run`] reads it.
///
/// # Errors
/// The database.
pub async fn export(ctx: &Context) -> Result<String> {
    let headings: Vec<&str> = COLUMNS.iter().chain(&MORE).copied().collect();
    let rows = load(ctx.db().connection(), &[]).await?.into_iter().map(|review| {
        let day = |step, last: bool| {
            let known = review.dates.get(&step);
            known.and_then(|k| if last { k.until } else { Some(k.from) }).map(|d| d.to_string()).unwrap_or_default()
        };
        let cell = |heading: &str| match heading {
            "cycle" => review.cycle.to_string(),
            "session" => review.session.to_string(),
            "state" => review.state.clone(),
            "iso3166_alpha3" => review.iso3.clone(),
            "adoption_hrc_session" => review.adoption_session.clone().unwrap_or_default(),
            "source" => review.source.clone(),
            "confidence" => review.confidence.name().to_owned(),
            "checked_on" => review.dates.values().map(|k| k.checked_on).min().map(|d| d.to_string()).unwrap_or_default(),
            "special" => review.special.map(Special::name).unwrap_or_default().to_owned(),
            "note" => review.note.clone(),
            other => Step::ALL
                .into_iter()
                .find_map(|step| match columns(step) {
                    (from, _) if from == other => Some(day(step, false)),
                    (_, Some(until)) if until == other => Some(day(step, true)),
                    _ => None,
                })
                .unwrap_or_default(),
        };
        headings.iter().map(|h| cell(h)).collect::<Vec<String>>()
    });
    csv_file::write(&headings, rows.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn today() -> NaiveDate {
        "2026-11-25".parse().unwrap()
    }

    #[test]
    fn the_real_schedule_holds_every_state_once() {
        let rows = parse(content::built_in_schedule(), today(), Origin::Program).unwrap();
        assert_eq!(rows.len(), 193);
        assert_eq!(rows.iter().filter(|r| r.review.deadline().is_none()).count(), 97);
        assert_eq!(rows.iter().map(|r| r.review.session).collect::<HashSet<_>>().len(), 14);
        assert_eq!(rows.iter().filter(|r| r.review.special.is_some()).count(), 4);
    }

    #[test]
    fn bad_rows_are_named_with_line_and_reason() {
        let heading = COLUMNS.join(",");
        let text = format!(
            "{heading}\n4,54,,,Ireland,IRL,2026-07-17,,source,low\nfour,54,2026-02-30,,,IR,soon,,source,sure\n4,54,,,Ireland,IRL,,,source,low\n\
             4,54,2027-02-01,2027-01-01,Chad,TCD,,,s,low\n4,54,2027-01-18,,Atlantis,ATL,,,s,low\n4,54,2027-01-18,,Togo,TGO,2027-02-01,,s,low\n\
             4,54,03/04/2027,,Mali,MLI,,,s,low\n4,54,,2027-01-01,Fiji,FJI,,,s,low\n"
        );
        let Err(Error::Rows(errors)) = parse(&text, today(), Origin::Hand) else { panic!("was taken") };
        assert_eq!(errors.iter().map(|e| e.line).collect::<Vec<_>>(), [3, 4, 5, 6, 7, 8, 9]);
        for part in ["cycle", "session_start", "state", "iso3166_alpha3", "stakeholder_deadline", "confidence"] {
            assert!(errors[0].reason.contains(part), "{} lacks {part}", errors[0]);
        }
        for (error, part) in errors.iter().skip(1).zip([
            "twice",
            "ends before it begins",
            "not the three-letter code",
            "is not before the session",
            "could be",
            "where there is an end",
        ]) {
            assert!(error.reason.contains(part), "{error} lacks {part}");
        }
    }
}
