//! Which States are due, and who there is ready.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Review, Sessions, Span, timeline::start_span};

/// How far ahead a State is "due", in months.
pub const DUE_MONTHS: u32 = 24;

/// A State that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due<'a> {
    /// Its review.
    pub review: &'a Review,
    /// The days on which its session can begin.
    pub session: Span,
    /// Whether the last day for submissions is known to have passed.
    pub closed: bool,
}

/// The reviews whose session begins, or can begin, in the next 24 months, soonest first.
pub fn due<'a>(reviews: impl IntoIterator<Item = &'a Review>, sessions: &Sessions, today: NaiveDate) -> Vec<Due<'a>> {
    let end = today.checked_add_months(Months::new(DUE_MONTHS)).unwrap_or(today);
    let mut found: Vec<Due<'_>> = reviews
        .into_iter()
        .filter_map(|review| {
            Some(Due { review, session: start_span(review, sessions)?, closed: review.deadline().is_some_and(|d| d < today) })
        })
        .filter(|d| d.session.until >= today && d.session.from <= end)
        .collect();
    found.sort_by(|a, b| (a.session, &a.review.state).cmp(&(b.session, &b.review.state)));
    found
}

/// What the network has in a State.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    /// Organisations there.
    pub organisations: u32,
    /// Individuals of them who are trained.
    pub trained: u32,
    /// Organisations without anybody trained.
    pub untrained: u32,
}

/// The order of the board, first first: members there and nobody trained; some organisation without anybody trained;
/// everybody has somebody; no member at all. Within each the sooner session.
pub fn rank(ready: Readiness) -> u8 {
    match ready {
        Readiness { organisations: 0, .. } => 3,
        Readiness { trained: 0, .. } => 0,
        Readiness { untrained: 1.., .. } => 1,
        _ => 2,
    }
}

/// The day of the first meeting of a workshop that is made for a deadline: a Tuesday eight weeks before, so that there is
/// time to write between the meetings; but two weeks from now at least, for people to be invited.
pub fn meeting_day(today: NaiveDate, deadline: Option<NaiveDate>) -> NaiveDate {
    let soonest = today + Days::new(14);
    let day = deadline.and_then(|on| on.checked_sub_days(Days::new(56))).map_or(soonest, |on| on.max(soonest));
    let since_tuesday = (u64::from(day.weekday().num_days_from_monday()) + 6) % 7;
    let before = day - Days::new(since_tuesday);
    if before >= soonest { before } else { before + Days::new(7) }
}
