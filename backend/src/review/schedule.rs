//! Reading the schedule from CSV.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::{
    form,
    review::{Confidence, Review},
};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use super::entity;
use crate::{context::Backend, csv_file, error::Result, import::Dry, token::new_id};

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

/// Imports a schedule: new reviews are added, known ones (cycle and State) replaced. Returns the number of rows.
///
/// # Errors
/// `Rows` with every bad row; then nothing is imported.
pub async fn import(backend: &Backend, text: &str, dry: Dry) -> Result<usize> {
    let reviews = parse(text)?;
    if dry == Dry::Run {
        return Ok(reviews.len());
    }
    let tx = backend.db.begin().await?;
    for review in &reviews {
        let replace = OnConflict::columns([entity::Column::Cycle, entity::Column::Iso3])
            .update_columns([
                entity::Column::Session,
                entity::Column::State,
                entity::Column::StartsOn,
                entity::Column::EndsOn,
                entity::Column::Deadline,
                entity::Column::AdoptionSession,
                entity::Column::Source,
                entity::Column::Confidence,
            ])
            .to_owned();
        entity::Entity::insert(row(review)).on_conflict(replace).exec_without_returning(&*tx).await?;
    }
    tx.audit(backend.clock.now(), None, "review.import", None, &reviews.len().to_string()).await?;
    tx.commit().await?;
    Ok(reviews.len())
}

fn row(review: &Review) -> entity::ActiveModel {
    entity::ActiveModel {
        id: Set(new_id()),
        cycle: Set(i32::try_from(review.cycle).unwrap_or(0)),
        session: Set(i32::try_from(review.session).unwrap_or(0)),
        state: Set(review.state.clone()),
        iso3: Set(review.iso3.clone()),
        starts_on: Set(review.starts_on),
        ends_on: Set(review.ends_on),
        deadline: Set(review.deadline),
        adoption_session: Set(review.adoption_session.clone()),
        source: Set(review.source.clone()),
        confidence: Set(review.confidence.name().to_owned()),
    }
}

fn parse(text: &str) -> Result<Vec<Review>> {
    let mut seen = HashSet::new();
    csv_file::read(text, &COLUMNS, |row| {
        let number = |max| {
            move |t: &str| {
                form::number(t, 1, max)
                    .map(|n| u32::try_from(n).unwrap_or(0))
                    .map_err(|_e| format!("“{t}” is not a number from 1 to {max}"))
            }
        };
        let date = |t: &str| form::date(t).map_err(|_e| format!("“{t}” is not a date like 2027-01-31"));
        let line =
            |max| move |t: &str| form::line(t, max).map_err(|_e| "is empty, too long or holds characters that are not text".to_owned());
        let cycle = row.value("cycle", number(20));
        let session = row.value("session", number(999));
        let starts_on: Option<Option<NaiveDate>> = row.optional("session_start", date);
        let ends_on = row.optional("session_end", date);
        let state = row.value("state", line(120));
        let iso3 = row.value("iso3166_alpha3", |t| form::iso3(t).map_err(|_e| format!("“{t}” is not a country code of three letters")));
        let deadline = row.optional("stakeholder_deadline", date);
        let adoption = row.optional("adoption_hrc_session", line(20));
        // shown as text and escaped there; sources write "44 -> 57", so angle brackets are theirs to use
        let source = row.value("source", |t| match t.chars().count() {
            1..=600 if !t.chars().any(char::is_control) => Ok(t.to_owned()),
            _ => Err("is empty, longer than 600 characters, or holds characters that are not text".to_owned()),
        });
        let confidence = row.value("confidence", |t| Confidence::from_name(t).ok_or_else(|| format!("“{t}” is not high, medium or low")));
        if let (Some(Some(start)), Some(Some(end))) = (starts_on, ends_on)
            && end < start
        {
            row.wrong("session_end: is before session_start");
        }
        if let (Some(cycle), Some(iso3)) = (cycle, &iso3)
            && !seen.insert((cycle, iso3.clone()))
        {
            row.wrong(format!("iso3166_alpha3: {iso3} is in cycle {cycle} twice"));
        }
        Some(Review {
            cycle: cycle?,
            session: session?,
            state: state?,
            iso3: iso3?,
            starts_on: starts_on?,
            ends_on: ends_on?,
            deadline: deadline?,
            adoption_session: adoption?,
            source: source?,
            confidence: confidence?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn the_real_schedule_holds_every_state_once() {
        let reviews = parse(include_str!("../../../content/schedule.csv")).unwrap();
        assert_eq!(reviews.len(), 193);
        assert_eq!(reviews.iter().filter(|r| r.deadline.is_none()).count(), 97);
        assert_eq!(reviews.iter().map(|r| r.session).collect::<HashSet<_>>().len(), 14);
    }

    #[test]
    fn bad_rows_are_named_with_line_and_reason() {
        let heading = COLUMNS.join(",");
        let text = format!(
            "{heading}\n4,54,,,Ireland,IRL,2026-07-17,,source,low\nfour,54,2026-02-30,,,IR,soon,,source,sure\n4,54,,,Ireland,IRL,,,source,low\n4,54,2027-02-01,2027-01-01,Chad,TCD,,,s,low\n"
        );
        let Err(Error::Rows(errors)) = parse(&text) else { panic!("was taken") };
        assert_eq!(errors.iter().map(|e| e.line).collect::<Vec<_>>(), [3, 4, 5]);
        for part in ["cycle", "session_start", "state", "iso3166_alpha3", "stakeholder_deadline", "confidence"] {
            assert!(errors[0].reason.contains(part), "{} lacks {part}", errors[0]);
        }
        assert!(errors[1].reason.contains("twice"));
        assert!(errors[2].reason.contains("before session_start"));
    }
}
