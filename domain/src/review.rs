//! The UPR clock: the dates of a review and what follows from them.
//!
//! A date that is not confirmed is `None` or marked as such; nothing here fills a gap by guessing.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Zurich;

/// How sure the source of a review's dates is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// From memory or by inference.
    Low,
    /// One good source.
    Medium,
    /// An official source or two independent ones.
    High,
}

impl Confidence {
    /// The name in files and database.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Low => "low",
            Confidence::Medium => "medium",
            Confidence::High => "high",
        }
    }

    /// The confidence of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Confidence::Low, Confidence::Medium, Confidence::High].into_iter().find(|c| c.name() == name)
    }
}

/// One State in one Working Group session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Cycle, 1 to 4 so far.
    pub cycle: u32,
    /// Working Group session, 41 to 54 in cycle 4.
    pub session: u32,
    /// Name of the State as the United Nations write it.
    pub state: String,
    /// ISO 3166-1 alpha-3 code of the State.
    pub iso3: String,
    /// First day of the session.
    pub starts_on: Option<NaiveDate>,
    /// Last day of the session.
    pub ends_on: Option<NaiveDate>,
    /// Last day for written submissions by stakeholders.
    pub deadline: Option<NaiveDate>,
    /// The Council session that adopts the outcome, `HRC63`.
    pub adoption_session: Option<String>,
    /// Where the row comes from.
    pub source: String,
    /// How sure State and session are.
    pub confidence: Confidence,
}

/// What can be said of a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// Ahead: days left, 0 on the day itself, counted in Geneva.
    Ahead {
        /// The last day.
        on: NaiveDate,
        /// Days from today in Geneva.
        days: i64,
    },
    /// Behind.
    Passed {
        /// The last day.
        on: NaiveDate,
    },
    /// No date is known.
    NotConfirmed,
}

/// The instant a deadline ends: 23:59 in Geneva (facts.md, section 3; seen for session 47).
pub fn deadline_instant(on: NaiveDate) -> DateTime<Utc> {
    let last_minute = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
    let local = on.and_time(last_minute);
    // 23:59 exists once on every day in Geneva: the clocks change at two and three in the morning.
    Zurich.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |t| t.to_utc())
}

/// What can be said of a review's deadline now.
pub fn deadline(review: &Review, now: DateTime<Utc>) -> Deadline {
    match review.deadline {
        None => Deadline::NotConfirmed,
        Some(on) if now > deadline_instant(on) + chrono::Duration::seconds(59) => Deadline::Passed { on },
        Some(on) => Deadline::Ahead { on, days: (on - today_in_geneva(now)).num_days() },
    }
}

/// The nearest deadline still ahead, and the reviews that share it, in the order given.
pub fn next_deadline<'a>(reviews: impl IntoIterator<Item = &'a Review>, now: DateTime<Utc>) -> Option<(NaiveDate, i64, Vec<&'a Review>)> {
    let mut next: Option<(NaiveDate, i64, Vec<&Review>)> = None;
    for review in reviews {
        if let Deadline::Ahead { on, days } = deadline(review, now) {
            match &mut next {
                Some((best, _, list)) if *best == on => list.push(review),
                Some((best, ..)) if *best < on => {}
                _ => next = Some((on, days, vec![review])),
            }
        }
    }
    next
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Begins on a known day ahead.
    Ahead,
    /// Meets now.
    Now,
    /// Has met.
    Past,
    /// Its dates are not confirmed.
    NotConfirmed,
}

/// Where a session stands now. Without a known end the normal length of two weeks (twelve days, Monday to
/// Friday of the next week) is taken.
pub fn phase(starts_on: Option<NaiveDate>, ends_on: Option<NaiveDate>, now: DateTime<Utc>) -> Phase {
    let today = today_in_geneva(now);
    match starts_on {
        None => Phase::NotConfirmed,
        Some(start) if today < start => Phase::Ahead,
        Some(start) if today <= ends_on.unwrap_or(start + Days::new(11)) => Phase::Now,
        Some(_) => Phase::Past,
    }
}

/// The date in Geneva.
pub fn today_in_geneva(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&Zurich).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }
    fn review(iso3: &str, deadline: Option<&str>) -> Review {
        Review {
            cycle: 4,
            session: 54,
            state: iso3.into(),
            iso3: iso3.into(),
            starts_on: None,
            ends_on: None,
            deadline: deadline.map(day),
            adoption_session: None,
            source: "test".into(),
            confidence: Confidence::High,
        }
    }
    fn now(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_deadline_ends_at_23_59_in_geneva_in_summer_and_winter() {
        assert_eq!(deadline_instant(day("2026-07-17")), now("2026-07-17T21:59:00Z"));
        assert_eq!(deadline_instant(day("2026-12-17")), now("2026-12-17T22:59:00Z"));
    }

    #[test]
    fn days_are_counted_in_geneva() {
        let r = review("AAA", Some("2026-07-17"));
        assert_eq!(deadline(&r, now("2026-07-16T21:59:00Z")), Deadline::Ahead { on: day("2026-07-17"), days: 1 });
        assert_eq!(deadline(&r, now("2026-07-16T22:00:00Z")), Deadline::Ahead { on: day("2026-07-17"), days: 0 });
        assert_eq!(deadline(&r, now("2026-07-17T21:59:30Z")), Deadline::Ahead { on: day("2026-07-17"), days: 0 });
        assert_eq!(deadline(&r, now("2026-07-17T22:00:00Z")), Deadline::Passed { on: day("2026-07-17") });
        assert_eq!(deadline(&review("BBB", None), now("2026-07-17T22:00:00Z")), Deadline::NotConfirmed);
    }

    #[test]
    fn the_next_deadline_is_the_nearest_one_ahead() {
        let reviews = [
            review("AAA", Some("2026-07-17")),
            review("BBB", Some("2027-03-01")),
            review("CCC", Some("2026-12-01")),
            review("DDD", Some("2026-12-01")),
            review("EEE", None),
        ];
        let (on, days, list) = next_deadline(&reviews, now("2026-11-24T12:00:00Z")).unwrap();
        assert_eq!((on, days), (day("2026-12-01"), 7));
        assert_eq!(list.iter().map(|r| r.iso3.as_str()).collect::<Vec<_>>(), ["CCC", "DDD"]);
        assert_eq!(next_deadline(&reviews[..1], now("2026-11-24T12:00:00Z")), None);
    }

    #[test]
    fn a_session_without_dates_is_not_confirmed() {
        let noon = now("2026-11-24T12:00:00Z");
        assert_eq!(phase(None, None, noon), Phase::NotConfirmed);
        assert_eq!(phase(Some(day("2026-11-16")), None, noon), Phase::Now);
        assert_eq!(phase(Some(day("2026-11-02")), Some(day("2026-11-13")), noon), Phase::Past);
        assert_eq!(phase(Some(day("2027-01-18")), None, noon), Phase::Ahead);
    }
}
