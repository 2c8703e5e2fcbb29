//! Jobs: rows of the table `job`, written in the transaction of whatever asks for it, run by any server ([`crate::worker`]).
//!
//! A job holds ids only, and running it twice does no harm: it stamps what it did. Whoever takes a job moves its
//! `run_at` into the future in one transaction, so two servers never run it at once; a server that dies is
//! followed by another after [`LEASE`].

mod entity;
mod queue;

use chrono::{DateTime, Duration, Utc};
use domain::ids::{MeetingId, NoticeId, PersonId};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};
use serde::{Deserialize, Serialize};

use crate::{
    db::Tx,
    error::{Error, Result},
    token::new_id,
};

pub use queue::thin;
pub(crate) use queue::{forget_errors, take};

/// How long a taken job is left to the server that took it.
pub(crate) const LEASE: Duration = Duration::minutes(5);
/// How often a job is tried. Waits double from ten seconds: the last try is after about three hours.
pub(crate) const TRIES: i32 = 10;

/// Something to be done later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "job")]
pub(crate) enum Job {
    /// Record those who meet a new training rule by self-study: some at a time.
    SettleSelfStudy {
        /// Who was looked at last; nobody at the beginning.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<PersonId>,
    },
    /// Tell a person by mail what a notice says.
    MailNotice {
        /// The notice.
        notice: NoticeId,
    },
    /// Remind a person of a meeting.
    MailMeeting {
        /// The meeting.
        meeting: MeetingId,
        /// The person.
        person: PersonId,
    },
    /// Tell a person that questions are there to be reviewed.
    MailReview {
        /// The person.
        person: PersonId,
    },
}

impl Tx {
    /// Asks for a job, to be run once the transaction is committed. A second one with the same key is none.
    pub(crate) async fn enqueue(&self, now: DateTime<Utc>, job: Job, dedup_key: Option<String>) -> Result<()> {
        let row = entity::ActiveModel {
            id: Set(new_id()),
            payload: Set(serde_json::to_string(&job).map_err(|e| Error::Other(e.to_string()))?),
            dedup_key: Set(dedup_key),
            run_at: Set(now),
            attempts: Set(0),
            given_up_at: Set(None),
            last_error: Set(None),
            created_at: Set(now),
        };
        let once = OnConflict::column(entity::Column::DedupKey).do_nothing().to_owned();
        entity::Entity::insert(row).on_conflict(once).exec_without_returning(&**self).await?;
        Ok(())
    }
}
