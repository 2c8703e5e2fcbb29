//! What may change while somebody looks on. Notices carry ids only: each reader re-reads the
//! thing under their own permissions.

use serde::{Deserialize, Serialize};

use crate::ids::MeetingId;

/// A thing that can be watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "topic", content = "id", rename_all = "snake_case")]
pub enum Topic {
    /// The roll of a meeting: who is here.
    Roll(MeetingId),
    /// What is open in a meeting: activities, their steps and answers, raised hands.
    Room(MeetingId),
    /// The curriculum, the glossary, the programmes and their rules, what the briefing adds.
    Content,
    /// The review schedule.
    Schedule,
    /// Training records, corrections, who is one with whom, historic counts.
    Register,
}
