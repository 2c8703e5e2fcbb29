//! What happened, told to whoever it concerns. A feature reports a [`Fact`] in its transaction ([`crate::db`]: `Tx::happened`) and knows
//! none of those who react. Who reacts is listed at the top, in [`crate::reactions`]: the reactions run at once, in the same
//! transaction, so nothing that follows is ever missing or early. One that gives an error refuses what was reported.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{MeetingId, PersonId, TrainingRecordId, WorkshopId},
    review::Step,
};
use serde::{Deserialize, Serialize};

/// Something that happened, or is about to happen in this transaction.
#[derive(Clone, Debug)]
pub(crate) enum Fact {
    /// A person did something that may complete a module: marked a lesson, passed a quiz, showed what they know.
    Learned {
        /// Who.
        person: PersonId,
        /// When.
        at: DateTime<Utc>,
    },
    /// What the meetings of a workshop say may be something else now: evidence came, one was closed or called off.
    MeetingsChanged {
        /// Of which workshop.
        workshop: WorkshopId,
        /// Who did it; nobody where the program did.
        by: Option<PersonId>,
        /// When.
        at: DateTime<Utc>,
    },
    /// A meeting was closed.
    MeetingClosed {
        /// Which.
        meeting: MeetingId,
        /// When.
        at: DateTime<Utc>,
    },
    /// A closed meeting was opened again.
    MeetingReopened {
        /// Of which workshop.
        workshop: WorkshopId,
        /// Who did it.
        by: PersonId,
        /// When.
        at: DateTime<Utc>,
    },
    /// A walk-in of a workshop turned out to be somebody else: what they were recorded for there was the other's.
    WalkInRecognised {
        /// In which workshop.
        workshop: WorkshopId,
        /// The entry of the walk-in.
        walk_in: PersonId,
        /// Who said so.
        by: PersonId,
        /// When.
        at: DateTime<Utc>,
    },
    /// Somebody came by a link that invites to a workshop.
    CameByLink {
        /// To which.
        workshop: WorkshopId,
        /// Who.
        person: PersonId,
        /// When.
        at: DateTime<Utc>,
    },
    /// Training records were made.
    RecordsMade {
        /// Which.
        records: Vec<TrainingRecordId>,
        /// When.
        at: DateTime<Utc>,
    },
    /// A training record was taken back.
    RecordWithdrawn {
        /// Which.
        record: TrainingRecordId,
        /// Who did it; nobody where the program did.
        by: Option<PersonId>,
        /// When.
        at: DateTime<Utc>,
    },
    /// A training record stands again.
    RecordRestored {
        /// Which.
        record: TrainingRecordId,
        /// When.
        at: DateTime<Utc>,
    },
    /// A person is erased: whoever holds something of theirs that no total needs lets it go. Reported for each of those who
    /// are one.
    PersonErased {
        /// Who.
        person: PersonId,
        /// When.
        at: DateTime<Utc>,
    },
    /// Dates of the schedule moved. Whoever tells people of it returns how many.
    DatesMoved {
        /// Which, and from when to when.
        moved: Vec<Moved>,
        /// When.
        at: DateTime<Utc>,
    },
}

/// The days of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The day, or the first.
    pub from: NaiveDate,
    /// The last, where there are several and it is known.
    pub until: Option<NaiveDate>,
}

impl Span {
    /// The last day.
    pub(crate) fn last(self) -> NaiveDate {
        self.until.unwrap_or(self.from)
    }
}

/// A date that moved.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moved {
    /// ISO 3166-1 alpha-3 of the State.
    pub iso3: String,
    /// Its name.
    pub state: String,
    /// The cycle of the review.
    pub cycle: u32,
    /// Which date.
    pub step: Step,
    /// What was known before.
    pub old: Option<Span>,
    /// What is known now.
    pub new: Option<Span>,
}
