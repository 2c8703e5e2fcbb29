//! What people are told of workshops ([`crate::notice`]).

use chrono::{DateTime, Utc};
use domain::ids::WorkshopId;
use serde::{Deserialize, Serialize};

/// What people are told of workshops.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "notice")]
pub enum Told {
    /// Something about a workshop.
    Workshop {
        /// Which.
        workshop: WorkshopId,
        /// Its title.
        title: String,
        /// What.
        news: News,
    },
}

/// What is new about a workshop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "news")]
pub enum News {
    /// The person's organisation is invited.
    Invited,
    /// The person has a place now.
    PlaceGiven,
    /// The person gets no place.
    Declined,
    /// A meeting is at another time.
    Moved {
        /// Before.
        from: DateTime<Utc>,
        /// Now.
        to: DateTime<Utc>,
    },
    /// A meeting is at another place.
    Elsewhere {
        /// When it is.
        at: DateTime<Utc>,
    },
    /// A meeting was called off.
    MeetingCanceled {
        /// When it would have been.
        at: DateTime<Utc>,
    },
    /// The workshop was called off.
    WorkshopCanceled,
    /// The trainers write.
    Message {
        /// What.
        text: String,
    },
}
