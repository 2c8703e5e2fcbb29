//! The file of the schedule: its columns, how it is read, how it is written.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use domain::{
    form,
    ids::ReviewId,
    region::Region,
    review::{Confidence, Known, Review, Special, Step, check},
};

use super::queries::load;
use crate::{context::Context, csv_file, error::Result, token::new_id};

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
pub(super) fn columns(step: Step) -> (&'static str, Option<&'static str>) {
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
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) review: Review,
}

/// Who a file comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The program.
    Program,
    /// An administrator.
    Hand,
}

pub(super) fn reason(error: &form::FieldError) -> &'static str {
    match error {
        form::FieldError::EndBeforeStart => "ends before it begins",
        form::FieldError::AfterSession => "is not before the session",
        form::FieldError::BeforeSession => "is not after the session",
        _ => "is not a day of the UPR",
    }
}

pub(super) fn parse(text: &str, today: NaiveDate, origin: Origin) -> Result<Vec<Row>> {
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
        let checked_on = row.optional("checked_on", crate::import_file::day);
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
            let first = row.optional(from, crate::import_file::day);
            let last = until.map_or(Some(None), |column| row.optional(column, crate::import_file::day));
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

/// The schedule as CSV, as it is read.
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
    use crate::{built_in as content, error::Error};

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
