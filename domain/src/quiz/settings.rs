//! The rules of an attempt: how often, how long, what counts, what may be seen. Pure: `now` is the server's.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::{Draw, Score};

/// The settings of a quiz. An attempt keeps those it was started under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// What is asked.
    pub draw: Draw,
    /// Minutes for an attempt; none: no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_limit_minutes: Option<u32>,
    /// How many attempts there are; none: any number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u32>,
    /// Minutes to wait after an attempt that did not pass, from the second on.
    pub wait_minutes: u32,
    /// Which attempt counts.
    pub counts: Counts,
    /// What may be seen, and when.
    pub review: ReviewPreset,
    /// When the exam closes: no attempt is started after it, and `exam_until_close` shows the key from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<DateTime<Utc>>,
}

impl Default for Settings {
    /// What suits learners of an NGO: any number of attempts, the best counts, ten minutes to read again after
    /// the second failure.
    fn default() -> Self {
        Self {
            draw: Draw::default(),
            time_limit_minutes: None,
            attempts: None,
            wait_minutes: 10,
            counts: Counts::Best,
            review: ReviewPreset::Practice,
            closes_at: None,
        }
    }
}

/// What is wrong with settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsFlaw {
    /// Nobody can answer in no time, and a day is no limit.
    #[error("time_limit_minutes must be from 1 to 1440")]
    TimeLimit,
    /// Nobody could try.
    #[error("attempts must be from 1 to 100")]
    Attempts,
    /// Longer than a week.
    #[error("wait_minutes must be at most 10080")]
    Wait,
    /// The preset shows the key when the exam closes.
    #[error("review = \"exam_until_close\" needs closes_at")]
    NoClose,
}

/// Which attempt counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// The best.
    #[default]
    Best,
    /// The first.
    First,
    /// The latest.
    Latest,
}

/// What may be seen of a result: three presets instead of Moodle's twenty-eight switches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewPreset {
    /// Everything, as soon as the attempt is handed in.
    #[default]
    Practice,
    /// The score at once; the key after passing, or when no attempt is left.
    Exam,
    /// The score at once; the key when the exam is closed for everybody.
    ExamUntilClose,
}

/// What may be seen of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// Nothing yet: it is not handed in.
    Nothing,
    /// The score, and which answers were right; not what would have been right.
    Score,
    /// Everything.
    Key,
}

/// An attempt that was made before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempted {
    /// When it was handed in; none: it is open.
    pub submitted_at: Option<DateTime<Utc>>,
    /// What it came to.
    pub score: Option<Score>,
    /// Whether it passed.
    pub passed: bool,
}

/// Why no attempt can be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// All are used.
    #[error("no attempt is left")]
    NoneLeft,
    /// Not yet.
    #[error("not before {0}")]
    Wait(DateTime<Utc>),
    /// The exam is closed.
    #[error("closed")]
    Closed,
}

impl Settings {
    /// A test before or after a programme: once, and the key of the one before is never shown, or the one after
    /// would measure memory.
    pub fn test() -> Self {
        Self { attempts: Some(1), review: ReviewPreset::ExamUntilClose, ..Self::default() }
    }

    /// Questions that come back: as often as one likes.
    pub fn spaced(questions: Vec<String>) -> Self {
        Self { draw: Draw { fixed: questions, random: Vec::new() }, wait_minutes: 0, ..Self::default() }
    }

    /// Are the settings possible?
    ///
    /// # Errors
    /// The first flaw found.
    pub fn check(&self) -> Result<(), SettingsFlaw> {
        match self {
            s if s.time_limit_minutes.is_some_and(|m| !(1..=1440).contains(&m)) => Err(SettingsFlaw::TimeLimit),
            s if s.attempts.is_some_and(|n| !(1..=100).contains(&n)) => Err(SettingsFlaw::Attempts),
            s if s.wait_minutes > 10_080 => Err(SettingsFlaw::Wait),
            s if s.review == ReviewPreset::ExamUntilClose && s.closes_at.is_none() => Err(SettingsFlaw::NoClose),
            _ => Ok(()),
        }
    }

