//! When a person counts as trained, and the count itself.
//!
//! The count follows product.md, "The count". One function, [`count`], makes every figure: the
//! screen, the export, the public page. Records and corrections are facts that are only added;
//! the order in which they arrive never matters.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Path {
    /// Attended enough of a workshop.
    Workshop,
    /// Completed every required module.
    SelfStudy,
    /// Entered from history, by name.
    Import,
}

impl Path {
    /// All paths.
    pub const ALL: [Path; 3] = [Path::Workshop, Path::SelfStudy, Path::Import];

    /// The name in files and database.
    pub fn name(self) -> &'static str {
        match self {
            Path::Workshop => "workshop",
            Path::SelfStudy => "self_study",
            Path::Import => "import",
        }
    }

    /// The path of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }
}

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Individuals trained.
    IndividualsTrained,
    /// Members that made a written submission.
    SubmittingMembers,
    /// Joint statements at the Human Rights Council.
    JointStatements,
}

impl Measure {
    /// All measures, in the order they are published.
    pub const ALL: [Measure; 3] = [Measure::IndividualsTrained, Measure::SubmittingMembers, Measure::JointStatements];

    /// The name in files and database.
    pub fn name(self) -> &'static str {
        match self {
            Measure::IndividualsTrained => "individuals_trained",
            Measure::SubmittingMembers => "submitting_members",
            Measure::JointStatements => "joint_statements",
        }
    }

    /// The measure of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.name() == name)
    }
}

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

/// The figures, and the persons behind them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Distinct persons with at least one record that stands.
    pub persons: BTreeSet<PersonId>,
    /// The same per organisation: where each belonged on the day of a record.
    pub by_organisation: BTreeMap<OrganisationId, BTreeSet<PersonId>>,
    /// Individuals from before Upright, without names.
    pub historic: u32,
}

impl Totals {
    /// Individuals trained: the named and the historic.
    pub fn individuals(&self) -> u32 {
        len(&self.persons) + self.historic
    }

    /// Named individuals.
    pub fn named(&self) -> u32 {
        len(&self.persons)
    }

    /// The sum over the organisations; more than [`Totals::named`] where persons belong to several.
    pub fn sum_of_organisations(&self) -> u32 {
        self.by_organisation.values().map(len).sum()
    }

    /// Persons counted in more than one organisation.
    pub fn in_several(&self) -> u32 {
        let in_several = |p: &&PersonId| self.by_organisation.values().filter(|set| set.contains(*p)).count() > 1;
        u32::try_from(self.persons.iter().filter(in_several).count()).unwrap_or(u32::MAX)
    }

    /// Persons who belonged to no organisation on the day of any of their records.
    pub fn without_organisation(&self) -> BTreeSet<PersonId> {
        self.persons.iter().filter(|p| !self.by_organisation.values().any(|set| set.contains(p))).copied().collect()
    }
}

fn len(set: &BTreeSet<PersonId>) -> u32 {
    u32::try_from(set.len()).unwrap_or(u32::MAX)
}

/// Counts trained individuals as of a day (that day included).
///
/// A record counts if its day is not after `as_of` and no correction took it back. A historic count
/// is part of the total from the last day of its period.
pub fn count(records: &[TrainingRecord], merges: &Merges, history: &[HistoricCount], as_of: NaiveDate) -> Totals {
    let mut totals = Totals { historic: historic(history, Measure::IndividualsTrained, as_of), ..Totals::default() };
    for record in records.iter().filter(|r| r.on <= as_of && r.withdrawn_at.is_none()) {
        let person = standing_for(merges, record.person);
        totals.persons.insert(person);
        for organisation in &record.organisations {
            totals.by_organisation.entry(*organisation).or_default().insert(person);
        }
    }
    totals
}

/// The historic part of a measure as of a day.
pub fn historic(history: &[HistoricCount], measure: Measure, as_of: NaiveDate) -> u32 {
    history.iter().filter(|h| h.measure == measure && h.until <= as_of && h.withdrawn_at.is_none()).map(|h| h.count).sum()
}
