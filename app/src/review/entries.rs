//! What the calendar shows by date: steps of reviews that fall on the same days are one entry with many States.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::{
    region::Region,
    review::{Review, Sessions, Span, Step, When, timeline},
};

/// Something in the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its days, or the range it lies in.
    pub span: Span,
    /// What it is.
    pub step: Step,
    /// Whether its days are known; else they are an estimate.
    pub known: bool,
    /// The session it belongs to.
    pub session: u32,
    /// The States: code and name.
    pub states: Vec<(String, String)>,
}

/// What to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of one regional group.
    pub region: Option<Region>,
    /// Only States where the network has members: these.
    pub members: Option<Vec<String>>,
}

impl Filter {
    /// Whether it takes a review.
    pub fn takes(&self, review: &Review) -> bool {
        self.region.is_none_or(|region| Region::of(&review.iso3) == Some(region))
            && self.members.as_ref().is_none_or(|members| members.contains(&review.iso3))
    }
}

/// The entries of reviews, by their first day. Estimates of steps long after the session are left out: they are wide.
pub fn entries(reviews: &[Review], sessions: &Sessions, filter: &Filter) -> Vec<Entry> {
    type Days = (NaiveDate, NaiveDate, Step, bool, u32);
    let mut found: BTreeMap<Days, Vec<(String, String)>> = BTreeMap::new();
    for review in reviews.iter().filter(|r| filter.takes(r)) {
        for (step, when) in timeline(review, sessions) {
            let known = matches!(when, When::Known(_));
            if let Some(span) = when.span() {
                let key = (span.from, span.until, step, known, review.session);
                found.entry(key).or_default().push((review.iso3.clone(), review.state.clone()));
            }
        }
    }
    found
        .into_iter()
        .map(|((from, until, step, known, session), states)| Entry { span: Span { from, until }, step, known, session, states })
        .collect()
}

/// Entries by the month in which they begin.
pub fn by_month(entries: Vec<Entry>) -> BTreeMap<(i32, u32), Vec<Entry>> {
    let mut months: BTreeMap<(i32, u32), Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        months.entry((entry.span.from.year(), entry.span.from.month())).or_default().push(entry);
    }
    months
}
