//! From evidence to attendance.

use chrono::{DateTime, Duration, Utc};

use super::{Attendance, Derivation, Evidence, Mark, Schedule, State, Why, minutes_between};
use crate::stretch::merged;

/// A stretch of time.
type Stretch = (DateTime<Utc>, DateTime<Utc>);

/// Derives attendance from evidence, by the version of the derivation that the meeting was planned under.
/// `enrolled_at` is when the person got their place; without it they are taken to have had it always.
///
/// The last mark decides the state. Without a mark, version 2 puts together when the person was here: from each
/// check-in to the next check-out (or the end), and each stretch of the call's own list; overlaps count once.
/// Coming up to `late_limit_minutes` after the start, and going up to as many before the end, costs nothing.
/// Who had no place before the meeting was over, and was not seen, was not yet enrolled. Minutes never exceed
/// those of the meeting. Version 1 knows the first check-in and marks only.
pub fn attendance(schedule: &Schedule, enrolled_at: Option<DateTime<Utc>>, evidence: &[Evidence]) -> Attendance {
    match schedule.derivation {
        Derivation::V1 => version_1(schedule, evidence),
        Derivation::V2 => version_2(schedule, enrolled_at, evidence),
    }
}

fn last_mark(evidence: &[Evidence]) -> Option<(Mark, Option<u32>)> {
    evidence.iter().rev().find_map(|e| match e {
        Evidence::Mark { mark, minutes, .. } => Some((*mark, *minutes)),
        _ => None,
    })
}

/// What a mark makes of the minutes that were seen (`seen`) and those of the meeting (`all`).
fn marked(mark: Mark, given: Option<u32>, seen: u32, all: u32) -> (State, u32, u32) {
    match mark {
        Mark::Present => (State::Present, given.unwrap_or(all), all),
        Mark::Late => (State::Late, given.unwrap_or(seen), all),
        Mark::LeftEarly => (State::LeftEarly, given.unwrap_or(seen), all),
        Mark::Excused => (State::Excused, 0, 0),
        Mark::Absent => (State::Absent, 0, all),
    }
}

fn version_1(schedule: &Schedule, evidence: &[Evidence]) -> Attendance {
    let all = schedule.minutes();
    let came_at = evidence.iter().filter_map(came).min();
    let left = came_at.map_or(all, |at| minutes_between(at.max(schedule.starts_at), schedule.ends_at));
    let (state, minutes, of, why) = match (last_mark(evidence), came_at) {
        (Some((mark, given)), _) => {
            let (state, minutes, of) = marked(mark, given, left, all);
            (state, minutes, of, Why::Marked)
        }
        (None, Some(at)) if at <= late_limit(schedule) => (State::Present, all, all, Why::Times),
        (None, Some(_)) => (State::Late, left, all, Why::Times),
        (None, None) if schedule.closed => (State::Absent, 0, all, Why::Nothing),
        (None, None) => (State::Expected, 0, all, Why::Nothing),
    };
    Attendance { state, minutes: minutes.min(of), of, came_at, left_at: None, why }
}

fn came(evidence: &Evidence) -> Option<DateTime<Utc>> {
    match evidence {
        Evidence::CheckIn { at, .. } => Some(*at),
        _ => None,
    }
}

fn late_limit(schedule: &Schedule) -> DateTime<Utc> {
    schedule.starts_at + Duration::minutes(i64::from(schedule.late_limit_minutes))
}

fn version_2(schedule: &Schedule, enrolled_at: Option<DateTime<Utc>>, evidence: &[Evidence]) -> Attendance {
    let all = schedule.minutes();
    let here = stretches(schedule, evidence);
    let came_at = here.first().map(|(from, _)| *from);
    let went_at = here.iter().map(|(_, until)| *until).max().filter(|at| *at < schedule.ends_at);
    let late = came_at.is_some_and(|at| at > late_limit(schedule));
    let grace = Duration::minutes(i64::from(schedule.late_limit_minutes));
    let early = went_at.is_some_and(|at| at < schedule.ends_at - grace);
    let seen = minutes(schedule, &here, late, early);
    // a mark of "late" or "left early" on somebody nobody saw come says nothing about minutes: it takes them all
    let seen_or_all = if here.is_empty() { all } else { seen };
    let (state, minutes, of, why) = match last_mark(evidence) {
        Some((mark, given)) => {
            let (state, minutes, of) = marked(mark, given, seen_or_all, all);
            (state, minutes, of, Why::Marked)
        }
        None if late => (State::Late, seen, all, Why::Times),
        None if early => (State::LeftEarly, seen, all, Why::Times),
        None if came_at.is_some() => (State::Present, seen, all, Why::Times),
        None if enrolled_at.is_some_and(|at| at >= schedule.ends_at) => (State::NotYetEnrolled, 0, all, Why::Enrolled),
        None if evidence.iter().any(|e| matches!(e, Evidence::Apology { .. })) => (State::Apologised, 0, all, Why::Apology),
        None if schedule.closed => (State::Absent, 0, all, Why::Nothing),
        None => (State::Expected, 0, all, Why::Nothing),
    };
    Attendance { state, minutes: minutes.min(of), of, came_at, left_at: went_at, why }
}

/// When the person was here, merged, in order. Ends are open to the end of the meeting where nobody saw them go;
/// times outside the meeting stay, so that an early arrival can be told.
fn stretches(schedule: &Schedule, evidence: &[Evidence]) -> Vec<Stretch> {
    let mut moves: Vec<(DateTime<Utc>, bool)> = evidence
        .iter()
        .filter_map(|e| match e {
            Evidence::CheckIn { at, .. } => Some((*at, true)),
            Evidence::CheckOut { at } => Some((*at, false)),
            _ => None,
        })
        .collect();
    // a check-out at the very time of a check-in is the end of the stretch before it
    moves.sort_by_key(|(at, comes)| (*at, *comes));
    let mut all: Vec<Stretch> = Vec::new();
    let mut since = None;
    for (at, comes) in moves {
        match (since, comes) {
            (None, true) => since = Some(at),
            (Some(from), false) => {
                all.push((from, at));
                since = None;
            }
            (Some(_), true) | (None, false) => {}
        }
    }
    all.extend(since.map(|from| (from, schedule.ends_at.max(from))));
    all.extend(evidence.iter().filter_map(|e| match e {
        Evidence::Call { from, until } if from <= until => Some((*from, *until)),
        _ => None,
    }));
    // who left the call before it began, or came after it ended, was not there
    all.retain(|(from, until)| *until >= schedule.starts_at && (*from <= schedule.ends_at || *from == *until));
    merged(all)
}

/// Minutes inside the meeting; those forgiven at the start and the end are given back.
fn minutes(schedule: &Schedule, here: &[Stretch], late: bool, early: bool) -> u32 {
    let last = here.len().saturating_sub(1);
    let seconds: i64 = here
        .iter()
        .enumerate()
        .map(|(n, (from, until))| {
            let from = if n == 0 && !late { schedule.starts_at } else { (*from).max(schedule.starts_at) };
            let until = if n == last && !early { schedule.ends_at } else { (*until).min(schedule.ends_at) };
            (until - from).num_seconds().max(0)
        })
        .sum();
    u32::try_from(seconds / 60).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