    /// May another attempt be started? `before` are those made, oldest first; an open one is gone on with
    /// instead, which is not asked here.
    ///
    /// # Errors
    /// Why not.
    pub fn may_start(&self, before: &[Attempted], now: DateTime<Utc>) -> Result<(), Refusal> {
        if self.closes_at.is_some_and(|closes| now >= closes) {
            return Err(Refusal::Closed);
        }
        if self.attempts.is_some_and(|n| before.len() >= usize::try_from(n).unwrap_or(usize::MAX)) {
            return Err(Refusal::NoneLeft);
        }
        let failed = before.iter().filter(|a| !a.passed).count();
        let last = before.iter().filter_map(|a| a.submitted_at).max();
        match last {
            Some(last) if failed >= 2 && !before.iter().any(|a| a.passed) => {
                let until = last + Duration::minutes(i64::from(self.wait_minutes));
                // a clock that jumped back must not lock anybody out for longer than the wait
                let longest = now + Duration::minutes(i64::from(self.wait_minutes));
                if now < until && until <= longest { Err(Refusal::Wait(until)) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    /// What may be seen of an attempt of a person who made these attempts.
    pub fn review(&self, handed_in: bool, all: &[Attempted], now: DateTime<Utc>) -> Review {
        if !handed_in {
            return Review::Nothing;
        }
        // not while an answer on a slow link may still be taken
        let closed = self.closes_at.is_some_and(|closes| now > closes + Duration::seconds(Timing::GRACE_SECONDS));
        let passed = all.iter().any(|a| a.passed);
        let used_up =
            self.attempts.is_some_and(|n| all.iter().filter(|a| a.submitted_at.is_some()).count() >= usize::try_from(n).unwrap_or(0));
        let open = all.iter().any(|a| a.submitted_at.is_none());
        match self.review {
            // an attempt under way may ask the same again
            _ if open => Review::Score,
            ReviewPreset::Practice => Review::Key,
            ReviewPreset::Exam if passed || used_up || closed => Review::Key,
            ReviewPreset::ExamUntilClose if closed => Review::Key,
            ReviewPreset::Exam | ReviewPreset::ExamUntilClose => Review::Score,
        }
    }
}

/// Does a saved answer give way to one that arrives? Each carries the page it was given on (`tab`, drawn by the
/// server when the page is made) and a number that counts up there. Of one page a repeated or overtaken request
/// changes nothing; between two pages the later arrival wins. Kept as one number: `tab · 2²⁰ + number`.
pub fn gives_way(saved: i64, arriving: i64) -> bool {
    saved >> 20 != arriving >> 20 || saved < arriving
}

/// The clock of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// When it began.
    pub started: DateTime<Utc>,
    /// When the time is up for the person; none: never.
    pub deadline: Option<DateTime<Utc>>,
}

/// Why an answer or a hand-in is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    /// The attempt was handed in.
    HandedIn,
    /// Time is up, grace included: what was saved before counts.
    TimeUp,
}

impl Timing {
    /// Seconds after the deadline in which an answer that was on its way over a slow link is still taken.
    pub const GRACE_SECONDS: i64 = 60;

    /// The clock of an attempt that starts now. `extra_percent` is the person's extra time; a closing exam ends it.
    pub fn start(settings: &Settings, extra_percent: u32, now: DateTime<Utc>) -> Self {
        let limit = settings.time_limit_minutes.map(|minutes| {
            let seconds = i64::from(minutes) * 60 * i64::from(100 + extra_percent) / 100;
            now + Duration::seconds(seconds)
        });
        let deadline = match (limit, settings.closes_at) {
            (Some(limit), Some(closes)) => Some(limit.min(closes)),
            (limit, closes) => limit.or(closes),
        };
        Self { started: now, deadline }
    }

    /// May the attempt still be changed?
    ///
    /// # Errors
    /// Why not.
    pub fn accept(self, submitted_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<(), Closed> {
        if submitted_at.is_some() {
            Err(Closed::HandedIn)
        } else if self.is_overdue(now) {
            Err(Closed::TimeUp)
        } else {
            Ok(())
        }
    }

    /// Whether it must be handed in with what is there.
    pub fn is_overdue(self, now: DateTime<Utc>) -> bool {
        self.deadline.is_some_and(|d| now > d + Duration::seconds(Self::GRACE_SECONDS))
    }

    /// Seconds left: never negative, and never more than there were, should the clock jump back.
    pub fn seconds_left(self, now: DateTime<Utc>) -> Option<i64> {
        self.deadline.map(|d| (d - now.max(self.started)).num_seconds().max(0))
    }
}

/// The attempt that counts, as a place in the list (oldest first); open ones and ones that wait do not.
pub fn counting(counts: Counts, all: &[Attempted]) -> Option<usize> {
    let mut scored = all.iter().enumerate().filter_map(|(i, a)| Some((i, a.score.filter(|s| s.waiting == 0)?)));
    match counts {
        Counts::First => scored.next().map(|(i, _)| i),
        Counts::Latest => scored.next_back().map(|(i, _)| i),
        // the earlier of equals
        Counts::Best => scored
            .reduce(|best, next| {
                let more = u64::from(next.1.points) * u64::from(best.1.of) > u64::from(best.1.points) * u64::from(next.1.of);
                if more { next } else { best }
            })
            .map(|(i, _)| i),
    }
}
