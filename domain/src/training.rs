//! When a person counts as trained, and the records that say so. Counting them is [`crate::register`].
//!
//! Records and corrections are facts that are only added; the order in which they arrive never matters
//! (docs/counting.md).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    attendance::{self, Attendance},
    ids::{ModuleId, OrganisationId, PersonId, ProgrammeId, TrainingRecordId},
};

/// When a person counts as trained by a programme. Every value is data, set per programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingRule {
    /// Counts up with every change; a record keeps the version it met.
    pub version: u32,
    /// Share of the scheduled minutes of a workshop to attend, in per cent.
    pub workshop_percent: u32,
    /// Minutes after the start that still count fully.
    pub late_limit_minutes: u32,
    /// Modules whose lessons must be done and whose quiz must be passed.
    pub required_modules: Vec<ModuleId>,
}

/// How a person was trained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Path {
    /// Attended enough of a workshop.
    Workshop,
    /// Completed every required module.
    SelfStudy,
    /// Entered from history, by name.
    Import,
}

names!(Path);

/// Does this attendance of a workshop's meetings make a person trained?
pub fn trained_by_workshop(rule: &TrainingRule, meetings: &[Attendance]) -> bool {
    attendance::reaches(meetings, rule.workshop_percent)
}

/// How far a person is in one module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModuleProgress {
    /// The module.
    pub module: ModuleId,
    /// Lessons marked done.
    pub lessons_done: u32,
    /// Lessons there are.
    pub lessons: u32,
    /// Whether an attempt at the quiz reached the mark.
    pub quiz_passed: bool,
    /// Whether the test before the programme showed that the person knows it: its lessons are then optional,
    /// its quiz is not, so that whoever counts has shown it twice.
    pub known: bool,
}

impl ModuleProgress {
    /// The quiz passed and every lesson done (unless they are optional).
    pub fn complete(&self) -> bool {
        self.lessons > 0 && (self.known || self.lessons_done >= self.lessons) && self.quiz_passed
    }
}

/// Is every required module complete? A rule without modules is met by nobody.
pub fn trained_by_self_study(rule: &TrainingRule, progress: &[ModuleProgress]) -> bool {
    !rule.required_modules.is_empty() && rule.required_modules.iter().all(|id| progress.iter().any(|p| p.module == *id && p.complete()))
}

/// What a record rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Basis {
    /// Attended minutes of the scheduled ones, over so many meetings.
    Workshop {
        /// Minutes that count.
        minutes: u32,
        /// Scheduled minutes, the excused meetings left out.
        of: u32,
        /// Meetings of the workshop.
        meetings: u32,
    },
    /// Modules that were complete.
    SelfStudy {
        /// Which.
        modules: Vec<ModuleId>,
    },
    /// A line of a file.
    Import {
        /// Where the file says it is from, or how it was named.
        source: String,
        /// Line of the file.
        line: u64,
    },
    /// An administrator's word.
    Entered {
        /// What it rests on.
        source: String,
    },
    /// Made before bases were kept.
    #[serde(other)]
    Unknown,
}

/// The fact that a person met a rule on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingRecord {
    /// Identity of the record.
    pub id: TrainingRecordId,
    /// Who.
    pub person: PersonId,
    /// In which programme.
    pub programme: ProgrammeId,
    /// How.
    pub path: Path,
    /// On which day: that of the last meeting, or of the last thing completed.
    pub on: NaiveDate,
    /// Where the person belonged on that day; none, one or several.
    pub organisations: BTreeSet<OrganisationId>,
    /// When a correction took the record back.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// A count from before Upright, without names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoricCount {
    /// What was counted.
    pub measure: Measure,
    /// How many.
    pub count: u32,
    /// First day of the period.
    pub from: NaiveDate,
    /// Last day of the period; from this day on the count is part of a total.
    pub until: NaiveDate,
    /// When a correction took it back.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// What a historic count counts: the three figures the network publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Measure {
    /// Individuals trained.
    IndividualsTrained,
    /// Members that made a written submission.
    SubmittingMembers,
    /// Joint statements at the Human Rights Council.
    JointStatements,
}

names!(Measure);

/// Persons found to be one: who was merged into whom. Undone by removing the entry.
pub type Merges = BTreeMap<PersonId, PersonId>;

/// The person that stands for this one after all merges. A circle (which the backend refuses) ends
/// at its smallest member, so that all of the circle are one person.
pub fn standing_for(merges: &Merges, person: PersonId) -> PersonId {
    let mut seen = BTreeSet::new();
    let mut at = person;
    while seen.insert(at) {
        match merges.get(&at) {
            Some(next) => at = *next,
            None => return at,
        }
    }
    // `at` is the first of the circle to be met again: walk it once more for its smallest member.
    let mut smallest = at;
    let mut next = merges.get(&at).copied().unwrap_or(at);
    while next != at {
        smallest = smallest.min(next);
        next = merges.get(&next).copied().unwrap_or(at);
    }
    smallest
}

/// The historic part of a measure as of a day.
pub fn historic(history: &[HistoricCount], measure: Measure, as_of: NaiveDate) -> u32 {
    history.iter().filter(|h| h.measure == measure && h.until <= as_of && h.withdrawn_at.is_none()).map(|h| h.count).sum()
}
