//! What follows from the dates of a review.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

use super::{Known, Review, Rule, SESSION_DAYS, Special, Step, rules};

/// Days in which something lies, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub until: NaiveDate,
}

impl Span {
    /// Whether a day is one of them.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }
}

/// Why nothing can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The dates of its cycle are not published.
    CycleNotPublished,
    /// The State was taken out of its session, and the new one is not known.
    SlotUnknown,
}

/// What can be said of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Somebody checked it.
    Known(Known),
    /// By rule: it lies in this range.
    Estimated(Span, &'static Rule),
    /// Nothing.
    Unknown(Gap),
}

impl When {
    /// The first and the last day it can be; a known end that is missing is the first day.
    pub fn span(&self) -> Option<Span> {
        match self {
            When::Known(known) => Some(Span { from: known.from, until: known.until.unwrap_or(known.from) }),
            When::Estimated(span, _) => Some(*span),
            When::Unknown(_) => None,
        }
    }

    /// The day, if it is known.
    pub fn known(&self) -> Option<&Known> {
        match self {
            When::Known(known) => Some(known),
            _ => None,
        }
    }
}

/// The known first days of sessions, from which those of others are estimated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sessions(BTreeMap<(u32, u32), NaiveDate>);

impl Sessions {
    /// From all reviews. Most reviews of a session begin with it; one that was given its own day does not count.
    pub fn of<'a>(reviews: impl IntoIterator<Item = &'a Review>) -> Self {
        let mut starts: BTreeMap<(u32, u32), NaiveDate> = BTreeMap::new();
        for review in reviews {
            if let Some(on) = review.starts_on() {
                let first = starts.entry((review.cycle, review.session)).or_insert(on);
                *first = (*first).min(on);
            }
        }
        Self(starts)
    }

    /// The days on which a session can begin, from the last one before it in its cycle whose first day is known: there
    /// are three a year, in fixed seasons (docs/upr.md, "Cycles and sessions"). Nothing is said of a cycle of which no
    /// session is dated.
    fn estimate(&self, cycle: u32, session: u32) -> Option<(Span, &'static Rule)> {
        if let Some(on) = self.0.get(&(cycle, session)) {
            return Slot::of(*on).map(|slot| (Span { from: *on, until: *on }, slot.rule));
        }
        let (&(_, before), on) = self.0.range((cycle, 0)..(cycle, session)).next_back()?;
        let mut slot = Slot::of(*on)?;
        for _ in before..session {
            slot = slot.next()?;
        }
        Some((slot.span()?, slot.rule))
    }
}

/// A season of a year in which a session begins.
#[derive(Clone, Copy)]
struct Slot {
    year: i32,
    season: usize,
    rule: &'static Rule,
}

const SEASONS: [&str; 3] = ["winter", "spring", "autumn"];

impl Slot {
    fn new(year: i32, season: usize) -> Option<Self> {
        Some(Self { year, season, rule: rules::find("slot", SEASONS.get(season)?)? })
    }

    /// The season nearest to a first day.
    fn of(on: NaiveDate) -> Option<Self> {
        let near = |slot: &Slot| slot.span().map_or(i64::MAX, |s| (on - s.from).num_days().abs().min((on - s.until).num_days().abs()));
        let all = (on.year() - 1..=on.year() + 1).flat_map(|year| (0..SEASONS.len()).filter_map(move |season| Slot::new(year, season)));
        all.min_by_key(near)
    }

    fn next(self) -> Option<Self> {
        if self.season + 1 < SEASONS.len() { Slot::new(self.year, self.season + 1) } else { Slot::new(self.year + 1, 0) }
    }

    fn span(self) -> Option<Span> {
        let day = |text: &str| {
            let (month, day) = text.split_once('-')?;
            NaiveDate::from_ymd_opt(self.year, month.parse().ok()?, day.parse().ok()?)
        };
        Some(Span { from: day(self.rule.range.0)?, until: day(self.rule.range.1)? })
    }
}

/// The days on which the session of a review can begin.
fn start(review: &Review, sessions: &Sessions) -> Result<(Span, Option<&'static Rule>), Gap> {
    if let Some(on) = review.starts_on() {
        return Ok((Span { from: on, until: on }, None));
    }
    if review.special == Some(Special::SlotUnknown) {
        return Err(Gap::SlotUnknown);
    }
    let (span, rule) = sessions.estimate(review.cycle, review.session).ok_or(Gap::CycleNotPublished)?;
    Ok((span, Some(rule)))
}

/// The days of a rule, from the days on which the session can begin.
pub(super) fn apply(start: Span, days: (i64, i64)) -> Span {
    let shift = |day: NaiveDate, by: i64| day.checked_add_signed(chrono::Duration::days(by)).unwrap_or(day);
    Span { from: shift(start.from, days.0), until: shift(start.until, days.1) }
}

/// What can be said of a step of a review.
pub fn when(review: &Review, step: Step, sessions: &Sessions) -> When {
    if let Some(known) = review.dates.get(&step) {
        return When::Known(known.clone());
    }
    let (start, by) = match start(review, sessions) {
        Ok(found) => found,
        Err(gap) => return When::Unknown(gap),
    };
    if step == Step::Review {
        let until = start.until + Days::new(SESSION_DAYS);
        return by.map_or(When::Unknown(Gap::CycleNotPublished), |rule| When::Estimated(Span { until, ..start }, rule));
    }
    match rules::find("date", step.name()) {
        Some(rule) => When::Estimated(apply(start, (rule.days().0, rule.days().1.unwrap_or(0))), rule),
        None => When::Unknown(Gap::CycleNotPublished),
    }
}

/// All steps of a review, in their order.
pub fn timeline(review: &Review, sessions: &Sessions) -> Vec<(Step, When)> {
    Step::ALL.into_iter().map(|step| (step, when(review, step, sessions))).collect()
}

/// The days on which the session of a review can begin, for whoever plans by it.
pub(super) fn start_span(review: &Review, sessions: &Sessions) -> Option<Span> {
    start(review, sessions).ok().map(|(span, _)| span)
}

/// The Council session that adopts the outcome: as found, or session n goes to HRC n + 11, as all of cycle 4 did
/// (docs/upr.md, "The Council session that adopts"). The second value tells whether it was found.
pub fn adoption_session(review: &Review) -> (String, bool) {
    match &review.adoption_session {
        Some(name) => (name.clone(), true),
        None => (format!("HRC{}", review.session + 11), false),
    }
}

/// The State's review in the next cycle, if one is listed.
pub fn next_review<'a>(review: &Review, all: impl IntoIterator<Item = &'a Review>) -> Option<&'a Review> {
    all.into_iter().filter(|r| r.iso3 == review.iso3 && r.cycle > review.cycle).min_by_key(|r| r.cycle)
}
